import { release } from '../../../schema/version';
import type { SetUp } from '../setUp';
import type { ExporterSide } from './exporterSide';
import { debianOf, listenFlags, serviceUnit } from './service';

/** How many scrapes node_exporter answers at once: two of Prometheus, and some by hand. */
const MAX_REQUESTS = 10;

/**
 * Collectors of node_exporter that tell much to whoever gets in: versions, serial numbers, neighbours, units, users. Some
 * are off upstream and on in Debian's package. `filesystem` is none of them: most alerts on disks need it.
 */
const SENSITIVE = ['arp', 'ipvs', 'infiniband', 'logind', 'mountstats', 'netclass', 'processes', 'systemd', 'uname'];
/** More of them, which versions before 1.5.0 may not have; an unknown flag ends the program. */
const SENSITIVE_SINCE_1_5 = ['dmi', 'fibrechannel', 'nvme', 'os'];

/** What alerts on a host need. */
const MINIMAL = [
  'cpu',
  'diskstats',
  'filefd',
  'filesystem',
  'loadavg',
  'meminfo',
  'netdev',
  'netstat',
  'stat',
  'textfile',
  'time',
  'timex',
  'vmstat',
];

/** All flags of the exporter's program, in the form in which it runs. */
export function programFlags(setUp: SetUp, { listen, flags }: ExporterSide): readonly string[] {
  const { exporter } = setUp;
  const needed = debianOf(setUp)?.flags ?? exporter.needs.flags;
  return [
    ...listenFlags(exporter.program, listen),
    ...flags,
    ...needed.map((flag) => inPlace(flag, setUp)),
    ...(exporter.id === 'node' ? nodeFlags(setUp) : []),
  ];
}

function inPlace(flag: string, setUp: SetUp): string {
  const { form, places, exporter } = setUp;
  const isContained = form === 'compose';
  // systemd puts what `LoadCredential=` names there, for the user of the service only.
  const credentials = isContained ? places.exporter : `/run/credentials/${serviceUnit(setUp)}`;
  const data = isContained ? (exporter.needs.data ?? '') : `/var/lib/${exporter.program}`;
  return flag
    .replaceAll('{folder}', places.exporter)
    .replaceAll('{credentials}', credentials)
    .replaceAll('{data}', data);
}

function nodeFlags({ form, version, collectors }: SetUp): readonly string[] {
  return [
    ...(form === 'compose' ? ['--path.rootfs=/host'] : []),
    `--web.max-requests=${MAX_REQUESTS}`,
    ...(collectors === 'without-sensitive' ? withoutSensitive(version) : []),
    ...(collectors === 'minimal'
      ? ['--collector.disable-defaults', ...MINIMAL.map((name) => `--collector.${name}`)]
      : []),
  ];
}

function withoutSensitive(version: string): readonly string[] {
  const names = release(version) < release('1.5.0') ? SENSITIVE : [...SENSITIVE, ...SENSITIVE_SINCE_1_5];
  return [...names].sort().map((name) => `--no-collector.${name}`);
}
