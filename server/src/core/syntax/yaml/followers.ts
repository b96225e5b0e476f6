import { type Cursor, isBlank, isBlankOrEnd, isBreak, peek, skipToLineEnd } from './cursor';
import { problem, type ReportProblem } from './tokens';

/** What may stand behind a finished value: `flow` inside of brackets, `block` in a block, `any` at the root. */
export type Followers = 'flow' | 'block' | 'any';

/**
 * Whether the rest of the line behind a finished value (a closed quote or bracket) can go on as it does: with nothing,
 * a comment, the colon that makes a key of it, or what separates values in brackets. At the root the document ends
 * instead, and nobody reads the rest.
 */
export function mayFollow(cursor: Cursor, followers: Followers, isOneLine: boolean): boolean {
  if (followers === 'any') return true;
  let ahead = 0;
  while (isBlank(peek(cursor, ahead))) ahead++;
  const code = peek(cursor, ahead);
  if (Number.isNaN(code) || isBreak(code) || code === 0x23) return true;
  if (followers === 'flow') return code === 0x2c || code === 0x5d || code === 0x7d || code === 0x3a;
  return code === 0x3a && isOneLine && isBlankOrEnd(peek(cursor, ahead + 1));
}

/** Reports the rest of the line, which stands behind a finished value, and passes it. */
export function reportJunk(cursor: Cursor, behind: string, report: ReportProblem): void {
  while (isBlank(peek(cursor))) cursor.pos++;
  const start = cursor.pos;
  skipToLineEnd(cursor);
  const message = `Text stands behind the ${behind}, where the value is finished. Put all of the value into one pair of quotes.`;
  report(problem('yaml-syntax', start, cursor.pos, message, 'did not find expected key'));
}
