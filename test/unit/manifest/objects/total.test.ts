import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingsIn } from '../../support/expectFindings';
import { nounsIn } from '../../support/expectNouns';
import { yamlText } from '../../support/yamlTexts';

const KINDS = [
  ['v1', 'ConfigMap', 'data'],
  ['v1', 'Secret', 'stringData'],
  ['v1', 'Secret', 'data'],
  ['v1', 'Service', 'spec'],
  ['v1', 'Pod', 'spec'],
  ['apps/v1', 'Deployment', 'spec'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor', 'spec'],
  ['monitoring.coreos.com/v1', 'Probe', 'spec'],
  ['monitoring.coreos.com/v1', 'Prometheus', 'spec'],
  ['monitoring.coreos.com/v1', 'PrometheusRule', 'spec'],
] as const;

/** Words that lead into the parts of the objects that are looked at. */
const WORDS = [
  'endpoints:',
  '- tlsConfig:',
  'ca: {secret: {name: a, key: b}}',
  'relabelings: [{}]',
  'basicAuth: *a',
  'template: &a',
  'spec:',
  'containers:',
  '- {name: a, image: prom/prometheus, args: [--web.listen-address, 1], ports: [{hostPort: 1, containerPort: x}]}',
  'prometheus.yml: |',
  'web: {tlsConfig: {cert: []}}',
  'remoteWrite: [{url: x}, *a]',
  'type: NodePort',
  'ports: [{port: 9090, nodePort: {}}]',
  'token: !!binary "x"',
];
const body = fc
  .array(fc.record({ indent: fc.nat(6), word: fc.constantFrom(...WORDS) }), { maxLength: 12 })
  .map((lines) => lines.map(({ indent, word }) => `${' '.repeat(indent)}${word}\n`).join(''));

test('any object gives findings and nouns inside of its text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.oneof(body, yamlText),
      fc.nat(4),
      ([apiVersion, kind, key], text, indent) => {
        const file = `apiVersion: ${apiVersion}\nkind: ${kind}\n${key}:\n${text.replaceAll(/^/gm, ' '.repeat(indent))}`;
        const nouns = nounsIn('scrape-config', file);
        const places = [...nouns.clients, ...nouns.listeners, ...nouns.processes].map(({ at }) => at);
        for (const { start, end } of [
          ...findingsIn('scrape-config', file),
          ...places,
          ...nouns.secrets,
          ...nouns.files,
        ]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(file.length);
        }
      },
    ),
    { numRuns: 800 },
  );
});
