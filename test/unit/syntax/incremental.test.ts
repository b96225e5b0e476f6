import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/core/analysis/analyze';
import { yamlKinds } from '../../../server/src/core/kinds/registry';
import type { CutMode } from '../../../server/src/core/syntax/yaml/cut';
import { editDocument, openDocument, type PartedDocument } from '../../../server/src/core/syntax/yaml/parts';
import { applyChange, type TextChange } from '../../../server/src/core/text/edit';
import { yamlSnippet, yamlText } from '../support/yamlTexts';

/** A change in the middle of nowhere: where it begins and ends as fractions of the text, and what is put there. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
  newText: fc.oneof(yamlSnippet, fc.constant('')),
});

function place(text: string, { at, length, newText }: { at: number; length: number; newText: string }): TextChange {
  const start = Math.floor(at * text.length);
  return { start, end: Math.min(text.length, start + length), newText };
}

/** Everything that two readings of the same text must agree on. */
function shape(document: PartedDocument) {
  return {
    whole: document.whole,
    parts: document.parts.map(({ part, start, entry }) => ({
      kind: part.kind,
      start,
      length: part.length,
      entry,
      tree: part.tree,
    })),
  };
}

describe('a document that is edited', () => {
  test.each<CutMode>(['sections', 'documents'])(
    'cut into %s, reads the same as one opened anew, spans included',
    (mode) => {
      fc.assert(
        fc.property(yamlText, fc.array(change, { minLength: 1, maxLength: 8 }), (start, edits) => {
          let text = start;
          let document = openDocument(text, mode);
          for (const edit of edits) {
            const placed = place(text, edit);
            text = applyChange(text, placed);
            document = editDocument(document, placed, text);
            expect(shape(document)).toEqual(shape(openDocument(text, mode)));
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  test('has the findings that it would have if it were opened anew', () => {
    const kind = yamlKinds().get('prometheus')!();
    const surroundings = { targets: { prometheus: 3_015_000, toolkit: 17_000, stunnel: 5_075_000 } };
    fc.assert(
      fc.property(yamlText, fc.array(change, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let document = openDocument(text, kind.cut);
        let analysis = analyze(kind, document, surroundings);
        for (const edit of edits) {
          const placed = place(text, edit);
          text = applyChange(text, placed);
          document = editDocument(document, placed, text);
          analysis = analyze(kind, document, surroundings, analysis);
          const fresh = analyze(kind, openDocument(text, kind.cut), surroundings);
          expect(analysis.findings).toEqual(fresh.findings);
          expect(analysis.needs).toEqual(fresh.needs);
        }
      }),
      { numRuns: 250 },
    );
  });

  test('keeps the parts that the edit does not touch', () => {
    const text =
      'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: a\n  - job_name: b\n  - job_name: c\n';
    const before = openDocument(text, 'sections');
    const start = text.indexOf('b\n');
    const edit = { start, end: start, newText: 'x' };
    const after = editDocument(before, edit, applyChange(text, edit));
    const kept = before.parts.map(({ part }, index) => part === after.parts[index]?.part);
    // The part in front of the edited one is read again, since the edit could have joined the two.
    expect(kept).toEqual([true, true, false, false, true]);
  });
});
