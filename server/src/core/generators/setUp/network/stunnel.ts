import { KERNEL_SHUT, systemCalls, type UnitLine, WAYS_SHUT, writtenLines } from '../../../model/unitHardening';
import { plainFile, secretFile } from '../../generatedFile';
import { isIPv6 } from '../../names';
import type { Credentials, Leaf } from '../credentials';
import { isPrivileged } from '../exporter/sandbox';
import { serviceUnit } from '../exporter/service';
import { type MachineFile, type Part, part, placed } from '../machine';
import type { SetUp, Target } from '../setUp';

/** The user of Debian's package; `setuid = stunnel` is "Illegal UID" there (generators.md). */
const USER = 'stunnel4';

/** A service of stunnel: its section, as options in the order in which they are written. */
export interface StunnelService {
  readonly name: string;
  readonly options: readonly (readonly [name: string, value: string])[];
}

/**
 * The tunnel in front of an exporter that listens on loopback: stunnel shows the certificate of the host and asks for
 * that of Prometheus, and for no other one of its authority. Where a stunnel.conf of the user's gets the service
 * (`withService`), only its certificates are brought.
 */
export function stunnelPart(setUp: SetUp, target: Target, credentials: Credentials): Part {
  const unit = tunnelUnit(setUp);
  const certificates = certificateFiles(setUp, credentials.servers[target.name] ?? {}, credentials);
  const packages = ['stunnel4'];
  // Not a reload: what has another user by then, or another root, cannot always read its files again, and says no error.
  const units = [{ unit, by: 'restart' }] as const;
  if (setUp.tunnel === 'extended')
    return part({ files: certificates, packages, units, rollback: untilTakenOut(setUp) });
  return part({ files: [configurationFile(setUp, target), ...certificates, unitFile(setUp, unit)], packages, units });
}

/** Without its certificates no tunnel of that stunnel.conf would start any more, those of others neither. */
function untilTakenOut(setUp: SetUp): readonly string[] {
  const { places, exporter } = setUp;
  return [
    `if grep -qsF ${tunnelFolder(setUp)}/ ${places.stunnel}/*.conf; then`,
    `  fail "a file in ${places.stunnel} names what would be removed: take [${exporter.program}] out of it first"`,
    'fi',
  ];
}

/** The unit that runs the tunnel: one of ours, or that of Debian, which runs each `*.conf` in the folder of stunnel. */
export function tunnelUnit({ tunnel, exporter }: Pick<SetUp, 'tunnel' | 'exporter'>): string {
  return tunnel === 'extended' ? 'stunnel4.service' : `stunnel-${exporter.program}.service`;
}

/**
 * Where the files of the tunnel go. Not into the folder itself: Debian's own start script runs every `*.conf` that lies
 * there, as root and beside our unit, and would wait for one that stays in the foreground.
 */
export function tunnelFolder({ places, exporter }: SetUp): string {
  return `${places.stunnel}/${exporter.program}`;
}

/**
 * The service of stunnel for the exporter, as it also goes into a stunnel.conf that is there.
 *
 * `verifyChain` alone lets in whoever has a certificate of the same authority, each exporter too; `checkHost` is what
 * makes it Prometheus only (stunnel-rules.md 5).
 */
export function stunnelService(setUp: SetUp, target: Target): StunnelService {
  const { exporter, listenAddress, port, innerPort } = setUp;
  const folder = tunnelFolder(setUp);
  return {
    name: exporter.program,
    options: [
      ['accept', `${listenAddress === '' ? anyAddress(target) : `${listenAddress}:`}${port}`],
      ['connect', `127.0.0.1:${innerPort}`],
      ['cert', `${folder}/server.crt`],
      ['key', `${folder}/server.key`],
      ['CAfile', `${folder}/client-ca.crt`],
      ['verifyChain', 'yes'],
      ['checkHost', setUp.prometheus.clientName],
      ['sslVersionMin', 'TLSv1.2'],
      ['renegotiation', 'no'],
    ],
  };
}

