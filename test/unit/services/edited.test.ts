import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { KINDS, type KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChange, type TextChange } from '../../../server/src/core/text/edit';
import { expectPlaces } from '../support/expectTotal';

const services = createServices(RULES);
const surroundings = { targets: newestTargets(), now: Date.UTC(2026, 0, 1) };

/** A file of each kind of the sample workspace. */
const SAMPLES: Readonly<Record<KindId, string>> = {
  prometheus: 'prometheus.yml',
  'web-config': 'exporters/node/web-config.yml',
  'scrape-config': 'kubernetes/node.yaml',
  stunnel: 'stunnel/stunnel.conf',
  rules: 'rules/node.rules.yml',
  'file-sd': 'targets/nodes.json',
  'helm-values': 'kubernetes/kube-prometheus-stack.values.yaml',
  systemd: 'systemd/node_exporter.service',
  compose: 'compose.yml',
  firewall: 'firewall/open-ports.sh',
  nginx: 'nginx/exporter.conf',
  blackbox: 'probes/blackbox.yml',
  alertmanager: 'alerting/alertmanager.yml',
  'otel-collector': 'telemetry/collector.yml',
  scrapeguard: '.scrapeguard.yaml',
};

/** What somebody types or pastes: characters that mean something in one of the grammars, words, and nothing. */
const typed = fc.oneof(
  fc.constantFrom(...'\n \t:-#;="\'{}[]|>&*$\\/,'.split(''), '\r\n', '---\n', '  ', '{{ .x }}', ''),
  fc.constantFrom('- job_name: a\n', 'tls_config:\n  ', '[service]\n', 'verify = 2\n', 'User=root\n', 'deny all;', '}'),
  fc.string({ maxLength: 6 }),
);
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(40)),
  newText: typed,
});

function place(text: string, { at, length, newText }: { at: number; length: number; newText: string }): TextChange {
  const start = Math.floor(at * text.length);
  return { start, end: Math.min(text.length, start + length), newText };
}

describe('a document of every kind', () => {
  test.each(KINDS)('%s says after any edits what it would say if it were opened anew, at places inside of it', (id) => {
    const service = services.get(id)!;
    const sample = readFileSync(`test/workspace/${SAMPLES[id]}`, 'utf8');
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (edits) => {
        let text = sample;
        let document = service.open(text);
        let report = service.check(document, surroundings);
        for (const edit of edits) {
          const placed = place(text, edit);
          text = applyChange(text, placed);
          document = service.edit(document, placed, text);
          report = service.check(document, surroundings, report);
        }
        const fresh = service.check(service.open(text), surroundings);
        expect(report.findings).toEqual(fresh.findings);
        expect(report.needs).toEqual(fresh.needs);
        expect(report.nouns()).toEqual(fresh.nouns());
        expectPlaces([fresh.findings, fresh.nouns()], text.length);
        expectPlaces([service.outline(document), service.folds(document)], text.length);
        for (let offset = 0; offset <= text.length; offset += 37) {
          expectPlaces(service.hover(document, offset, surroundings.targets), text.length);
          expectPlaces(service.complete(document, offset, surroundings.targets), text.length);
        }
      }),
      { numRuns: 120 },
    );
  });

  test.each(KINDS)('%s is found by name and content', (id) => {
    const path = `/work/${SAMPLES[id]}`;
    expect(detectKind({ path, text: readFileSync(`test/workspace/${SAMPLES[id]}`, 'utf8') })).toBe(id);
  });
});
