import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from '../../../server/src/cli/lineDiff';
import { unifiedDiff } from '../../../server/src/cli/unifiedDiff';

/** `before` with the stretches that differ taken from `after`. */
function patched(before: readonly string[], after: readonly string[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of diffLines(before, after)) {
    result.push(...before.slice(at, hunk.before.from), ...after.slice(hunk.after.from, hunk.after.to));
    at = hunk.before.to;
  }
  return [...result, ...before.slice(at)];
}

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 30 });

test('the differences turn the one text into the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, after)).toEqual(after);
    }),
  );
});

test('the same text has none', () => {
  fc.assert(
    fc.property(text, (lines) => {
      expect(diffLines(lines, lines)).toEqual([]);
    }),
  );
});

test('a line that goes and one that comes are found where they are', () => {
  const hunks = diffLines(['a', 'b', 'c', 'd'], ['a', 'c', 'x', 'd']);
  expect(hunks).toEqual([
    { before: { from: 1, to: 2 }, after: { from: 1, to: 1 } },
    { before: { from: 3, to: 3 }, after: { from: 2, to: 3 } },
  ]);
});

test('a long text with many changes takes no long time', () => {
  const before = Array.from({ length: 100_000 }, (_, index) => `line ${index}`);
  const after = before.filter((_, index) => index % 10 !== 0);
  const start = performance.now();
  expect(diffLines(before, after)).toHaveLength(10_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('changes that lie apart have hunks of their own, and a missing line break is said', () => {
  const printed = (lines: readonly string[]) => ({ lines, show: (line: number) => (lines[line] ?? '').trimEnd() });
  const before = Array.from({ length: 20 }, (_, index) => `${index}\n`);
  const after = [...before.slice(0, 1), 'x\n', ...before.slice(1, 19), '19'];
  expect(unifiedDiff('f', printed(before), printed(after))).toBe(`--- a/f
+++ b/f
@@ -1,4 +1,5 @@
 0
+x
 1
 2
 3
@@ -17,4 +18,4 @@
 16
 17
 18
-19
+19
\\ No newline at end of file
`);
  expect(unifiedDiff('f', printed(before), printed(before))).toBe('');
});
