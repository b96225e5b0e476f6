import type { Span } from '../text/span';

/** What is wrong with a template, at offsets into it: for people, and in the words of Go's text/template. */
export interface TemplateProblem extends Span {
  readonly reason: string;
  /** Absent where its words depend on what is around, or on the version of Go. */
  readonly program?: string;
}

/** A piece of an action, or the action's end (`}}`). `word` is an identifier: a keyword, a constant or a function. */
export interface TemplateToken extends Span {
  readonly type:
    | 'open'
    | 'close'
    | 'word'
    | 'variable'
    | 'field'
    | 'dot'
    | 'literal'
    | 'string'
    | 'pipe'
    | 'comma'
    | 'declare'
    | 'assign'
    | 'left'
    | 'right';
  readonly text: string;
}

/** The tokens of all actions in order; `problem` is what ended the reading, behind all of them. */
export interface TemplateTokens {
  readonly tokens: readonly TemplateToken[];
  readonly problem?: TemplateProblem;
}

/** Cuts the actions of a template into tokens as Go does (text/template/parse/lex.go). */
export function templateTokens(text: string): TemplateTokens {
  const tokens: TemplateToken[] = [];
  let pos = 0;
  for (;;) {
    const open = text.indexOf('{{', pos);
    if (open < 0) return { tokens };
    const inside = open + 2 + (/^-[ \t\r\n]/.test(text.slice(open + 2, open + 4)) ? 1 : 0);
    const comment = /^[ \t\r\n]?\/\*/.exec(text.slice(inside, inside + 3));
    if (comment !== null && (inside === open + 2 ? comment[0] === '/*' : true)) {
      const end = commentEnd(text, inside);
      if (typeof end !== 'number') return { tokens, problem: { start: open, end: open + 2, ...end } };
      pos = end;
      continue;
    }
    tokens.push({ type: 'open', text: '{{', start: open, end: open + 2 });
    const read = action(text, inside, open, tokens);
    if (typeof read !== 'number') return { tokens, problem: read };
    pos = read;
  }
}

function commentEnd(text: string, from: number): number | { reason: string; program: string } {
  const close = text.indexOf('*/', from + 2);
  if (close < 0) return { reason: 'This comment is never closed. Close it with `*/}}`.', program: 'unclosed comment' };
  const [end] = /^(?:[ \t\r\n]-)?\}\}/.exec(text.slice(close + 2, close + 6)) ?? [];
  if (end !== undefined) return close + 2 + end.length;
  return { reason: 'A comment fills its action: `{{/* … */}}`.', program: 'comment ends before closing delimiter' };
}

const PATTERNS: readonly (readonly [RegExp, TemplateToken['type']])[] = [
  [/:=/y, 'declare'],
  [/=/y, 'assign'],
  [/\|/y, 'pipe'],
  [/,/y, 'comma'],
  [/\(/y, 'left'],
  [/\)/y, 'right'],
  [/"(?:[^"\\\n]|\\[^\n])*"/y, 'string'],
  [/`[^`]*`/y, 'string'],
  [/'(?:[^'\\\n]|\\[^\n])+'/y, 'literal'],
  [/\$[\p{L}\p{Nd}_]*/uy, 'variable'],
  [/\.[\p{L}_][\p{L}\p{Nd}_]*/uy, 'field'],
  [
    /[-+]?(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9_]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9_]+)?)i?/y,
    'literal',
  ],
  [/\./y, 'dot'],
  [/[\p{L}_][\p{L}\p{Nd}_]*/uy, 'word'],
];

/** What must stand behind a field, a variable or a word. */
const ENDS_WORD = /[ \t\r\n.,|:()]|-?\}\}|$/y;

/** Reads the action that `{{` at `open` begins, and gives the offset behind its `}}`. */
function action(text: string, from: number, open: number, tokens: TemplateToken[]): number | TemplateProblem {
  let pos = from;
  for (;;) {
    const blank = at(/[ \t\r\n]+/y, text, pos) ?? '';
    pos += blank.length;
    const close = at(blank === '' ? /\}\}/y : /-?\}\}/y, text, pos);
    if (close !== undefined) {
      tokens.push({ type: 'close', text: '}}', start: pos, end: pos + close.length });
      return pos + close.length;
    }
    if (pos >= text.length || text.startsWith('{{', pos)) {
      const reason = 'This `{{` is never closed. Close it with `}}`.';
      return { start: open, end: open + 2, reason, program: 'unclosed action' };
    }
    const token = tokenAt(text, pos);
    if ('reason' in token) return token;
    tokens.push(token);
    pos = token.end;
  }
}

function at(pattern: RegExp, text: string, pos: number): string | undefined {
  pattern.lastIndex = pos;
  return pattern.exec(text)?.[0];
}

function tokenAt(text: string, pos: number): TemplateToken | TemplateProblem {
  for (const [pattern, type] of PATTERNS) {
    const found = at(pattern, text, pos);
    if (found === undefined) continue;
    const end = pos + found.length;
    const needsEnd = type === 'variable' || type === 'field' || type === 'word' || type === 'literal' || type === 'dot';
    if (needsEnd && at(ENDS_WORD, text, end) === undefined) {
      return type === 'literal' ? badNumber(text, pos) : badCharacter(text, end);
    }
    return { type, text: found, start: pos, end };
  }
  if (text.charAt(pos) === '"' || text.charAt(pos) === '`') {
    const reason = 'This quote is never closed within its action. Close it.';
    const program = text.charAt(pos) === '"' ? 'unterminated quoted string' : 'unterminated raw quoted string';
    return { start: pos, end: pos + 1, reason, program };
  }
  const character = String.fromCodePoint(text.codePointAt(pos) ?? 0);
  const reason = `\`${character}\` has no meaning in a template.`;
  return { start: pos, end: pos + character.length, reason };
}

function badNumber(text: string, start: number): TemplateProblem {
  const word = at(/[-+.\w]+/y, text, start) ?? '';
  const reason = 'This is neither a number nor a name.';
  return { start, end: start + Math.max(1, word.length), reason };
}

function badCharacter(text: string, start: number): TemplateProblem {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const reason =
    character === '-'
      ? 'A field has no `-` in its name. Write `index $labels "the-name"` for a label like that.'
      : `\`${character}\` cannot follow here: templates do not calculate, and names have only letters, digits and \`_\`.`;
  return { start, end: start + character.length, reason, program: `bad character U+${code} '${character}'` };
}
