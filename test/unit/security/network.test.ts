import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';

/** The examples of the rules show what they are about; here is where they begin and where they end. */
interface NetworkCase {
  readonly name: string;
  readonly kind: KindId;
  readonly path?: string;
  /** ‹ › around each place where a finding of the category must be; none may be anywhere else. */
  readonly text: string;
  readonly id?: string;
  /** The rule's own where absent. */
  readonly severity?: Severity;
  readonly says?: RegExp;
  /** The text with the first fix of the first finding; not looked at where absent, no fix where false. */
  readonly fixed?: string | false;
}

const NETWORK = RULES.filter(({ category }) => category === 'network');
const IDS = new Set([...NETWORK.map(({ id }) => id), 'firewall-ssh-not-allowed']);
const services = createServices(RULES);

function findingsIn(text: string, { kind, path }: NetworkCase) {
  const service = services.get(kind);
  if (service === undefined) throw new Error(`There is no kind ${kind}.`);
  const { findings } = service.check(service.open(text), {
    targets: newestTargets(),
    ...(path !== undefined && { path }),
  });
  return findings.filter(({ code }) => IDS.has(code));
}

function expectRow(row: NetworkCase): void {
  const { text, spans } = unmark(row.text);
  const findings = findingsIn(text, row);
  const severity = row.severity ?? NETWORK.find(({ id }) => id === row.id)?.severity;
  const shown = ({ start, end }: { start: number; end: number }) => `at ${start} ‹${text.slice(start, end)}›`;
  expect(findings.map((finding) => `${finding.severity} ${finding.code} ${shown(finding)}`)).toEqual(
    spans.map((span) => `${severity} ${row.id} ${shown(span)}`),
  );
  const [first] = findings;
  if (row.says !== undefined) expect(first?.message).toMatch(row.says);
  const changes = first?.fixes?.[0]?.changes;
  if (row.fixed === false) expect(changes).toBeUndefined();
  if (typeof row.fixed === 'string') {
    const fixed = applyChanges(text, changes ?? []);
    expect(fixed).toBe(row.fixed);
    expect(findingsIn(fixed, row).filter(({ code, start }) => code === row.id && start === first?.start)).toEqual([]);
  }
}

const ADDRESS = 'bind-all-interfaces';
const unit = (command: string, more = '') => `[Service]\nUser=x\n${more}ExecStart=${command}\n`;
const UNITS = { kind: 'systemd', path: '/etc/systemd/system/a.service' } as const;

