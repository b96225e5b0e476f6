import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { systemdKind } from '../../../server/src/core/kinds/systemd/kind';
import { expectTotal } from '../support/expectTotal';

/** What units are made of, and what breaks them. */
const PIECES = [
  '[Unit]',
  '[Service]',
  '[Install',
  '[x]',
  '\n',
  '\r\n',
  '\\',
  '\\\n',
  ' ',
  '\t',
  '=',
  '#',
  ';',
  '"',
  "'",
  '%',
  '%%',
  '%Z',
  '$',
  `\${A}`,
  '$(',
  '{{',
  '{%',
  ':',
  '@',
  '-',
  '~',
  'ExecStart=',
  'ExecStart',
  '/bin/node_exporter',
  'prometheus',
  '/bin/sh -c ',
  '--web.listen-address',
  '--web-config=',
  ':9100',
  '100.64.0.1:9100',
  'User=',
  'root',
  'Environment=',
  'A_PASSWORD=x',
  'DATA_SOURCE_NAME=u:p@(h)/',
  'redis://u:p@h',
  'ProtectSystem=',
  'strickt',
  'RestrictAddressFamilies=AF_INET',
  'SystemCallFilter=~@resources',
  'Type=',
  'oneshot',
  'forking',
  'Restart=always',
  'StartLimitInterval=3',
  'ARGS=',
  '>>',
  '&&',
  '\0',
  'ü',
  '𝄞',
  '__proto__=1',
  'constructor=2',
];

describe('reading units', () => {
  test('any text gives a reading with places in it', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 60 });
    const paths = fc.constantFrom(
      '/x/node_exporter.service',
      '/x/node_exporter.service.d/a.conf',
      '/etc/default/prometheus-node-exporter',
      undefined,
    );
    fc.assert(
      fc.property(texts, paths, (pieces, path) => expectTotal(systemdKind(), pieces.join(''), path)),
      { numRuns: 500 },
    );
  });

  test('the work is bounded', () => {
    const kind = systemdKind();
    for (const text of [
      '\\\n'.repeat(5_000),
      `ExecStart=${'"'.repeat(30_000)}`,
      `ExecStart=/bin/x ${'a '.repeat(30_000)}`,
      'A=1\n'.repeat(2_000),
      ' '.repeat(90_000),
      '%'.repeat(90_000),
    ]) {
      expectTotal(kind, `[Service]\n${text}`, '/x/node_exporter.service');
      expectTotal(kind, text, '/etc/default/prometheus');
    }
  }, 60_000);
});

const UNIT = '[Service]\nExecStart=/usr/local/bin/node_exporter\n';
/** What is looked at, and whether it is ours. */
const FILES: readonly (readonly [name: string, path: string, text: string, isOurs: boolean])[] = [
  ['a unit by its command', '/etc/systemd/system/metrics.service', UNIT, true],
  ['a unit by its name', '/etc/systemd/system/node_exporter.service', '[Service]\nUser=x\n', true],
  [
    'a unit in a shell',
    '/x/a.service',
    '[Service]\nExecStart=/bin/sh -c "exec /opt/alertmanager/alertmanager"\n',
    true,
  ],
  [
    'a unit with a container',
    '/x/a.service',
    '[Service]\nExecStart=/usr/bin/podman run quay.io/prometheus/node-exporter:v1.8.2\n',
    true,
  ],
  ['a drop-in', '/etc/systemd/system/prometheus.service.d/override.conf', '[Service]\nUser=x\n', true],
  ['a file of arguments', '/etc/default/prometheus-node-exporter', 'ARGS=""\n', true],
  ['a unit of something else', '/etc/systemd/system/nginx.service', '[Service]\nExecStart=/usr/sbin/nginx\n', false],
  [
    'a helper of Prometheus',
    '/x/prometheus-backup.service',
    '[Service]\nExecStart=/usr/bin/rsync /var/lib/prometheus /backup\n',
    false,
  ],
  ['a script for an exporter', '/x/a.service', '[Service]\nExecStart=/usr/bin/python3 /opt/my_exporter.py\n', false],
  ['a drop-in of something else', '/etc/systemd/system/nginx.service.d/override.conf', '[Service]\nUser=x\n', false],
  ['another default file', '/etc/default/grub', 'GRUB_TIMEOUT=5\n', false],
  ['a text about units', '/x/node_exporter.service', 'Just a note.\n', false],
];

describe('the detection of units', () => {
  test.each(FILES)('%s', (_name, path, text, isOurs) => {
    expect(detectKind({ path, text })).toBe(isOurs ? 'systemd' : undefined);
  });
});

describe('the outline of a unit', () => {
  test('sections with their keys', () => {
    const items = systemdKind().outline(`${UNIT}[Install]\nWantedBy=multi-user.target\n`);
    expect(items.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
      ['Service', ['ExecStart']],
      ['Install', ['WantedBy']],
    ]);
  });
});
