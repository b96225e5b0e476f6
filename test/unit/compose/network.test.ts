import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const REDIS = 'services:\n  r:\n    image: oliver006/redis_exporter:v1.69.0\n';
const NODE = 'services:\n  n:\n    image: prom/node-exporter:v1.9.1\n';

const CASES: readonly CheckCase[] = [
  {
    rules: ['6b'],
    name: 'the processes of the host for an exporter of a database',
    text: `${REDIS}    pid: ‹host›\n`,
    code: 'host-namespace',
    severity: 'warning',
    says: 'pid: host',
  },
  {
    rules: ['6b'],
    name: 'the network of the host for an exporter of a database',
    text: `${REDIS}    network_mode: "‹host›"\n`,
    code: 'host-namespace',
    severity: 'warning',
    says: 'one network',
  },
  {
    rules: ['6b'],
    name: 'the network of the host for what is on its loopback',
    text: `${REDIS}    network_mode: host\n    environment:\n      - REDIS_ADDR=redis://localhost:6379\n`,
  },
  {
    rules: ['6b'],
    name: 'the network of the host, with settings elsewhere',
    text: `${REDIS}    network_mode: host\n    env_file: .env\n`,
  },
  { rules: ['6b'], name: 'node_exporter looks at the host', text: `${NODE}    pid: host\n    network_mode: host\n` },
  {
    rules: ['6b'],
    name: 'exporters that nobody here knows',
    text: 'services:\n  x:\n    image: me/ebpf-exporter:v2\n    pid: host\n    network_mode: host\n',
  },
  {
    rules: ['6b'],
    name: 'Prometheus on the network of the host',
    text: 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n    network_mode: host\n',
  },
  { rules: ['6b'], name: 'a variable', text: `${REDIS}    pid: \${PID}\n    network_mode: \${NET:-host}\n` },
  {
    rules: ['6b'],
    name: 'ports on the network of the host',
    text: `${NODE}    network_mode: host\n    ‹ports›:\n      - 9100:9100\n    restart: always\n`,
    code: 'ports-ignored',
    severity: 'warning',
    says: 'drops these',
    fixed: `${NODE}    network_mode: host\n    restart: always\n`,
  },
  {
    rules: ['6b'],
    name: 'no ports on the network of the host',
    text: `${NODE}    network_mode: host\n    ports: []\n`,
  },
  {
    rules: ['6b'],
    name: 'ports on another network',
    text: `${NODE}    network_mode: bridge\n    ports: ["9100:9100"]\n`,
  },
  {
    rules: ['6b'],
    name: 'a pair of ports that is a number to the base 60',
    text: 'services:\n  s:\n    image: me/stunnel\n    ports:\n      - ‹22:22›\n      - 8443:443\n',
    code: 'sexagesimal-port',
    severity: 'warning',
    says: '1342',
    fixed: 'services:\n  s:\n    image: me/stunnel\n    ports:\n      - "22:22"\n      - 8443:443\n',
  },
  {
    rules: ['6b'],
    name: 'only the second part decides',
    text: 'services:\n  s:\n    image: me/stunnel\n    ports: [‹2222:22›]\n',
    code: 'sexagesimal-port',
    severity: 'warning',
    fixed: 'services:\n  s:\n    image: me/stunnel\n    ports: ["2222:22"]\n',
  },
  {
    rules: ['6b'],
    name: 'pairs that are text to everybody',
    text: 'services:\n  s:\n    image: me/stunnel\n    ports: ["22:22", \'25:25\', 60:60, 22:60, 08:22, 9100:9100, 127.0.0.1:22:22, 22:22/udp, 22]\n',
  },
  {
    rules: ['6b'],
    name: 'the ports of other services',
    text: 'services:\n  git: { image: gitea/gitea, ports: [22:22] }\n  p: { image: prom/prometheus }\n',
  },
  {
    rules: ['6b'],
    name: 'a version',
    text: "# monitoring\n‹version›: '3.8'   # old\n\nservices:\n  p: { image: prom/prometheus }\n",
    code: 'obsolete-compose-version',
    severity: 'hint',
    says: 'Compose says: the attribute `version` is obsolete',
    fixed: '# monitoring\n\nservices:\n  p: { image: prom/prometheus }\n',
  },
  {
    rules: ['6b'],
    name: 'a version of files that are not ours',
    text: "version: '3'\nservices:\n  web: { image: nginx }\n",
  },
];

describe('network and namespaces of a compose file', () => {
  test.each(CASES)('$name', (row) => expectCase('compose', row));
});