const BOUND: readonly NetworkCase[] = [
  {
    ...UNITS,
    name: 'each address that is everywhere, and none that is one',
    text: unit('/usr/bin/node_exporter --web.listen-address=‹:9100› --web.listen-address=10.0.0.5:9101'),
    id: ADDRESS,
    says: /asks nobody/,
  },
  {
    ...UNITS,
    name: 'a command of several lines gets one more',
    text: unit('/usr/bin/node_exporter \\\n    --collector.wifi \\\n    --no-collector.arp').replace(
      'ExecStart',
      '‹ExecStart›',
    ),
    id: ADDRESS,
    fixed: unit(
      '/usr/bin/node_exporter \\\n    --collector.wifi \\\n    --no-collector.arp \\\n    --web.listen-address=127.0.0.1:9100',
    ),
  },
  {
    ...UNITS,
    name: 'a value in quotes keeps them',
    text: unit('/usr/bin/prometheus "--web.listen-address=‹0.0.0.0:9090›"'),
    id: ADDRESS,
    fixed: unit('/usr/bin/prometheus "--web.listen-address=127.0.0.1:9090"'),
  },
  {
    ...UNITS,
    name: 'the script of a shell gets no argument behind it',
    text: unit("/bin/sh -c 'exec /usr/bin/node_exporter --collector.wifi'").replace('ExecStart', '‹ExecStart›'),
    id: ADDRESS,
    fixed: false,
  },
  {
    ...UNITS,
    name: 'an exporter that nobody has heard of, by its flag',
    text: unit('/opt/bin/foo_exporter --web.listen-address=‹[::]:9999›'),
    id: ADDRESS,
    fixed: unit('/opt/bin/foo_exporter --web.listen-address=127.0.0.1:9999'),
  },
  {
    ...UNITS,
    name: 'a host and a port in two flags',
    text: unit('/usr/bin/cadvisor --port=‹8081›'),
    id: ADDRESS,
    fixed: unit('/usr/bin/cadvisor --port=8081 --listen_ip=127.0.0.1'),
  },
  {
    ...UNITS,
    name: 'a web configuration that nobody reads here',
    text: unit('/usr/bin/node_exporter --web.config.file=/etc/web.yml --web.listen-address=‹:9100›'),
    id: ADDRESS,
    severity: 'info',
    says: /stands elsewhere/,
  },
  {
    ...UNITS,
    name: 'arguments from elsewhere may have it',
    text: unit('/usr/bin/node_exporter --web.listen-address=‹:9100› $ARGS'),
    id: ADDRESS,
    severity: 'info',
  },
  {
    ...UNITS,
    name: 'a program with flags of its own for it',
    text: unit('/usr/bin/redis_exporter --tls-server-cert-file=/a --web.listen-address=‹:9121›'),
    id: ADDRESS,
    severity: 'info',
  },
  {
    ...UNITS,
    name: 'addresses that nobody knows',
    text: unit('/usr/bin/node_exporter --web.listen-address=$ADDRESS') + unit('/usr/bin/node_exporter $ARGS'),
  },
  { ...UNITS, name: 'the tailnet', text: unit('/usr/bin/node_exporter --web.listen-address=100.101.102.103:9100') },
  { ...UNITS, name: 'a socket of systemd', text: unit('/usr/bin/node_exporter --web.systemd-socket') },
  {
    ...UNITS,
    name: 'a filter of systemd for addresses',
    text: unit('/usr/bin/node_exporter', 'IPAddressAllow=localhost 10.0.0.5\nIPAddressDeny=any\n'),
  },
  {
    ...UNITS,
    name: 'a misspelled flag for the address is mended first',
    text: unit('/usr/bin/node_exporter --web.listen-adress=127.0.0.1:9100'),
  },
  { ...UNITS, name: 'no network', text: unit('/usr/bin/node_exporter', 'PrivateNetwork=yes\n') },
  {
    ...UNITS,
    name: 'a filter that is off',
    text: unit('/usr/bin/node_exporter --web.listen-address=‹:9100›', 'PrivateNetwork=no\n'),
    id: ADDRESS,
  },
  {
    name: 'no arguments in a file of them',
    kind: 'systemd',
    path: '/etc/default/prometheus-node-exporter',
    text: 'ARGS=""\n',
  },
  {
    name: 'a container in a network of its own',
    kind: 'compose',
    text: 'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    command: [--web.listen-address=0.0.0.0:9100]\n',
  },
  {
    name: 'a container on the network of the host, without a command',
    kind: 'compose',
    text: 'services:\n  ‹node›:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n',
    id: ADDRESS,
    fixed: false,
  },
  {
    name: 'a command in brackets keeps its quotes',
    kind: 'compose',
    text: "services:\n  ‹node›:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: ['--collector.wifi'] # why\n",
    id: ADDRESS,
    fixed:
      "services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: ['--collector.wifi', '--web.listen-address=127.0.0.1:9100'] # why\n",
  },
  {
    name: 'a command as a text over several lines',
    kind: 'compose',
    text: 'services:\n  ‹node›:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: >-\n      --collector.wifi\n      --no-collector.arp\n    restart: always\n',
    id: ADDRESS,
    fixed:
      'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: >-\n      --collector.wifi\n      --no-collector.arp\n      --web.listen-address=127.0.0.1:9100\n    restart: always\n',
  },
  {
    name: 'an address in the middle of a text',
    kind: 'compose',
    text: 'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: "--web.listen-address=‹:9100› --collector.wifi"\n',
    id: ADDRESS,
    fixed:
      'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    network_mode: host\n    command: "--web.listen-address=127.0.0.1:9100 --collector.wifi"\n',
  },
  {
    name: 'the Grafana of the host has a login',
    kind: 'compose',
    text: 'services:\n  g:\n    image: grafana/grafana:11.3.0\n    network_mode: host\n',
  },
  {
    name: 'a pod in its own network, and one whose network is a template',
    kind: 'scrape-config',
    text: ['', '  hostNetwork: "{{ .Values.hostNetwork }}"\n']
      .map(
        (line) =>
          `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n${line}  containers:\n    - name: node\n      image: prom/node-exporter:v1.8.2\n`,
      )
      .join('---\n'),
  },
  {
    name: 'a pod in that of the host, with an address from the cluster, and with none',
    kind: 'scrape-config',
    text: [
      '    - name: node\n      image: prom/node-exporter:v1.8.2\n      args: ["--web.listen-address=$(IP):9100"]\n',
      '    - name: ‹node›\n      image: prom/node-exporter:v1.8.2\n      args:\n        - "--no-collector.arp"\n',
    ]
      .map(
        (container) =>
          `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  containers:\n${container}`,
      )
      .join('---\n'),
    id: ADDRESS,
    fixed: [
      '    - name: node\n      image: prom/node-exporter:v1.8.2\n      args: ["--web.listen-address=$(IP):9100"]\n',
      '    - name: node\n      image: prom/node-exporter:v1.8.2\n      args:\n        - "--no-collector.arp"\n        - "--web.listen-address=127.0.0.1:9100"\n',
    ]
      .map(
        (container) =>
          `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  containers:\n${container}`,
      )
      .join('---\n'),
  },
];

