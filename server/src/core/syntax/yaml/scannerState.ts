import { type Cursor, column, skipToLineEnd } from './cursor';
import type { Followers } from './followers';
import { problem, type SyntaxProblem, type Token, type TokenType } from './tokens';

/** libyaml's limit for a key that has no `?`, in characters. */
const MAX_SIMPLE_KEY = 1024;

/** A place that becomes a key if a `:` follows; `required` where nothing else may stand (its column opened the block). */
export interface SimpleKey {
  possible: boolean;
  required: boolean;
  token: number;
  line: number;
  pos: number;
  column: number;
}

/** A run of the scanner over one text. */
export interface Scanner {
  readonly cursor: Cursor;
  readonly tokens: Token[];
  readonly problems: SyntaxProblem[];
  /** One entry for block context and one for each open bracket. */
  readonly simpleKeys: SimpleKey[];
  readonly indents: number[];
  readonly openBrackets: TokenType[];
  indent: number;
  simpleKeyAllowed: boolean;
  unterminated: boolean;
  /** Where brackets that are never closed are taken to end; -1 where all are closed. */
  flowLimit: number;
}

/** A place where no key can begin. */
export function noSimpleKey(): SimpleKey {
  return { possible: false, required: false, token: 0, line: 0, pos: 0, column: 0 };
}

/** Whether the cursor is inside of brackets. */
export const inFlow = (s: Scanner): boolean => s.openBrackets.length > 0;

/** What may stand behind a value that is finished at the cursor. */
export function followersOf(s: Scanner): Followers {
  if (inFlow(s)) return 'flow';
  return s.indent >= 0 ? 'block' : 'any';
}

/** Appends a token. */
export function push(s: Scanner, type: TokenType, start: number, end: number, value = ''): void {
  s.tokens.push({ type, start, end, value, style: 'plain' });
}

/** The place that could become a key in the innermost brackets, or in the block. */
export function topSimpleKey(s: Scanner): SimpleKey {
  const top = s.simpleKeys.at(-1);
  if (top !== undefined) return top;
  const fresh = noSimpleKey();
  s.simpleKeys.push(fresh);
  return fresh;
}

/** Whether `:` at the cursor makes `key` a key: on the same line and not too far away. */
export function isValid(s: Scanner, key: SimpleKey): boolean {
  return key.possible && key.line === s.cursor.line && s.cursor.pos - key.pos <= MAX_SIMPLE_KEY;
}

/** Marks the cursor as a place that becomes a key if a `:` follows. */
export function saveSimpleKey(s: Scanner): void {
  if (!s.simpleKeyAllowed) return;
  removeSimpleKey(s);
  const { cursor } = s;
  Object.assign(topSimpleKey(s), {
    possible: true,
    required: !inFlow(s) && s.indent === column(cursor),
    token: s.tokens.length,
    line: cursor.line,
    pos: cursor.pos,
    column: column(cursor),
  });
}

/**
 * Gives up the place that could have become a key. Where only a key could stand, its colon is missing: it is reported
 * and read as a key without a value, which is what a half-typed line is.
 */
export function removeSimpleKey(s: Scanner): void {
  const key = topSimpleKey(s);
  if (key.possible && key.required) {
    const first = s.tokens[key.token];
    const last = s.tokens.at(-1);
    if (first !== undefined && last !== undefined) {
      s.problems.push(missingColon(first, last));
      s.tokens.splice(key.token, 0, { type: 'key', start: first.start, end: first.start, value: '', style: 'plain' });
      rollIndent(s, key.column, key.token, 'block-mapping-start', first.start);
      push(s, 'value', last.end, last.end);
    }
  }
  key.possible = false;
}

/**
 * The problem of a line that has a word and no key. Its text is never shown: it may hold a password whose colon was
 * forgotten.
 */
function missingColon(first: Token, last: Token): SyntaxProblem {
  const program = "could not find expected ':'";
  const [, word = ''] = /^([A-Za-z_]\w*):\S/.exec(first.style === 'plain' ? first.value : '') ?? [];
  if (word === '') {
    const message = 'A `:` is missing behind this key. Write `key: value`.';
    return problem('missing-colon', first.start, last.end, message, program, false);
  }
  const at = first.start + word.length + 1;
  const message = `A blank is missing behind the \`:\`. Write \`${word}: …\`.`;
  const insert = { title: 'Insert a blank', at, text: ' ' };
  return { ...problem('missing-colon', first.start, last.end, message, program, false), insert };
}

/** Opens a block at the column `at` in front of the token with the index `token`, where it is deeper than the one around. */
export function rollIndent(s: Scanner, at: number, token: number, type: TokenType, start: number): void {
  if (inFlow(s) || s.indent >= at) return;
  s.indents.push(s.indent);
  s.indent = at;
  s.tokens.splice(token, 0, { type, start, end: start, value: '', style: 'plain' });
}

/** Closes the blocks that are deeper than the column `at`. */
export function unrollIndent(s: Scanner, at: number): void {
  if (inFlow(s)) return;
  while (s.indent > at) {
    push(s, 'block-end', s.cursor.pos, s.cursor.pos);
    s.indent = s.indents.pop() ?? -1;
  }
}

/** Reports the character at the cursor and passes the rest of its line. */
export function refuseRestOfLine(s: Scanner, message: string, program: string): void {
  s.problems.push(problem('yaml-syntax', s.cursor.pos, s.cursor.pos + 1, message, program));
  skipToLineEnd(s.cursor);
}