/** Without a host stunnel listens on IPv4 only; `:::` is both families, where the kernel has IPv6 (stunnel-rules.md 1b). */
function anyAddress({ names }: Target): string {
  return names.some(isIPv6) ? ':::' : '';
}

function configurationFile(setUp: SetUp, target: Target): MachineFile {
  const { program } = setUp.exporter;
  const { name, options } = stunnelService(setUp, target);
  const text = `; The tunnel in front of ${program}: TLS for Prometheus outside, plain HTTP on loopback inside.
; systemd starts it as ${USER}, so that there is no setuid, and keeps track of it, so that there is no file with its pid.
foreground = yes
pid =
; What it says goes to the journal, once. At level 5 it says who was let in, and why somebody was not.
syslog = no
debug = 5

; Only ${setUp.prometheus.clientName}, and nobody else whose certificate is of the same authority: checkHost.
; scrapeguard-ignore runs-as-root: its unit starts it as ${USER}
[${name}]
${options.map(([option, value]) => `${option} = ${value}\n`).join('')}`;
  return placed(plainFile(`stunnel-${program}.conf`, text), {
    ...ROOT,
    path: `${tunnelFolder(setUp)}/stunnel.conf`,
    mode: '0644',
  });
}

const ROOT = { owner: 'root', group: 'root' } as const;

/** What is not there yet (another authority has it to sign) is put there by hand. */
function certificateFiles(
  setUp: SetUp,
  { certificate, key }: Partial<Leaf>,
  { authority }: Credentials,
): readonly MachineFile[] {
  const at = (name: string) => `${tunnelFolder(setUp)}/${name}`;
  const open = (name: string, text: string) => placed(plainFile(name, text), { ...ROOT, path: at(name), mode: '0644' });
  return [
    ...(certificate === undefined ? [] : [open('server.crt', certificate)]),
    ...(key === undefined
      ? []
      : [placed(secretFile('server.key', key), { owner: 'root', group: USER, path: at('server.key'), mode: '0440' })]),
    ...(authority === undefined ? [] : [open('client-ca.crt', authority)]),
  ];
}

function unitFile(setUp: SetUp, unit: string): MachineFile {
  const { program } = setUp.exporter;
  const text = `[Unit]
Description=TLS tunnel in front of ${program}
Wants=network-online.target
After=network-online.target ${setUp.form === 'compose' ? 'docker.service' : serviceUnit(setUp)}

[Service]
Type=exec
User=${USER}
Group=${USER}
ExecStart=/usr/bin/stunnel4 ${tunnelFolder(setUp)}/stunnel.conf
# It reads its certificate and its configuration again.
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5s
RuntimeDirectory=stunnel-${program}

${writtenLines(sandboxLines(setUp))}
[Install]
WantedBy=multi-user.target
`;
  return placed(plainFile(unit, text), { ...ROOT, path: `/etc/systemd/system/${unit}`, mode: '0644' });
}

/** stunnel only reads its files and speaks TCP; below port 1024 it needs the one capability for that. */
function sandboxLines({ port }: SetUp): readonly UnitLine[] {
  const capabilities = isPrivileged(port) ? 'CAP_NET_BIND_SERVICE' : '';
  return [
    ['NoNewPrivileges', 'yes'],
    ['ProtectSystem', 'strict'],
    ['ProtectHome', 'yes'],
    ['ProtectProc', 'invisible'],
    ['ProcSubset', 'pid'],
    ['PrivateTmp', 'yes'],
    ['PrivateDevices', 'yes'],
    ...KERNEL_SHUT,
    ['ProtectClock', 'yes'],
    ...WAYS_SHUT,
    ['RemoveIPC', 'yes'],
    ['CapabilityBoundingSet', capabilities],
    ['AmbientCapabilities', capabilities],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
    ...systemCalls(),
    ['UMask', '0077'],
    ['MemoryMax', '128M'],
    ['TasksMax', '128'],
  ];
}