const PUBLISHED = 'published-port-bypasses-firewall';
const ports = (items: string, image = 'prom/node-exporter:v1.8.2') =>
  `services:\n  a:\n    image: ${image}\n    ports:\n${items}`;

const PORTS: readonly NetworkCase[] = [
  {
    name: 'a range with a protocol',
    kind: 'compose',
    text: ports('      - ‹9100-9101:9100-9101/tcp›\n'),
    id: PUBLISHED,
    fixed: ports('      - 127.0.0.1:9100-9101:9100-9101/tcp\n'),
  },
  {
    name: 'all interfaces of IPv6',
    kind: 'compose',
    text: ports('      - "‹[::]:9090:9090›"\n', 'prom/prometheus:v3.1.0'),
    id: PUBLISHED,
    fixed: ports('      - "127.0.0.1:9090:9090"\n', 'prom/prometheus:v3.1.0'),
  },
  {
    name: 'a port in a variable whose default is one',
    kind: 'compose',
    text: ports('      - "‹$' + '{PORT:-9100}:9100›"\n'),
    id: PUBLISHED,
    fixed: ports('      - "127.0.0.1:$' + '{PORT:-9100}:9100"\n'),
  },
  {
    name: 'a variable that may hold an address',
    kind: 'compose',
    text: ports('      - "$PORT:9100"\n      - "$' + '{BIND:-127.0.0.1}:9100:9100"\n'),
  },
  {
    name: 'the port inside alone, at any port outside',
    kind: 'compose',
    text: ports("      - '‹9100›'\n"),
    id: PUBLISHED,
    fixed: false,
  },
  {
    name: 'an address in the long form',
    kind: 'compose',
    text: ports('      - target: 9100\n        published: 9100\n        host_ip: 10.0.0.5\n'),
  },
  {
    name: 'another address in the long form is left to its owner',
    kind: 'compose',
    text: ports('      - target: 9100\n        published: ‹9100›\n        host_ip: 0.0.0.0\n'),
    id: PUBLISHED,
    fixed: false,
  },
  {
    name: 'ports that are ignored on the network of the host',
    kind: 'compose',
    text: ports('      - 9100:9100\n').replace(
      '    ports',
      '    command: [--web.listen-address=127.0.0.1:9100]\n    network_mode: host\n    ports',
    ),
  },
  {
    name: 'programs with logins of their own',
    kind: 'compose',
    text:
      ports('      - 3000:3000\n', 'grafana/grafana:11.3.0') + ports('      - 5432:5432\n', 'postgres:17').slice(10),
  },
];

const script = (lines: string) => `#!/bin/sh\n${lines}\n`;
const SCRIPT = { kind: 'firewall', path: '/srv/firewall.sh' } as const;
const SSH = 'ufw default deny incoming\nufw allow OpenSSH\n';

const RANGES: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'a mask in dots, for iptables',
    text: script(
      'iptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -A INPUT -s ‹100.64.0.0/255.0.0.0› -p tcp --dport 9100 -j ACCEPT',
    ),
    id: 'tailscale-range',
    fixed: script(
      'iptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -A INPUT -s 100.64.0.0/10 -p tcp --dport 9100 -j ACCEPT',
    ),
  },
  {
    ...SCRIPT,
    name: 'half of it, and the half beside it',
    text: script(
      `${SSH}ufw allow from ‹100.64.0.0/9› to any port 9100\nufw allow from ‹100.0.0.0/10› to any port 9104`,
    ),
    id: 'tailscale-range',
  },
  {
    ...SCRIPT,
    name: 'parts of the tailnet, one machine, and other networks',
    text: script(
      `${SSH}ufw allow from 100.100.0.0/16 to any port 9100\nufw allow from 100.64.0.7 to any port 9104\nufw allow from 10.0.0.0/8 to any port 9115\nufw deny from 96.0.0.0/3 to any port 9116\nufw allow from $TAILNET to any port 9121`,
    ),
  },
];

