import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createServices } from '../../../server/src/core/services/registry';
import { findingsIn } from '../support/expectFindings';
import { nounsIn } from '../support/expectNouns';

const KINDS = ['compose', 'blackbox', 'alertmanager', 'otel-collector'] as const;
const services = createServices([]);

/** Pieces of such files, so that the readers get further than the first line. */
const PIECES = [
  'services:',
  'x:',
  'image: prom/node-exporter',
  '<<: *a',
  '&a',
  '*a',
  '- ',
  'ports:',
  '"9100:9100"',
  '22:22',
  'volumes:',
  '/:/host',
  'command:',
  '--path.rootfs=/x',
  '$',
  '${',
  '}',
  "'",
  '"',
  'environment:',
  'A_TOKEN=b',
  'modules:',
  'prober: http',
  'http:',
  'tls_config:',
  'receivers:',
  'name: a',
  'webhook_configs:',
  'url: http://u:p@h/',
  'global:',
  'route:',
  'prometheus:',
  'config:',
  'scrape_configs:',
  'job_name: a',
  'exporters:',
  'prometheusremotewrite:',
  'endpoint: https://x',
  'auth:',
  'authenticator: basicauth',
  'extensions:',
  '{',
  '[',
  ']',
  ',',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '\n      ',
  '|',
  '>',
  '#',
  '{{ x }}',
  '%',
  'null',
  '!!x',
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string(),
);

/** All spans in plain data. */
function spansIn(value: unknown): { start: number; end: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(spansIn);
  return 'start' in value && 'end' in value ? [value as { start: number; end: number }, ...inner] : inner;
}

describe.each(KINDS)('a reader of %s', (kind) => {
  test('gives a reading for every text, with all places inside of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const places = [
          ...spansIn(findingsIn(kind, text)),
          ...spansIn(nounsIn(kind, text)),
          ...spansIn(services.get(kind)?.outline(text)),
        ];
        expect(places.filter(({ start, end }) => start < 0 || end < start || end > text.length)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves a template and an alias bomb alone', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level}: &a${level} [${`*a${level - 1}, `.repeat(level && 9)}x]`,
    );
    const bomb = `${levels.join('\n')}\nservices: *a29\nmodules: *a29\nreceivers: *a29\nexporters: *a29\n`;
    expect(findingsIn(kind, bomb)).toEqual([]);
    expect(nounsIn(kind, bomb).clients).toEqual([]);
    const template = 'services:\n  {{ x }}\nreceivers:\n  {{ y }}\n';
    expect(findingsIn(kind, template).map(({ code, severity }) => `${severity} ${code}`)).toEqual(['info template']);
  });

  test('says nothing of a file that is no YAML, and nothing of its syntax', () => {
    const broken = 'services:\n  n:\n    image: prom/node-exporter\n    volumes: ["/:/host\n    x: ]\n';
    expect(findingsIn(kind, broken)).toEqual([]);
  });
});
