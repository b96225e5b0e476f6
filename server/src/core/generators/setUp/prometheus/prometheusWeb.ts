import type { NewBlock, NewEntry } from '../../../edits/edits';
import type { GeneratedFile } from '../../generatedFile';
import { plainFile, secretFile } from '../../generatedFile';
import { yamlFile } from '../../yamlFile';
import type { Credentials, Login } from '../credentials';
import type { SetUp } from '../setUp';
import { basicAuth, jobFileNames, jobPaths, pathOf, type Where } from './scrapeJob';

/** The user of people at Prometheus' own interface, where a password is asked for. */
export const WEB_USER = 'admin';

/** Its port; the scrape of itself goes there. */
export const PROMETHEUS_PORT = 9090;

/** The web configuration of Prometheus, and the drop-in that makes its unit read it. */
export const WEB_CONFIG = 'web-config.yml';
export const DROP_IN = 'prometheus-web-config.conf';

/** The file with the password of Prometheus' own interface, for the scrape of itself. */
export function webPasswordFile({ prometheus: { job } }: Pick<SetUp, 'prometheus'>): string {
  // A job called so has a password file of that name.
  return job === 'prometheus-web' ? 'prometheus-own-web.password' : 'prometheus-web.password';
}

/** The web configuration of Prometheus' own interface; the authority of the job signed for it too. */
export function prometheusWebConfig(setUp: SetUp, login: Login | undefined): string {
  const isByCertificate = setUp.prometheus.web === 'certificate';
  const comment = [
    'Web configuration of Prometheus: who may open its interface. Files are named relative to this one.',
    ...(isByCertificate
      ? ['Import the .p12 file of the set into the browser; every other client needs a certificate, too.']
      : []),
  ];
  const tls: readonly NewEntry[] = [
    { key: 'cert_file', value: 'prometheus.crt' },
    { key: 'key_file', value: 'prometheus.key' },
    ...(isByCertificate
      ? [
          { key: 'client_auth_type', value: 'RequireAndVerifyClientCert' },
          { key: 'client_ca_file', value: jobFileNames(setUp).authority },
        ]
      : []),
    { key: 'min_version', value: 'TLS12' },
  ];
  return yamlFile(comment, [
    { key: 'tls_server_config', value: tls },
    ...(!isByCertificate && login !== undefined
      ? [{ key: 'basic_auth_users', value: [{ key: login.user, value: login.hash }] }]
      : []),
  ]);
}

/** What makes the scrape of Prometheus by itself fit its interface; nothing where that is unchanged. */
export function selfScrapeSecurity(
  setUp: SetUp,
  { where, webUser, host }: { readonly where: Where; readonly webUser: string; readonly host: string },
): readonly NewEntry[] {
  const { web, names } = setUp.prometheus;
  if (web === 'unchanged') return [];
  const paths = jobPaths(setUp, where);
  const [first = host] = names;
  return [
    { key: 'scheme', value: 'https' },
    {
      key: 'tls_config',
      value: [
        { key: 'ca_file', value: paths.authority },
        ...(web === 'certificate'
          ? [
              { key: 'cert_file', value: paths.certificate },
              { key: 'key_file', value: paths.key },
            ]
          : []),
        ...(names.includes(host) ? [] : [{ key: 'server_name', value: first }]),
      ],
    },
    ...(web === 'password' ? [basicAuth(webUser, pathOf(setUp, where, webPasswordFile(setUp)))] : []),
  ];
}

/** The job by which Prometheus scrapes itself, beside the one of `setUp`. */
export function selfScrapeJob(setUp: SetUp, webUser: string): NewBlock {
  const name = setUp.prometheus.job === 'prometheus' ? 'prometheus-itself' : 'prometheus';
  return [
    { key: 'job_name', value: name },
    ...selfScrapeSecurity(setUp, { where: 'beside', webUser, host: 'localhost' }),
    { key: 'static_configs', value: [[{ key: 'targets', value: [`localhost:${PROMETHEUS_PORT}`] }]] },
  ];
}

/** The drop-in of Debian's unit: what `/etc/default/prometheus` says stays in force. */
export function webDropIn({ places }: SetUp): string {
  return `# Prometheus reads who may open its interface from ${WEB_CONFIG}.
[Service]
ExecStart=
ExecStart=/usr/bin/prometheus $ARGS --web.config.file=${places.prometheus}/${WEB_CONFIG}
`;
}

/** The files of Prometheus' own interface, without their places; none where it is unchanged. */
export function webFiles(setUp: SetUp, credentials: Credentials): readonly GeneratedFile[] {
  const { web } = setUp.prometheus;
  if (web === 'unchanged') return [];
  const { prometheus, webLogin } = credentials;
  return [
    plainFile(WEB_CONFIG, prometheusWebConfig(setUp, webLogin)),
    ...(prometheus?.certificate === undefined ? [] : [plainFile('prometheus.crt', prometheus.certificate)]),
    ...(prometheus === undefined ? [] : [secretFile('prometheus.key', prometheus.key)]),
    ...(web === 'password' && webLogin !== undefined ? [secretFile(webPasswordFile(setUp), webLogin.password)] : []),
  ];
}
