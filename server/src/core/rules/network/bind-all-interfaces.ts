import { parseAddress } from '../../model/address';
import { flagNamed } from '../../model/flags';
import { flagProblem } from '../../model/knownFlags';
import type { Listener, Process } from '../../model/nouns';
import { programOfCommand } from '../../model/programs';
import type { TextChange } from '../../text/edit';
import { isFencedIn, processBehind } from '../exposed';
import { servesMetrics } from '../listening';
import { asksWhoComes, exposureOf } from '../reach';
import { defineRule, fix, type RuleInput } from '../rule';

const UNIT = (flag: string) => `[Unit]
Description=node_exporter

[Service]
DynamicUser=yes
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter${flag}

[Install]
WantedBy=multi-user.target
`;
const HOST = (command: string) => `services:
  node-exporter:
    image: prom/node-exporter:v1.8.2
    network_mode: host
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    command:
${command}`;
const DAEMON_SET = (network: string, address: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  selector: { matchLabels: { app: node-exporter } }
  template:
    metadata: { labels: { app: node-exporter } }
    spec:
${network}      containers:
        - name: node-exporter
          image: quay.io/prometheus/node-exporter:v1.8.2
          args:
            - --web.listen-address=${address}
`;

export default defineRule({
  id: 'bind-all-interfaces',
  category: 'network',
  severity: 'warning',
  kinds: ['systemd', 'compose', 'stunnel', 'scrape-config'],
  summary: 'A program listens on all interfaces of the host',
  why: 'Metrics tell about processes, mounts, versions and load. On all interfaces everybody can read them who reaches any address of the host, including those that are added later: another network, a public IPv6 address, a bridge of containers.',
  advice:
    'Listen on loopback where a proxy, a tunnel or Prometheus itself runs on the same host, or else on the one address that Prometheus comes to. Where it has to be all of them, require client certificates or a password with `--web.config.file`.',
  sources: [
    'https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md',
    'https://prometheus.io/docs/operating/security/#exporters',
  ],
  examples: [
    {
      kind: 'systemd',
      path: '/etc/systemd/system/node_exporter.service',
      bad: UNIT(' --web.listen-address=‹0.0.0.0:9100›'),
      fixed: UNIT(' --web.listen-address=127.0.0.1:9100'),
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'systemd',
      path: '/etc/systemd/system/node_exporter.service',
      bad: UNIT('').replace('ExecStart', '‹ExecStart›'),
      fixed: UNIT(' --web.listen-address=127.0.0.1:9100'),
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'systemd',
      path: '/etc/default/prometheus-node-exporter',
      bad: '‹ARGS›="--collector.wifi"\n',
      fixed: 'ARGS="--collector.wifi --web.listen-address=127.0.0.1:9100"\n',
    },
    {
      kind: 'systemd',
      path: '/etc/systemd/system/node_exporter.service',
      severity: 'info',
      bad: UNIT(' --web.config.file=/etc/node_exporter/web.yml --web.listen-address=‹:9100›'),
      fixed: UNIT(' --web.config.file=/etc/node_exporter/web.yml --web.listen-address=127.0.0.1:9100'),
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'compose',
      bad: HOST("      - '--web.listen-address=‹[::]:9100›'\n"),
      fixed: HOST("      - '--web.listen-address=127.0.0.1:9100'\n"),
    },
    {
      kind: 'compose',
      bad: HOST("      - '--collector.wifi'\n").replace('node-exporter:\n', '‹node-exporter›:\n'),
      fixed: HOST("      - '--collector.wifi'\n      - '--web.listen-address=127.0.0.1:9100'\n"),
    },
    {
      kind: 'stunnel',
      bad: '[node]\naccept = ‹9443›\nconnect = 127.0.0.1:9100\ncert = /etc/stunnel/node.pem\nkey = /etc/stunnel/node.key\n',
      fixed:
        '[node]\naccept = 127.0.0.1:9443\nconnect = 127.0.0.1:9100\ncert = /etc/stunnel/node.pem\nkey = /etc/stunnel/node.key\n',
      alsoFinds: ['runs-as-root'],
    },
    {
      kind: 'scrape-config',
      bad: DAEMON_SET('      hostNetwork: true\n', '‹:9100›'),
      fixed: DAEMON_SET('      hostNetwork: true\n', '127.0.0.1:9100'),
    },
  ],
  good: [
    {
      kind: 'systemd',
      path: '/etc/systemd/system/node_exporter.service',
      text: UNIT(' --web.listen-address=127.0.0.1:9100'),
      alsoFinds: ['unit-not-hardened'],
    },
    { kind: 'compose', text: HOST('      - --web.listen-address=[::1]:9100\n') },
    { kind: 'scrape-config', text: DAEMON_SET('', ':9100') },
  ],
  check: (input) => {
    const { listeners, processes } = input.nouns;
    for (const listener of listeners) {
      // Inside of a container's own network all interfaces are how it works; what is published is another finding.
      if (listener.via !== 'process' || listener.within === 'container' || !servesMetrics(listener)) continue;
      const process = processBehind(listener, processes);
      if (exposureOf(listener) !== 'all' || (process !== undefined && isFencedIn(process))) continue;
      if (listener.address?.isDefault && process !== undefined && misspellsAddress(process)) continue;
      reportListener(listener, process, input);
    }
  },
});

/** Whether the flag for the address stands there under a name that ends the program: that is mended first. */
function misspellsAddress({ program, flags }: Process): boolean {
  const listenFlag = programOfCommand(program)?.listenFlag;
  return listenFlag !== undefined && flags.some(({ name }) => flagProblem(program, name)?.meant === listenFlag);
}

function reportListener(listener: Listener, process: Process | undefined, { edits, report, textAt }: RuleInput): void {
  const { address, at, program } = listener;
  const asks = asksWhoComes(listener);
  report(
    address ?? at,
    `${program} listens on all interfaces${address?.isDefault ? ' unless it is told otherwise' : ''}. ${effectOf(asks)}`,
    {
      severity: asks === false ? 'warning' : 'info',
      fixes: fix('Listen on 127.0.0.1', [loopback(listener, process, edits, textAt)], { refactor: true }),
    },
  );
}

function effectOf(asks: ReturnType<typeof asksWhoComes>): string {
  if (asks === false) {
    return 'It asks nobody for a certificate or a password: everybody who reaches any address of this host reads its metrics. Name the address that Prometheus comes to, or loopback behind a proxy or tunnel, or require client certificates with `--web.config.file`.';
  }
  const known = asks === true ? 'It asks who comes, but' : 'Who may come in stands elsewhere;';
  return `${known} an address of the network that is meant would let fewer try.`;
}

/** The change that binds `listener` to loopback: another address or host in its flag, or a flag more. */
function loopback(
  { address, program, at }: Listener,
  process: Process | undefined,
  edits: RuleInput['edits'],
  textAt: RuleInput['textAt'],
): TextChange | undefined {
  const { listenFlag, hostFlag } = programOfCommand(program) ?? {};
  const { port } = parseAddress(address?.value ?? '');
  if (address === undefined || process === undefined || port === undefined) return undefined;
  if (hostFlag !== undefined) {
    const host = flagNamed(process.flags, hostFlag)?.value;
    return host === undefined
      ? edits.addArgument(at, `--${hostFlag}=127.0.0.1`)
      : edits.replaceValue(host, '127.0.0.1');
  }
  if (address.isDefault) {
    return listenFlag === undefined ? undefined : edits.addArgument(at, `--${listenFlag}=127.0.0.1:${port}`);
  }
  return textAt(address) === address.value ? edits.replaceValue(address, `127.0.0.1:${port}`) : undefined;
}