const TAILNETS: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'IPv6 of the tailnet',
    text: script('ufw allow OpenSSH\nufw deny from ‹fd7a:115c:a1e0::/48› to any port 9100'),
    id: 'tailscale-firewall-order',
  },
  {
    ...SCRIPT,
    name: 'a denial under a default deny, rules in a branch, and another interface',
    text: script(
      `${SSH}ufw deny in on tailscale0 to any port 9100\nif x; then ufw deny in on tailscale0; fi\nufw allow in on eth0 to any port 9104`,
    ),
  },
  {
    ...SCRIPT,
    name: 'rules of iptables are put where they say',
    text: script(
      'iptables -I INPUT 1 -i tailscale0 -p tcp --dport 9100 -j DROP\nip6tables -I INPUT 1 -i tailscale0 -p tcp --dport 9100 -j DROP',
    ),
  },
];

const IPV6 = 'firewall-ipv6-forgotten';
const OPEN_CASES: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'the policy for IPv4',
    text: script(
      '‹iptables -P INPUT DROP›\niptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT',
    ),
    id: IPV6,
    fixed: false,
  },
  {
    ...SCRIPT,
    name: 'a denial with sudo and a rejection',
    text: script('sudo ‹iptables -A INPUT -p tcp --dport 9100 -j REJECT --reject-with icmp-port-unreachable› # node'),
    id: IPV6,
    fixed: script(
      'sudo iptables -A INPUT -p tcp --dport 9100 -j REJECT --reject-with icmp-port-unreachable # node\nsudo ip6tables -A INPUT -p tcp --dport 9100 -j REJECT --reject-with icmp6-port-unreachable',
    ),
  },
  {
    ...SCRIPT,
    name: 'IPv6 that is switched off, or told about in another file',
    text: script('sysctl -w net.ipv6.conf.all.disable_ipv6=1\niptables -A INPUT -p tcp --dport 9100 -j DROP'),
  },
  {
    ...SCRIPT,
    name: 'a denial of one address',
    text: script('iptables -A INPUT -s 203.0.113.7 -p tcp --dport 9100 -j DROP'),
  },
  {
    ...SCRIPT,
    name: 'a denial of what is no exporter',
    text: script(
      'iptables -A INPUT -p tcp --dport 25 -j DROP\niptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT',
    ),
  },
];

