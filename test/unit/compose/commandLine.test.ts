import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const NODE = 'services:\n  n:\n    image: prom/node-exporter:v1.9.1\n';
const PROMETHEUS = 'services:\n  p:\n    image: prom/prometheus:v3.1.0\n';

const CASES: readonly CheckCase[] = [
  {
    rules: ['6b'],
    name: 'the dollar of a regular expression',
    text: `${NODE}    command:\n      - '--collector.netdev.device-exclude=^(lo|veth.*)‹$›'\n`,
    code: 'unescaped-dollar',
    severity: 'warning',
    says: 'docker stack deploy',
    fixed: `${NODE}    command:\n      - '--collector.netdev.device-exclude=^(lo|veth.*)$$'\n`,
  },
  {
    rules: ['6b'],
    name: 'several dollars are one finding with one fix',
    text: `${NODE}    command: --collector.filesystem.mount-points-exclude=^/(sys|proc)(‹$›|/)|^/x$\n`,
    code: 'unescaped-dollar',
    severity: 'warning',
    fixed: `${NODE}    command: --collector.filesystem.mount-points-exclude=^/(sys|proc)($$|/)|^/x$$\n`,
  },
  {
    rules: ['6b'],
    name: 'a brace that begins no variable',
    text: `${NODE}    command: ['--collector.vmstat.fields=a‹\${›1}b']\n`,
    code: 'invalid-interpolation',
    says: 'Compose says: invalid interpolation format for services.n.command.',
    fixed: `${NODE}    command: ['--collector.vmstat.fields=a$$\{1}b']\n`,
  },
  {
    rules: ['6b'],
    name: 'an open brace',
    text: `${NODE}    entrypoint: ['/bin/node_exporter', '--collector.vmstat.fields=‹\${›FOO']\n`,
    code: 'invalid-interpolation',
  },
  {
    rules: ['6b'],
    name: 'an open brace in a tag',
    text: 'services:\n  p:\n    image: prom/prometheus:‹${›VERSION:-v3.1.0\n',
    code: 'invalid-interpolation',
    says: 'services.p.image',
  },
  {
    rules: ['6b'],
    name: 'an open brace in a variable',
    text: `${PROMETHEUS}    environment:\n      - ZONE=‹\${›ZONE\n    labels: { a: '\${HOST}' }\n`,
    code: 'invalid-interpolation',
    says: 'services.p.environment',
  },
  {
    rules: ['6b'],
    name: 'an open brace in another service',
    text: `${PROMETHEUS}  app:\n    image: example/app:‹\${›TAG\n    command: sh -c 'echo $(date)'\n`,
    code: 'invalid-interpolation',
    says: 'services.app.image',
  },
  {
    rules: ['6b'],
    name: 'a default over several lines',
    text: `${PROMETHEUS}    labels:\n      a: |\n        \${A:-\n        b}\n`,
  },
  {
    rules: ['6b'],
    name: 'dollars that Compose understands',
    text: `${NODE}    command: ["--path.rootfs=$ROOT", "--collector.vmstat.fields=\${A:-^x$}", "--log.level=\${L}", "--log.format=\${F?not set}", "--collector.netstat.fields=a$$|$$$$"]\n    volumes: ["/:/host:ro,rslave"]\n    pid: host\n`,
  },
  {
    rules: ['6b'],
    name: 'dollars elsewhere are not looked at',
    text: `${NODE}    labels: { a: 'x$)' }\n    healthcheck: { test: 'echo $(date)' }\n`,
  },
  {
    rules: ['unknown-flag'],
    name: 'a flag that no toolkit has',
    text: `${NODE}    command: ['‹--web-config›=/etc/web.yml', --no-collector.wifi]\n`,
    code: 'unknown-flag',
    says: '--web.config.file',
    fixed: `${NODE}    command: ['--web.config.file=/etc/web.yml', --no-collector.wifi]\n`,
  },
  {
    rules: ['unknown-flag'],
    name: 'in a text, with the value behind it',
    text: `${PROMETHEUS}    command: >-\n      --config.file=/a.yml\n      ‹--web.log-level› debug\n`,
    code: 'unknown-flag',
    fixed: `${PROMETHEUS}    command: >-\n      --config.file=/a.yml\n      --log.level debug\n`,
  },
  {
    rules: ['unknown-flag'],
    name: 'a flag without a successor',
    text: `${PROMETHEUS}    command: ["‹--access-log›"]\n`,
    code: 'unknown-flag',
    says: 'Remove it.',
  },
  {
    rules: ['unknown-flag'],
    name: 'one letter off',
    text: `${PROMETHEUS}    command: ["‹--web.listen-adress›=127.0.0.1:9090"]\n`,
    code: 'unknown-flag',
    fixed: `${PROMETHEUS}    command: ["--web.listen-address=127.0.0.1:9090"]\n`,
  },
  {
    rules: ['unknown-flag'],
    name: 'a flag that the version of the tag does not have any more',
    text: `${PROMETHEUS}    command: [‹--storage.tsdb.retention›=15d]\n`,
    code: 'unknown-flag',
    says: 'gone since prometheus 3.0',
    fixed: `${PROMETHEUS}    command: [--storage.tsdb.retention.time=15d]\n`,
  },
  {
    rules: ['unknown-flag'],
    name: 'the same flag in a version that has it',
    text: 'services:\n  p:\n    image: prom/prometheus:v2.55.1\n    command: [--storage.tsdb.retention=15d]\n  n:\n    image: prom/node-exporter:v1.3.1\n    command: [--web.config=/w.yml]\n',
  },
  {
    rules: ['unknown-flag'],
    name: 'a version that nobody can tell',
    text: 'services:\n  p:\n    image: prom/prometheus:main\n    command: [--storage.tsdb.retention=15d]\n  q:\n    image: prom/prometheus:${TAG}\n    command: [--storage.tsdb.retention=15d]\n',
  },
  {
    rules: ['unknown-flag'],
    name: 'flags of programs whose flags nobody here knows',
    text: 'services:\n  r:\n    image: oliver006/redis_exporter\n    command: [--web-config=x, --access-log, --redis.addr=x, -web.listen-addres=1]\n',
  },
];

describe('command lines of a compose file', () => {
  test.each(CASES)('$name', (row) => expectCase('compose', row));
});
