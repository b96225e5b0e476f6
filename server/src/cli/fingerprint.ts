import { createHash } from 'node:crypto';
import type { Finding } from '../core/findings/finding';
import type { CheckedFile } from './checkFile';
import { linesOf } from './lines';
import type { Secrets } from './secrets';

/**
 * Gives what tells a finding of `file` from others with its code, however its line moves: a hash of the line. Secrets
 * are left out before that, because short ones could be found by trying, and because a new password is no new finding.
 */
export function fingerprinter({ text }: CheckedFile, secrets: Secrets): (finding: Finding) => string {
  const lines = linesOf(text);
  const known = new Map<number, string>();
  return ({ start }) => {
    const { line } = lines.positionAt(start);
    const before = known.get(line);
    if (before !== undefined) return before;
    const fingerprint = hash(visible(text, lines.spanOf(line), secrets));
    known.set(line, fingerprint);
    return fingerprint;
  };
}

/** The line without its secrets, and without the blanks that only lay it out. */
function visible(text: string, line: { start: number; end: number }, secrets: Secrets): string {
  const pieces: string[] = [];
  let at = line.start;
  for (const secret of secrets(line)) {
    pieces.push(text.slice(at, secret.start));
    at = secret.end;
  }
  pieces.push(text.slice(at, Math.max(at, line.end)));
  return pieces
    .map((piece) => piece.replaceAll(/\s+/g, ' '))
    .join('\0')
    .trim();
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