const DEFAULT = 'firewall-default-allow';
const DEFAULTS: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'SSH that is let in already is not let in twice, and sudo stays',
    text: script('sudo ufw allow 22/tcp\nsudo ‹ufw default allow›\nsudo ufw allow 9100'),
    id: DEFAULT,
    fixed: script('sudo ufw allow 22/tcp\nsudo ufw default deny\nsudo ufw allow 9100'),
  },
  {
    ...SCRIPT,
    name: 'sudo in front of what is new',
    text: script('  sudo ‹ufw default allow incoming›\n  sudo ufw allow 9100/tcp'),
    id: DEFAULT,
    fixed: script('  sudo ufw allow 22/tcp\n  sudo ufw default deny incoming\n  sudo ufw allow 9100/tcp'),
  },
  {
    ...SCRIPT,
    name: 'a flush behind the policy would take new rules away',
    text: script('‹iptables -P INPUT ACCEPT›\nip6tables -P INPUT DROP\niptables -F'),
    id: DEFAULT,
    fixed: false,
  },
  {
    ...SCRIPT,
    name: 'IPv6 needs its ICMP',
    text: script(
      'iptables -A INPUT -j DROP\n‹ip6tables -P INPUT ACCEPT›\nip6tables -A INPUT -p tcp --dport 22 -j ACCEPT',
    ),
    id: DEFAULT,
    fixed: script(
      'iptables -A INPUT -j DROP\nip6tables -A INPUT -i lo -j ACCEPT\nip6tables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\nip6tables -A INPUT -p ipv6-icmp -j ACCEPT\nip6tables -P INPUT DROP\nip6tables -A INPUT -p tcp --dport 22 -j ACCEPT',
    ),
  },
  {
    ...SCRIPT,
    name: 'a policy that a later one replaces',
    text: script(
      'iptables -P INPUT ACCEPT\niptables -F\niptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -P INPUT DROP\nufw default allow\nufw default deny\nufw allow ssh',
    ),
  },
  {
    ...SCRIPT,
    name: 'a last rule that drops, of one interface too, and a chain that may',
    text: script(
      'iptables -P INPUT ACCEPT\niptables -A INPUT -i eth0 -j DROP\nip6tables -P INPUT ACCEPT\nip6tables -A INPUT -j LOGDROP',
    ),
  },
  {
    ...SCRIPT,
    name: 'a chain that only logs',
    text: script('‹iptables -P INPUT ACCEPT›\niptables -A INPUT -j LOG\nip6tables -P INPUT DROP'),
    id: DEFAULT,
  },
  { ...SCRIPT, name: 'what goes out', text: script(`${SSH}ufw default allow outgoing\niptables -P OUTPUT ACCEPT`) },
  {
    name: 'a saved state without rules of its own',
    kind: 'firewall',
    path: '/etc/iptables/rules.v4',
    text: '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n-A FORWARD -j DOCKER-USER\nCOMMIT\n',
  },
  {
    name: 'a saved state that opens ports of an open host',
    kind: 'firewall',
    path: '/etc/iptables/rules.v4',
    text: '*filter\n‹:INPUT ACCEPT [0:0]›\n-A INPUT -p tcp --dport 9100 -j ACCEPT\nCOMMIT\n',
    id: DEFAULT,
    fixed: false,
  },
];

const ORDER = 'firewall-rule-order';
const iptables = (lines: string) =>
  script(`ip6tables -P INPUT DROP\niptables -P INPUT DROP\niptables -A INPUT -i lo -j ACCEPT\n${lines}`);
const nft = (lines: string) =>
  `flush ruleset\ntable inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    tcp dport 22 accept\n${lines}\n  }\n}\n`;

