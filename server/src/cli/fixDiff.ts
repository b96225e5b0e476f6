import type { CheckedFile } from './checkFile';
import type { FixedFile } from './fixFile';
import type { SecretsOf } from './namesOfFile';
import { MASK, printable } from './sourceLine';
import { type PrintedText, unifiedDiff } from './unifiedDiff';

/** What the fixes change, as one unified diff; no secret of the files is in it. */
export function fixDiff(fixed: readonly FixedFile[], secretsOf: SecretsOf): string {
  return fixed
    .map(({ file, before }) =>
      unifiedDiff(printable(file.path), printed({ ...file, text: before }, secretsOf), printed(file, secretsOf)),
    )
    .join('');
}

function printed(file: CheckedFile, secretsOf: SecretsOf): PrintedText {
  const { text } = file;
  const secrets = secretsOf(file);
  const lines = text === '' ? [] : text.split(/(?<=\n|\r(?!\n))/);
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length;
  }
  return {
    lines,
    show: (number) => {
      const from = starts[number] ?? 0;
      const end = from + (lines[number] ?? '').replace(/[\r\n]+$/, '').length;
      let shown = '';
      let at = from;
      for (const secret of secrets({ start: from, end })) {
        shown += text.slice(at, secret.start) + MASK;
        at = secret.end;
      }
      return (shown + text.slice(at, Math.max(at, end))).split('\t').map(printable).join('\t');
    },
  };
}
