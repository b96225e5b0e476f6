import { plainFile, secretFile } from '../../generatedFile';
import { inUrl } from '../../names';
import type { Credentials } from '../credentials';
import { type MachineFile, type Part, part, placed } from '../machine';
import type { SetUp, Target } from '../setUp';

/** The user of nginx' workers on Debian, who read the file of users at each request. */
const WORKERS = 'www-data';
const ROOT = { owner: 'root', group: 'root' } as const;

/**
 * nginx in front of an exporter that listens on loopback (stunnel-rules.md 6d): TLS, a password or the certificate of
 * Prometheus, and nothing but the metrics: `/debug/pprof` of a Go program stays inside.
 */
export function proxyPart(setUp: SetUp, target: Target, credentials: Credentials): Part {
  const { program } = setUp.exporter;
  const { nginx } = setUp.places;
  const link = `${nginx}/sites-enabled/${program}.conf`;
  return part({
    files: [
      siteFile(setUp, target),
      ...credentialFiles(setUp, target, credentials),
      placed(plainFile(`nginx-${program}.logrotate`, rotation(setUp)), {
        ...ROOT,
        path: `/etc/logrotate.d/nginx-${program}`,
        mode: '0644',
      }),
    ],
    packages: ['logrotate', 'nginx'],
    before: [`install -d -o root -g adm -m 0755 ${logFolder(program)}`],
    // A site that nginx refuses would keep it from its next start, with all its other sites.
    after: [`ln -sfn ../sites-available/${program}.conf ${link}`, `nginx -t || { rm -f ${link}; exit 1; }`],
    units: [{ unit: 'nginx.service', by: 'reload' }],
    rollback: [`rm -f ${link}`],
  });
}

/** Where the certificate and the users of the site go; the site itself is in `sites-available`. */
export function proxyFolder({ places, exporter }: SetUp): string {
  return `${places.nginx}/${exporter.program}`;
}

/** A folder of its own: nginx' own logrotate file rotates all that lies in /var/log/nginx, and would refuse ours. */
function logFolder(program: string): string {
  return `/var/log/nginx/${program}`;
}

function siteFile(setUp: SetUp, target: Target): MachineFile {
  const { program } = setUp.exporter;
  return placed(plainFile(`nginx-${program}.conf`, site(setUp, target)), {
    ...ROOT,
    path: `${setUp.places.nginx}/sites-available/${program}.conf`,
    mode: '0644',
  });
}

function credentialFiles(setUp: SetUp, target: Target, credentials: Credentials): readonly MachineFile[] {
  const { asks, exporter } = setUp;
  const { authority, login, servers } = credentials;
  const { certificate, key } = servers[target.name] ?? {};
  const at = (name: string) => `${proxyFolder(setUp)}/${name}`;
  const open = (name: string, text: string) => placed(plainFile(name, text), { ...ROOT, path: at(name), mode: '0644' });
  const users = `${exporter.program}.htpasswd`;
  return [
    ...(certificate === undefined ? [] : [open('server.crt', certificate)]),
    // The master process of nginx, which is root, reads it.
    ...(key === undefined
      ? []
      : [placed(secretFile('server.key', key), { ...ROOT, path: at('server.key'), mode: '0400' })]),
    ...(asks.certificate && authority !== undefined ? [open('client-ca.crt', authority)] : []),
    ...(asks.password && login !== undefined
      ? [
          placed(secretFile(users, `${login.user}:${login.hash}\n`), {
            owner: 'root',
            group: WORKERS,
            path: at(users),
            mode: '0640',
          }),
        ]
      : []),
  ];
}

function site(setUp: SetUp, target: Target): string {
  const { exporter, asks } = setUp;
  const { program } = exporter;
  const folder = proxyFolder(setUp);
  return `# nginx in front of ${program}: TLS outside, plain HTTP on loopback inside, and nothing but the metrics.
${asks.certificate ? onlyPrometheus(setUp) : ''}server {
${listens(setUp)}
  server_name ${target.names.map(inUrl).join(' ')};
  server_tokens off;

  ssl_certificate ${folder}/server.crt;
  ssl_certificate_key ${folder}/server.key;
  ssl_protocols TLSv1.2 TLSv1.3;
${asks.certificate ? asksCertificate(setUp) : ''}
  # The only place where a refused scrape leaves a record: the exporter never sees it.
  access_log ${logFolder(program)}/access.log;

  location = ${exporter.path} {
    limit_except GET {
      deny all;
    }
${asks.password ? `    auth_basic "metrics";\n    auth_basic_user_file ${folder}/${program}.htpasswd;\n` : ''}    proxy_pass http://127.0.0.1:${setUp.innerPort}${exporter.path};
    # Longer than a scrape may take.
    proxy_read_timeout 15s;
  }

  # /debug/pprof of a Go program, and whatever else it has, stay inside.
  location / {
    return 404;
  }
}
`;
}

/** All addresses of IPv4 and IPv6 are two sockets for nginx. */
function listens({ listenAddress, port }: SetUp): string {
  const addresses = listenAddress === '' ? [`${port}`, `[::]:${port}`] : [`${inUrl(listenAddress)}:${port}`];
  return addresses.map((address) => `  listen ${address} ssl;`).join('\n');
}

/**
 * nginx knows the subject of a certificate and not its alternative names; the CN repeats the first of them
 * (generators.md, PKI). Without this every certificate of the authority would do, that of each exporter too.
 */
function onlyPrometheus({ exporter: { program }, prometheus: { clientName } }: SetUp): string {
  return `# Only the certificate of ${clientName}, and no other one of its authority.
map $ssl_client_s_dn $${isPrometheus(program)} {
  default 0;
  "~(^|,)CN=${clientName.replaceAll('.', '[.]')}(,|$)" 1;
}

`;
}

function asksCertificate(setUp: SetUp): string {
  return `  ssl_client_certificate ${proxyFolder(setUp)}/client-ca.crt;
  ssl_verify_client on;
  if ($${isPrometheus(setUp.exporter.program)} = 0) {
    return 403;
  }
`;
}

/** A variable of its own for each site: names of variables count in all of nginx. */
function isPrometheus(program: string): string {
  return `is_prometheus_of_${program.replace(/[^A-Za-z0-9_]/g, '_')}`;
}

function rotation({ exporter: { program } }: SetUp): string {
  return `${logFolder(program)}/*.log {
  weekly
  rotate 13
  missingok
  notifempty
  compress
  delaycompress
  create 0640 ${WORKERS} adm
  sharedscripts
  postrotate
    # nginx opens its files anew.
    [ ! -s /run/nginx.pid ] || kill -USR1 "$(cat /run/nginx.pid)"
  endscript
}
`;
}