const ORDERS: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'a port for everybody makes one for some needless, also in front of it',
    text: script('‹ufw allow 9100›\nufw allow from 10.0.0.5 to any port 9100 proto tcp\nufw allow 22\nufw enable'),
    id: ORDER,
    says: /another rule lets in only some/,
    fixed: false,
  },
  {
    ...SCRIPT,
    name: 'a port for everybody that is taken back, and one of something else',
    text: script(
      'ufw allow 22\nufw allow 9100\nufw delete allow 9100\nufw allow from 10.0.0.5 to any port 9100\nufw allow 443\nufw allow from 10.0.0.5 to any port 443\nufw enable',
    ),
  },
  {
    ...SCRIPT,
    name: 'all rules that one hides are one mistake, which a move behind the last of them mends',
    text: iptables(
      'iptables -A INPUT -j DROP # the rest\n‹iptables -A INPUT -p tcp --dport 9100 -j ACCEPT›\niptables -A INPUT -p tcp --dport 9104 -j ACCEPT\necho done',
    ),
    id: ORDER,
    fixed: iptables(
      'iptables -A INPUT -p tcp --dport 9100 -j ACCEPT\niptables -A INPUT -p tcp --dport 9104 -j ACCEPT\niptables -A INPUT -j DROP # the rest\necho done',
    ),
  },
  {
    name: 'a rule behind the end in a file',
    kind: 'firewall',
    path: '/etc/iptables/rules.v4',
    text: '*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited\n‹-A INPUT -p tcp -m tcp --dport 9100 -j ACCEPT›\nCOMMIT\n',
    id: ORDER,
    fixed:
      '*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 9100 -j ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited\nCOMMIT\n',
  },
  {
    name: 'a rule behind the end of a chain',
    kind: 'firewall',
    path: '/x.nft',
    text: nft('    drop\n    ‹tcp dport 9100 accept›'),
    id: ORDER,
    fixed: nft('    tcp dport 9100 accept\n    drop'),
  },
  {
    name: 'several rules on one line are not taken apart',
    kind: 'firewall',
    path: '/x.nft',
    text: nft('    drop; ‹tcp dport 9100 accept›'),
    id: ORDER,
    fixed: false,
  },
  {
    ...SCRIPT,
    name: 'nftables in a script',
    text: script(
      "nft add rule inet filter input drop\nnft add rule ‹inet filter input tcp dport 9100 accept›\nnft 'add rule inet filter forward tcp dport 9100 accept'",
    ),
    id: ORDER,
    fixed: script(
      "nft add rule inet filter input tcp dport 9100 accept\nnft add rule inet filter input drop\nnft 'add rule inet filter forward tcp dport 9100 accept'",
    ),
  },
  {
    ...SCRIPT,
    name: 'both inserted at the head, so that the later one comes first',
    text: script(
      '‹iptables -I INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT›\niptables -I INPUT -p tcp --dport 9100 -j DROP\nip6tables -I INPUT -p tcp --dport 9100 -j DROP',
    ),
    id: ORDER,
    fixed: script(
      'iptables -I INPUT -p tcp --dport 9100 -j DROP\niptables -I INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT\nip6tables -I INPUT -p tcp --dport 9100 -j DROP',
    ),
  },
  {
    ...SCRIPT,
    name: 'a range that holds the port, and a network that holds the address',
    text: script(
      `${SSH}ufw deny proto tcp from 10.0.0.0/8 to any port 9000:9200\n‹ufw allow from 10.1.2.3 to any port 9100 proto tcp›`,
    ),
    id: ORDER,
  },
  {
    ...SCRIPT,
    name: 'the chain for containers',
    text: script(
      'iptables -A DOCKER-USER -i eth0 -j DROP\n‹iptables -A DOCKER-USER -i eth0 -s 10.0.0.5 -j ACCEPT›\niptables -A DOCKER-USER -p tcp -m conntrack --ctorigdstport 9100 -j RETURN\niptables -A OUTPUT -p tcp --dport 9100 -j ACCEPT',
    ),
    id: ORDER,
  },
  {
    ...SCRIPT,
    name: 'rules that decide about other things',
    text: script(
      `${SSH}ufw deny 9100/udp\nufw allow from 10.0.0.5 to any port 9100 proto tcp\nufw deny in on eth1 to any port 9104\nufw allow in on eth0 to any port 9104\nufw deny from 10.0.0.5 to any port 9115\nufw allow from 10.0.0.6 to any port 9115\nufw deny from $BAD to any port 9116\nufw allow 9116`,
    ),
  },
  {
    ...SCRIPT,
    name: 'conditions, branches, other chains and other families',
    text: iptables(
      'iptables -A INPUT -m limit --limit 3/min -j DROP\nif x; then iptables -A INPUT -j DROP; fi\niptables -A OTHER -j DROP\nip6tables -A INPUT -j DROP\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT',
    ),
  },
  {
    ...SCRIPT,
    name: 'everybody behind some, at ports of others',
    text: script(`${SSH}ufw allow from 10.0.0.5 to any port 443\nufw allow 443\nufw allow 9100/tcp`),
  },
];

const RESET = 'firewall-reset-in-script';
const RESETS: readonly NetworkCase[] = [
  {
    ...SCRIPT,
    name: 'SSH that is let in before the reset is gone',
    text: script('ufw allow ssh\n‹ufw --force reset›\nufw default deny incoming\nufw allow 9100\nufw --force enable'),
    id: RESET,
  },
  {
    ...SCRIPT,
    name: 'a port of SSH in a variable, a network that may do all, other rules that are loaded',
    text: script(`ufw --force reset\n${SSH}ufw allow 9100`)
      .replace('OpenSSH', '"$SSH_PORT"/tcp')
      .concat('iptables -F\nip6tables-restore < /etc/rules.v6\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\n'),
  },
  {
    ...SCRIPT,
    name: 'a reset of one table of nftables',
    text: script('nft flush table inet mine\nnft add rule inet mine input tcp dport 9100 accept'),
  },
  {
    ...SCRIPT,
    name: 'without a reset what is missing is said where ufw is switched on',
    text: script('ufw default deny incoming\nufw allow 9100\n‹ufw --force enable›'),
    id: 'firewall-ssh-not-allowed',
    severity: 'warning',
  },
];

