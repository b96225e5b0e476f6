import {
  atDocumentIndicator,
  type Cursor,
  column,
  cursorOf,
  isBlankOrEnd,
  isBreak,
  peek,
  readBreak,
  SPACE,
  skipToLineEnd,
  TAB,
} from './cursor';
import { findFlowEnd } from './flowEnd';
import { scanBlockScalar, scanPlain, scanQuoted, tabProblem } from './scalars';
import { problem, type SyntaxProblem, type Token, type TokenType } from './tokens';

/** The tokens of a text, what is wrong with it, and whether a quote or bracket stayed open to its end. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly problems: readonly SyntaxProblem[];
  readonly unterminated: boolean;
}

/** How deep blocks and brackets may be nested; libyaml stops at 10,000, no honest file passes 100. */
export const MAX_DEPTH = 500;
/** libyaml's limit for a key that has no `?`, in characters. */
const MAX_SIMPLE_KEY = 1024;

/** A place that becomes a key if a `:` follows; `required` where nothing else may stand (its column opened the block). */
interface SimpleKey {
  possible: boolean;
  required: boolean;
  token: number;
  line: number;
  pos: number;
  column: number;
}

interface Scanner {
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

/**
 * Scans `text` as libyaml does (YAML 1.1, the scanner of go.yaml.in/yaml/v2), but goes on behind a problem.
 * Total: ends for every text.
 */
export function scan(text: string): Scan {
  const s: Scanner = {
    cursor: cursorOf(text),
    tokens: [],
    problems: [],
    simpleKeys: [noSimpleKey()],
    indents: [],
    openBrackets: [],
    indent: -1,
    simpleKeyAllowed: true,
    unterminated: false,
    flowLimit: -1,
  };
  while (fetchToken(s)) {
    if (s.indents.length + s.openBrackets.length <= MAX_DEPTH) continue;
    const message = `Nested deeper than ${MAX_DEPTH} levels: the rest of this part is not read.`;
    s.problems.push(problem('too-deep', s.cursor.pos, s.cursor.pos, message, 'exceeded max depth of 10000'));
    s.cursor.pos = s.cursor.text.length;
  }
  return { tokens: s.tokens, problems: s.problems, unterminated: s.unterminated };
}

function noSimpleKey(): SimpleKey {
  return { possible: false, required: false, token: 0, line: 0, pos: 0, column: 0 };
}

const inFlow = (s: Scanner): boolean => s.openBrackets.length > 0;

/** Appends the next token; false behind the last one. */
function fetchToken(s: Scanner): boolean {
  const { cursor } = s;
  skipToToken(s);
  if (inFlow(s) && s.flowLimit >= 0 && cursor.pos >= s.flowLimit) closeBrackets(s);
  const pending = topSimpleKey(s);
  if (pending.required && pending.line !== cursor.line) removeSimpleKey(s);
  unrollIndent(s, column(cursor));
  const code = peek(cursor);
  if (cursor.pos >= cursor.text.length) return finish(s);
  if (atDocumentIndicator(cursor)) fetchDocumentIndicator(s);
  else if (column(cursor) === 0 && code === 0x25) fetchDirective(s);
  else if (!fetchIndicator(s, code, isBlankOrEnd(peek(cursor, 1)))) fetchScalar(s, code);
  return true;
}

function finish(s: Scanner): false {
  closeBrackets(s);
  unrollIndent(s, -1);
  removeSimpleKey(s);
  push(s, 'stream-end', s.cursor.pos, s.cursor.pos);
  return false;
}

function push(s: Scanner, type: TokenType, start: number, end: number, value = ''): void {
  s.tokens.push({ type, start, end, value, style: 'plain' });
}

/** Passes blanks, comments and line breaks; behind a line break a key may follow. */
function skipToToken(s: Scanner): void {
  const { cursor } = s;
  for (;;) {
    const code = peek(cursor);
    if (code === SPACE || (code === TAB && (inFlow(s) || !s.simpleKeyAllowed))) cursor.pos++;
    else if (code === 0xfeff && cursor.pos === 0) {
      cursor.pos++;
      cursor.lineStart = cursor.pos;
    } else if (code === 0x23) skipToLineEnd(cursor);
    else if (isBreak(code)) {
      readBreak(cursor);
      if (!inFlow(s)) s.simpleKeyAllowed = true;
    } else return;
  }
}

/** Fetches the token of an indicator character; false where the cursor is at none. */
function fetchIndicator(s: Scanner, code: number, blankFollows: boolean): boolean {
  switch (code) {
    case 0x5b:
      fetchFlowStart(s, 'flow-sequence-start');
      return true;
    case 0x7b:
      fetchFlowStart(s, 'flow-mapping-start');
      return true;
    case 0x5d:
      fetchFlowEnd(s, 'flow-sequence-end');
      return true;
    case 0x7d:
      fetchFlowEnd(s, 'flow-mapping-end');
      return true;
    case 0x2c:
      fetchFlowEntry(s);
      return true;
    case 0x2d:
      if (blankFollows) fetchBlockEntry(s);
      return blankFollows;
    case 0x3f:
      if (inFlow(s) || blankFollows) fetchKey(s);
      return inFlow(s) || blankFollows;
    case 0x3a:
      if (inFlow(s) || blankFollows) fetchValue(s);
      return inFlow(s) || blankFollows;
    default:
      return false;
  }
}

function fetchScalar(s: Scanner, code: number): void {
  if (code === 0x27 || code === 0x22) {
    saveSimpleKey(s);
    const { token, terminated } = scanQuoted(s.cursor, (found) => s.problems.push(found));
    s.unterminated ||= !terminated;
    s.tokens.push(token);
    s.simpleKeyAllowed = false;
  } else if ((code === 0x7c || code === 0x3e) && !inFlow(s)) {
    removeSimpleKey(s);
    s.simpleKeyAllowed = true;
    s.tokens.push(scanBlockScalar(s.cursor, s.indent, (found) => s.problems.push(found)));
  } else if (code === 0x26 || code === 0x2a) fetchAnchor(s, code === 0x26 ? 'anchor' : 'alias');
  else if (code === 0x21) fetchTag(s);
  else if (cannotStartPlain(code)) refuseCharacter(s, code);
  else {
    saveSimpleKey(s);
    s.simpleKeyAllowed = false;
    fetchPlain(s);
  }
}

function fetchPlain(s: Scanner): void {
  const { line, lineStart } = s.cursor;
  const context = { flow: inFlow(s), indent: s.indent + 1, singleLine: s.flowLimit >= 0 };
  const { token, multiline, beforeKey } = scanPlain(s.cursor, context, (found) => s.problems.push(found));
  s.tokens.push(token);
  if (multiline) s.simpleKeyAllowed = true;
  if (!beforeKey) return;
  const key = topSimpleKey(s);
  const beganLine = key.possible && key.line === line && s.cursor.text.slice(lineStart, token.start).trim() === '';
  if (beganLine && key.column === column(s.cursor)) {
    // `ab` above `c: d` at the same column: a key whose colon is missing, the first of its mapping.
    key.required = true;
    removeSimpleKey(s);
  } else refuseKeyLine(s);
}

/** Refuses a line that is indented like a continuation of the value above it, but is a key. */
function refuseKeyLine(s: Scanner): void {
  const start = s.cursor.pos;
  const colon = s.cursor.text.indexOf(':', start);
  const message =
    'This key is indented deeper than the keys above it, which have a value already. Align it with the keys it belongs to.';
  s.problems.push(problem('bad-indentation', start, colon, message, 'mapping values are not allowed in this context'));
  skipToLineEnd(s.cursor);
}

/** `%`, `@`, `` ` `` and a tab; `|` and `>` inside brackets. */
function cannotStartPlain(code: number): boolean {
  return code === 0x25 || code === 0x40 || code === 0x60 || code === TAB || code === 0x7c || code === 0x3e;
}

function refuseCharacter(s: Scanner, code: number): void {
  const { cursor } = s;
  const program = 'found character that cannot start any token';
  if (code === TAB) s.problems.push(tabProblem(cursor, program));
  else {
    const character = String.fromCharCode(code);
    const message = `A YAML value cannot begin with \`${character}\`. Put the value in quotes.`;
    s.problems.push(problem('yaml-syntax', cursor.pos, cursor.pos + 1, message, program));
  }
  skipToLineEnd(cursor);
}

function fetchDocumentIndicator(s: Scanner): void {
  unrollIndent(s, -1);
  removeSimpleKey(s);
  s.simpleKeyAllowed = false;
  const { cursor } = s;
  push(s, peek(cursor) === 0x2d ? 'document-start' : 'document-end', cursor.pos, cursor.pos + 3);
  cursor.pos += 3;
}

/** Directives (`%YAML 1.1`) change nothing in the files we read. */
function fetchDirective(s: Scanner): void {
  unrollIndent(s, -1);
  removeSimpleKey(s);
  s.simpleKeyAllowed = false;
  const start = s.cursor.pos;
  skipToLineEnd(s.cursor);
  push(s, 'directive', start, s.cursor.pos);
  const text = s.cursor.text.slice(start, s.cursor.pos);
  if (/^%YAML[ \t]+1\.1[ \t]*(#.*)?$/.test(text) || /^%TAG[ \t]+\S+[ \t]+\S+[ \t]*(#.*)?$/.test(text)) return;
  const [message, program] = /^%YAML[ \t]/.test(text)
    ? ['Only YAML 1.1 is read here. Remove the line.', 'found incompatible YAML document']
    : [
        'This directive is not known. Remove the line, or quote the value if it should be one.',
        'found unknown directive name',
      ];
  s.problems.push(problem('yaml-syntax', start, s.cursor.pos, message, program));
}

function fetchFlowStart(s: Scanner, type: 'flow-sequence-start' | 'flow-mapping-start'): void {
  const { cursor } = s;
  saveSimpleKey(s);
  if (!inFlow(s)) {
    s.flowLimit = -1;
    if (findFlowEnd(cursor.text, cursor.pos) < 0) {
      s.unterminated = true;
      const start = cursor.pos;
      const mark = { ...cursor };
      skipToLineEnd(cursor);
      s.flowLimit = cursor.pos;
      Object.assign(cursor, mark);
      const [open, close] = type === 'flow-sequence-start' ? ['[', ']'] : ['{', '}'];
      const message = `This \`${open}\` is never closed. Add the \`${close}\`.`;
      s.problems.push(problem('unterminated', start, s.flowLimit, message, `did not find expected ',' or '${close}'`));
    }
  }
  s.openBrackets.push(type === 'flow-sequence-start' ? 'flow-sequence-end' : 'flow-mapping-end');
  s.simpleKeys.push(noSimpleKey());
  s.simpleKeyAllowed = true;
  push(s, type, cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

function fetchFlowEnd(s: Scanner, type: 'flow-sequence-end' | 'flow-mapping-end'): void {
  removeSimpleKey(s);
  if (inFlow(s)) {
    s.openBrackets.pop();
    s.simpleKeys.pop();
  }
  s.simpleKeyAllowed = false;
  push(s, type, s.cursor.pos, s.cursor.pos + 1);
  s.cursor.pos++;
}

/** Ends the brackets that are open, where the text does not. */
function closeBrackets(s: Scanner): void {
  while (inFlow(s)) {
    removeSimpleKey(s);
    const type = s.openBrackets.pop();
    s.simpleKeys.pop();
    if (type !== undefined) push(s, type, s.cursor.pos, s.cursor.pos);
    s.simpleKeyAllowed = s.cursor.pos === s.cursor.lineStart || column(s.cursor) === leadingSpaces(s.cursor);
  }
  s.flowLimit = -1;
}

/** The column of the first character of the cursor's line that is no space. */
function leadingSpaces(cursor: Cursor): number {
  let pos = cursor.lineStart;
  while (cursor.text.charCodeAt(pos) === SPACE) pos++;
  return pos - cursor.lineStart;
}

function fetchFlowEntry(s: Scanner): void {
  removeSimpleKey(s);
  s.simpleKeyAllowed = true;
  push(s, 'flow-entry', s.cursor.pos, s.cursor.pos + 1);
  s.cursor.pos++;
}

function fetchBlockEntry(s: Scanner): void {
  const { cursor } = s;
  if (!inFlow(s)) {
    if (!s.simpleKeyAllowed) {
      const message = 'A list item cannot begin here. Put `- ` on a line of its own, indented below the key.';
      refuseRestOfLine(s, message, 'block sequence entries are not allowed in this context');
      return;
    }
    removeSimpleKey(s);
    rollIndent(s, column(cursor), s.tokens.length, 'block-sequence-start', cursor.pos);
  }
  removeSimpleKey(s);
  s.simpleKeyAllowed = true;
  push(s, 'block-entry', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

function fetchKey(s: Scanner): void {
  const { cursor } = s;
  if (!inFlow(s)) {
    if (!s.simpleKeyAllowed) {
      refuseRestOfLine(s, 'A key cannot begin here.', 'mapping keys are not allowed in this context');
      return;
    }
    removeSimpleKey(s);
    rollIndent(s, column(cursor), s.tokens.length, 'block-mapping-start', cursor.pos);
  }
  removeSimpleKey(s);
  s.simpleKeyAllowed = !inFlow(s);
  push(s, 'key', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

function fetchValue(s: Scanner): void {
  const { cursor } = s;
  const key = topSimpleKey(s);
  if (isValid(s, key)) {
    const at = s.tokens[key.token]?.start ?? cursor.pos;
    s.tokens.splice(key.token, 0, { type: 'key', start: at, end: at, value: '', style: 'plain' });
    rollIndent(s, key.column, key.token, 'block-mapping-start', at);
    key.possible = false;
    s.simpleKeyAllowed = false;
  } else {
    if (!inFlow(s)) {
      if (!s.simpleKeyAllowed) {
        const message =
          'A `:` with a value is not allowed here. Put the value in quotes if the `: ` belongs to it, ' +
          'or mend the indentation if this line is a key of its own.';
        refuseRestOfLine(s, message, 'mapping values are not allowed in this context');
        return;
      }
      rollIndent(s, column(cursor), s.tokens.length, 'block-mapping-start', cursor.pos);
    }
    s.simpleKeyAllowed = !inFlow(s);
  }
  push(s, 'value', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

function refuseRestOfLine(s: Scanner, message: string, program: string): void {
  s.problems.push(problem('yaml-syntax', s.cursor.pos, s.cursor.pos + 1, message, program));
  skipToLineEnd(s.cursor);
}

function fetchAnchor(s: Scanner, type: 'anchor' | 'alias'): void {
  const { cursor } = s;
  saveSimpleKey(s);
  s.simpleKeyAllowed = false;
  const start = cursor.pos;
  const name = /^[0-9A-Za-z_-]*/.exec(cursor.text.slice(start + 1, start + 257))?.[0] ?? '';
  cursor.pos += 1 + name.length;
  const next = peek(cursor);
  if (name === '' || !(isBlankOrEnd(next) || '?:,]}%@`'.includes(String.fromCharCode(next)))) {
    const message = `The name of an ${type} is made of letters, digits, \`_\` and \`-\`. Put the value in quotes if it is none.`;
    const program = 'did not find expected alphabetic or numeric character';
    s.problems.push(problem('yaml-syntax', start, cursor.pos, message, program));
    skipToLineEnd(cursor);
    return;
  }
  push(s, type, start, cursor.pos, name);
}

function fetchTag(s: Scanner): void {
  const { cursor } = s;
  saveSimpleKey(s);
  s.simpleKeyAllowed = false;
  const start = cursor.pos;
  const verbatim = peek(cursor, 1) === 0x3c;
  while (
    !isBlankOrEnd(peek(cursor)) &&
    (verbatim || !inFlow(s) || !',[]{}'.includes(String.fromCharCode(peek(cursor))))
  ) {
    cursor.pos++;
  }
  const tag = cursor.text.slice(start, cursor.pos);
  if (!/^!(<[^>]+>|[\w\-;/?:@&=+$,.!~*'()[\]%]*)$/.test(tag)) {
    const message = 'A tag is made of letters, digits and `-`. Put the value in quotes if `!` belongs to it.';
    s.problems.push(
      problem('yaml-syntax', start, cursor.pos, message, 'did not find expected whitespace or line break'),
    );
  }
  push(s, 'tag', start, cursor.pos, tag);
}

function topSimpleKey(s: Scanner): SimpleKey {
  const top = s.simpleKeys.at(-1);
  if (top !== undefined) return top;
  const fresh = noSimpleKey();
  s.simpleKeys.push(fresh);
  return fresh;
}

/** Whether `:` at the cursor makes `key` a key: on the same line and not too far away. */
function isValid(s: Scanner, key: SimpleKey): boolean {
  return key.possible && key.line === s.cursor.line && s.cursor.pos - key.pos <= MAX_SIMPLE_KEY;
}

function saveSimpleKey(s: Scanner): void {
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
function removeSimpleKey(s: Scanner): void {
  const key = topSimpleKey(s);
  if (key.possible && key.required) {
    const first = s.tokens[key.token];
    const last = s.tokens.at(-1);
    if (first !== undefined && last !== undefined) {
      const message = `A \`:\` is missing behind this key. Write \`${briefly(first.value)}: …\`.`;
      const program = "could not find expected ':'";
      s.problems.push(problem('missing-colon', first.start, last.end, message, program, false));
      s.tokens.splice(key.token, 0, { type: 'key', start: first.start, end: first.start, value: '', style: 'plain' });
      rollIndent(s, key.column, key.token, 'block-mapping-start', first.start);
      push(s, 'value', last.end, last.end);
    }
  }
  key.possible = false;
}

/** `value` for a message: on one line and not longer than 40 characters. */
function briefly(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function rollIndent(s: Scanner, at: number, token: number, type: TokenType, start: number): void {
  if (inFlow(s) || s.indent >= at) return;
  s.indents.push(s.indent);
  s.indent = at;
  s.tokens.splice(token, 0, { type, start, end: start, value: '', style: 'plain' });
}

function unrollIndent(s: Scanner, at: number): void {
  if (inFlow(s)) return;
  while (s.indent > at) {
    push(s, 'block-end', s.cursor.pos, s.cursor.pos);
    s.indent = s.indents.pop() ?? -1;
  }
}
