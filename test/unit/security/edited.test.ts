import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChange, applyChanges, type TextChange } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';
import { expectPlaces } from '../support/expectTotal';

const services = createServices(RULES);
const surroundings = { targets: newestTargets(), now: Date.UTC(2026, 0, 1) };

/** The bad examples of all rules, by kind. */
const texts = new Map<KindId, string[]>();
for (const { kind, bad } of RULES.flatMap(({ examples }) => examples)) {
  texts.set(kind, [...(texts.get(kind) ?? []), unmark(bad).text]);
}

/** What somebody types, pastes or deletes: pieces that mean something in one of the grammars, and anything else. */
const typed = fc.oneof(
  fc.constantFrom(...'\n \t:-#;="\'{}[]|>&*$\\/,'.split(''), '\r\n', '\\\n', '---\n', '  ', '{{ .x }}', '', '<<: *a\n'),
  fc.constantFrom('&a ', '*a', '- targets: [a.example.net]\n', 'scheme: http\n', '[x]\n', 'User=root\n', '0.0.0.0'),
  fc.string({ maxLength: 6 }),
);
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
  newText: typed,
});

function place(text: string, { at, length, newText }: { at: number; length: number; newText: string }): TextChange {
  const start = Math.floor(at * text.length);
  return { start, end: Math.min(text.length, start + length), newText };
}

test.each([...texts.keys()])(
  'rules say of a file of kind %s after any edits what they would say of it anew, and their fixes stay inside of it',
  (kind) => {
    const service = services.get(kind)!;
    fc.assert(
      fc.property(fc.constantFrom(...(texts.get(kind) ?? [])), fc.array(change, { maxLength: 4 }), (sample, edits) => {
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
        expectPlaces(fresh.findings, text.length);
        for (const { fixes = [] } of fresh.findings) {
          for (const { changes } of fixes) {
            const fixed = applyChanges(text, changes);
            expectPlaces(service.check(service.open(fixed), surroundings).findings, fixed.length);
          }
        }
      }),
      { numRuns: 150 },
    );
  },
);
