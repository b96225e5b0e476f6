import { plainFile } from '../../generatedFile';
import { inUrl } from '../../names';
import { type MachineFile, type Part, part, placed } from '../machine';
import { fencedComment } from '../network/fenced';
import type { SetUp } from '../setUp';
import type { ExporterSide } from './exporterSide';
import type { Exporter } from './exporters';
import { programFlags } from './programFlags';
import { examplesOf, partsOf, serviceUser } from './service';

/** The exporter in a container that may write nothing and do next to nothing. */
export function composePart(setUp: SetUp, side: ExporterSide): Part {
  const file = `${setUp.places.exporter}/compose.yml`;
  const compose = `docker compose --file ${file}`;
  return part({
    files: [...side.files, composeFile(setUp, side, file), ...dockerOrder(side)],
    // A new container, so that it has new settings and the files that were put in the place of old ones.
    after: [`${compose} up --detach --force-recreate --remove-orphans`],
    rollback: [`if [ -f ${file} ]; then ${compose} down; fi`],
  });
}

function composeFile(setUp: SetUp, side: ExporterSide, path: string): MachineFile {
  return placed(plainFile('compose.yml', composeText(setUp, side)), {
    path,
    owner: 'root',
    group: 'root',
    mode: '0644',
  });
}

/** Docker publishes on an address of the tailnet only when it is there: it does not try again. */
function dockerOrder({ after }: ExporterSide): readonly MachineFile[] {
  // The network it awaits by itself.
  const units = after.filter((unit) => unit !== 'network-online.target').join(' ');
  if (units === '') return [];
  const text = `[Unit]\nWants=${units}\nAfter=${units}\n`;
  return [
    placed(plainFile('docker-order.conf', text), {
      path: '/etc/systemd/system/docker.service.d/scrapeguard.conf',
      owner: 'root',
      group: 'root',
      mode: '0644',
    }),
  ];
}

function composeText(setUp: SetUp, side: ExporterSide): string {
  const { exporter } = setUp;
  const { user, group } = serviceUser(setUp);
  const { needs } = exporter;
  const service = serviceName(exporter);
  const data = needs.data === undefined ? [] : [`data:${needs.data}`];
  const mounts = [`${setUp.places.exporter}:${setUp.places.exporter}:ro`, ...nodeMounts(exporter), ...data];
  const environment = examplesOf(setUp).filter(({ holds }) => holds === 'environment');
  return [
    '# Whether it works is told by `up` in Prometheus: a health check of its own would need a certificate or a password.',
    `name: ${service}`,
    'services:',
    `  ${service}:`,
    `    image: ${imageOf(setUp)}`,
    '    restart: unless-stopped',
    `    user: "${user}:${group}"`,
    '    read_only: true',
    '    cap_drop: [ALL]',
    '    security_opt: ["no-new-privileges:true"]',
    `    mem_limit: ${needs.memory.container}`,
    `    pids_limit: ${needs.tasks}`,
    ...network(setUp, side),
    ...list('command', programFlags(setUp, inside(exporter, side)), commandComment(setUp, side)),
    ...list(
      'env_file',
      environment.map(({ name }) => `${setUp.places.exporter}/${name}`),
    ),
    ...list('volumes', mounts),
    '    logging:',
    '      driver: local',
    ...(data.length === 0 ? [] : ['volumes:', '  data: {}']),
    '',
  ].join('\n');
}

/** Names of services take no dots, and projects only small letters. */
function serviceName({ program }: Exporter): string {
  return program.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
}

function imageOf({ exporter: { image, program }, version }: SetUp): string {
  return (image ?? `${program}:v{version}`).replaceAll('{version}', version);
}

/** node_exporter measures the host: its network, its processes and its file systems, all of it read-only. */
function nodeMounts({ id }: Exporter): readonly string[] {
  return id === 'node' ? ['/:/host:ro,rslave'] : [];
}

function network(setUp: SetUp, side: ExporterSide): readonly string[] {
  // With the network of the host, the firewall of the host applies too.
  if (setUp.exporter.id === 'node') return ['    network_mode: host', '    pid: host'];
  const { host, port } = partsOf(side.listen);
  const published = [`${host === '' ? '' : `${inUrl(host)}:`}${port}:${port}`];
  return list('ports', published, fencedComment(setUp, side, 'published-port-bypasses-firewall'));
}

function commandComment(setUp: SetUp, side: ExporterSide): string {
  return setUp.exporter.id === 'node' ? fencedComment(setUp, side, 'bind-all-interfaces') : '';
}

/** What the program is told inside of its network: there it listens on all addresses, and one of them is published. */
function inside({ id }: Exporter, side: ExporterSide): ExporterSide {
  return id === 'node' ? side : { ...side, listen: `:${partsOf(side.listen).port}` };
}

/** @param comment stands above the first of `items` */
function list(key: string, items: readonly string[], comment = ''): readonly string[] {
  if (items.length === 0) return [];
  const above = comment === '' ? [] : [`      ${comment}`];
  return [`    ${key}:`, ...above, ...items.map((item) => `      - "${item}"`)];
}