const ADMIN = 'admin-api-exposed';
const POWERS: readonly NetworkCase[] = [
  {
    ...UNITS,
    name: 'life cycle beside the rest is not said again',
    text: unit(
      '/usr/bin/prometheus --web.listen-address=10.0.0.5:9090 --web.enable-lifecycle ‹--web.enable-admin-api›',
    ),
    id: ADMIN,
    says: /10\.0\.0\.5:9090/,
  },
  {
    ...UNITS,
    name: 'life cycle alone',
    text: unit('/usr/bin/pushgateway --web.listen-address=10.0.0.5:9091 ‹--web.enable-lifecycle›'),
    id: ADMIN,
    severity: 'warning',
  },
  {
    ...UNITS,
    name: 'one origin, a switch that is off, an address that nobody knows',
    text:
      unit('/usr/bin/prometheus --web.listen-address=10.0.0.5:9090 --web.cors.origin=https://grafana.example.net') +
      unit('/usr/bin/prometheus --web.listen-address=10.0.0.5:9090 --no-web.enable-admin-api') +
      unit('/usr/bin/prometheus --web.listen-address=$ADDRESS --web.enable-admin-api'),
  },
  {
    name: 'a container that publishes nothing',
    kind: 'compose',
    text: 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n    command: [--web.enable-admin-api]\n',
  },
  {
    name: 'one on loopback of the host',
    kind: 'compose',
    text: 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n    network_mode: host\n    command: [--web.enable-admin-api, "--web.listen-address=127.0.0.1:9090"]\n',
  },
  {
    name: 'one on an address of the host',
    kind: 'compose',
    text: 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n    ports: ["10.0.0.5:9090:9090"]\n    command: [‹--web.enable-admin-api›]\n',
    id: ADMIN,
  },
];

const DEBUG = 'debug-endpoints-exposed';
const site = (locations: string, listen = '10.0.0.5:9443 ssl') =>
  `server {\n  listen ${listen};\n  ssl_certificate a;\n  ssl_certificate_key b;\n${locations}\n}\n`;
const SITES = { kind: 'nginx', path: 'sites-available/metrics' } as const;

const PROXIES: readonly NetworkCase[] = [
  {
    ...SITES,
    name: 'a name of an exporter',
    text: `upstream node_exporter { server 10.0.0.5:9100; }\n${site('  location ‹/› { proxy_pass http://node_exporter; }')}`,
    id: DEBUG,
  },
  {
    ...SITES,
    name: 'a slash behind the exporter',
    text: site('  location ‹/› { proxy_pass http://127.0.0.1:9100/; }'),
    id: DEBUG,
    fixed: site('  location = /metrics { proxy_pass http://127.0.0.1:9100/metrics; }'),
  },
  {
    ...SITES,
    name: 'a modifier, and another location for the metrics',
    text: site(
      '  location ^~ ‹/› { proxy_pass http://127.0.0.1:9100; }\n  location = /metrics { proxy_pass http://127.0.0.1:9100; }',
    ),
    id: DEBUG,
    fixed: false,
  },
  {
    ...SITES,
    name: 'addresses that are let in',
    text: site('  location ‹/› { allow 10.0.0.9; deny all; proxy_pass http://127.0.0.1:9100; }'),
    id: DEBUG,
    severity: 'info',
  },
  {
    ...SITES,
    name: 'prefixes that keep the rest out',
    text: site(
      '  location /metrics { proxy_pass http://127.0.0.1:9100; }\n  location /node/ { proxy_pass http://127.0.0.1:9100/metrics; }',
    ),
  },
  {
    ...SITES,
    name: 'paths of debugging that are shut',
    text: site('  location /debug { return 404; }\n  location / { proxy_pass http://127.0.0.1:9100; }'),
  },
  { ...SITES, name: 'pages that are meant', text: site('  location / { proxy_pass http://127.0.0.1:9093; }') },
  {
    ...SITES,
    name: 'a proxy for this host alone',
    text: site('  location / { proxy_pass http://127.0.0.1:9100; }', '127.0.0.1:9443 ssl'),
  },
];

describe.each([
  ['addresses', BOUND],
  ['published ports', PORTS],
  ['ranges of the tailnet', RANGES],
  ['rules for the tailnet', TAILNETS],
  ['IPv6', OPEN_CASES],
  ['defaults of firewalls', DEFAULTS],
  ['the order of rules', ORDERS],
  ['resets', RESETS],
  ['interfaces for administrators', POWERS],
  ['proxies', PROXIES],
] as const)('%s', (_name, rows) => {
  test.each(rows)('$name', (row) => expectRow(row));
});
