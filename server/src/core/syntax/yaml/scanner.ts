import { scanBlockScalar } from './blockScalar';
import { fetchBlockEntry, fetchKey, fetchValue } from './blockTokens';
import {
  atDocumentIndicator,
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
import { closeBrackets, fetchFlowEnd, fetchFlowEntry, fetchFlowStart } from './flowTokens';
import { tabProblem } from './folding';
import { scanPlain } from './plainScalar';
import { scanQuoted } from './quotedScalar';
import {
  followersOf,
  inFlow,
  noSimpleKey,
  push,
  removeSimpleKey,
  type Scanner,
  saveSimpleKey,
  topSimpleKey,
  unrollIndent,
} from './scannerState';
import { problem, type SyntaxProblem, type Token } from './tokens';

/** The tokens of a text, what is wrong with it, and whether a quote or bracket stayed open to its end. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly problems: readonly SyntaxProblem[];
  readonly unterminated: boolean;
}

/** How deep blocks and brackets may be nested; libyaml stops at 10,000, no honest file passes 100. */
export const MAX_DEPTH = 500;

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
    const { token, terminated } = scanQuoted(s.cursor, followersOf(s), (found) => s.problems.push(found));
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
