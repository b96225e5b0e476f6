import type { Span } from '../../../text/span';
import { formatProblemOfDuration, isDurationWord, numberAt } from './numbers';
import type { PromqlProblem } from './problem';
import { strangeCharacter } from './strangeCharacters';
import { stringAt } from './strings';

/** What a token is to the parser of Prometheus; `punctuation` is `=` and everything that opens, closes or separates. */
export type TokenType =
  | 'identifier'
  | 'metric identifier'
  | 'keyword'
  | 'aggregator'
  | 'operator'
  | 'punctuation'
  | 'string'
  | 'number'
  | 'duration'
  | 'end';

/** A token of an expression. */
export interface PromqlToken extends Span {
  readonly type: TokenType;
  readonly text: string;
  /** Whether it stands between `{` and `}`, where every word is the name of a label. */
  readonly inBraces: boolean;
}

/** The tokens up to the end of an expression, or up to the first thing that is none. */
export interface Tokens {
  readonly tokens: readonly PromqlToken[];
  /** What ends the tokens early; `at` is where the parser stands by then. */
  readonly problem?: PromqlProblem & { readonly at: number };
  /** How deep parentheses are nested. */
  readonly depth: number;
}

const AGGREGATORS = new Set(
  'sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio'.split(' '),
);
const WORD_OPERATORS = new Set(['and', 'or', 'unless', 'atan2']);
const KEYWORDS = new Set(['offset', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool']);

interface Lexer {
  readonly text: string;
  readonly tokens: PromqlToken[];
  /** What is open, innermost last. */
  readonly open: { readonly bracket: string; readonly at: number }[];
  depth: number;
}

type Found = { readonly token: PromqlToken } | { readonly problem: PromqlProblem };

/** Cuts an expression into tokens as Prometheus does (promql/parser/lex.go). */
export function tokensOf(text: string): Tokens {
  const lexer: Lexer = { text, tokens: [], open: [], depth: 0 };
  let pos = 0;
  for (;;) {
    pos = skipped(text, pos);
    if (pos >= text.length) return finish(lexer);
    const found = inBraces(lexer) ? insideBraces(lexer, pos) : outside(lexer, pos);
    if ('problem' in found) return { tokens: lexer.tokens, depth: lexer.depth, problem: stoppedAt(pos, found, lexer) };
    lexer.tokens.push(found.token);
    pos = found.token.end;
  }
}

/** The problem at `pos`. Between brackets, the words of the parser differ from version to version. */
function stoppedAt(at: number, { problem }: { readonly problem: PromqlProblem }, lexer: Lexer) {
  if (!isInBrackets(lexer)) return { ...problem, at };
  const { program: _words, ...rest } = problem;
  return { ...rest, at };
}

function isInBrackets({ open }: Lexer): boolean {
  return open.some(({ bracket }) => bracket === '[');
}

/** Behind the blanks and comments at `pos`. */
function skipped(text: string, pos: number): number {
  const blank = /(?:[ \t\r\n]|#[^\r\n]*)*/y;
  blank.lastIndex = pos;
  return pos + (blank.exec(text)?.[0].length ?? 0);
}

function inBraces({ open }: Lexer): boolean {
  return open.at(-1)?.bracket === '{';
}

const NAMES: Readonly<Record<string, string>> = { '(': 'parenthesis', '[': 'bracket', '{': 'brace' };

function finish({ text, tokens, open, depth }: Lexer): Tokens {
  const last = open.at(-1);
  const end: PromqlToken = { type: 'end', text: '', start: text.length, end: text.length, inBraces: false };
  if (last === undefined) return { tokens: [...tokens, end], depth };
  const { at, bracket } = last;
  const program = bracket === '{' ? 'unexpected end of input inside braces' : `unclosed left ${NAMES[bracket]}`;
  const reason = `This \`${bracket}\` is never closed. Close it, or remove it.`;
  return { tokens: [...tokens, end], depth, problem: { start: at, end: at + 1, reason, program, at: text.length } };
}

function tokenAt(lexer: Lexer, type: TokenType, start: number, end: number): Found {
  return { token: { type, start, end, text: lexer.text.slice(start, end), inBraces: inBraces(lexer) } };
}

function match(pattern: RegExp, text: string, pos: number): string | undefined {
  pattern.lastIndex = pos;
  return pattern.exec(text)?.[0];
}

function insideBraces(lexer: Lexer, pos: number): Found {
  const { text } = lexer;
  const word = match(/[A-Za-z_][A-Za-z0-9_]*/y, text, pos);
  if (word !== undefined) return tokenAt(lexer, 'identifier', pos, pos + word.length);
  const quoted = stringToken(lexer, pos);
  if (quoted !== undefined) return quoted;
  const sign = match(/=~|!~|!=|=|,|\}/y, text, pos);
  if (sign !== undefined) {
    const found = tokenAt(lexer, sign === '!=' || sign.length > 1 ? 'operator' : 'punctuation', pos, pos + sign.length);
    if (sign === '}') lexer.open.pop();
    return found;
  }
  return { problem: strangeCharacter(text, pos, true) };
}

function stringToken(lexer: Lexer, pos: number): Found | undefined {
  const quoted = stringAt(lexer.text, pos);
  if (quoted === undefined || 'reason' in quoted) return quoted && { problem: quoted };
  return tokenAt(lexer, 'string', pos, quoted.end);
}

function outside(lexer: Lexer, pos: number): Found {
  const { text } = lexer;
  const number = numberAt(text, pos);
  if (number !== undefined) {
    if ('reason' in number) return { problem: number };
    const problem = number.type === 'duration' ? formatProblemOfDuration(text, pos, number.end) : undefined;
    return problem === undefined ? tokenAt(lexer, number.type, pos, number.end) : { problem };
  }
  const word = match(/[A-Za-z_:][A-Za-z0-9_:]*/y, text, pos);
  if (word !== undefined) return wordAt(lexer, word, pos);
  const quoted = stringToken(lexer, pos);
  if (quoted !== undefined) return quoted;
  const sign = match(/<=|>=|==|!=|<\/|>\/|[-+*/%^<>@]|=(?!~)/y, text, pos);
  if (sign !== undefined) return tokenAt(lexer, sign === '=' ? 'punctuation' : 'operator', pos, pos + sign.length);
  return bracketAt(lexer, pos);
}

function wordAt(lexer: Lexer, word: string, pos: number): Found {
  if (isInBrackets(lexer)) return wordInBrackets(lexer, word, pos);
  const end = pos + word.length;
  const lower = word.toLowerCase();
  if (lower === 'inf' || lower === 'nan') return tokenAt(lexer, 'number', pos, end);
  if (AGGREGATORS.has(lower)) return tokenAt(lexer, 'aggregator', pos, end);
  if (WORD_OPERATORS.has(lower)) return tokenAt(lexer, 'operator', pos, end);
  if (KEYWORDS.has(lower)) return tokenAt(lexer, 'keyword', pos, end);
  return tokenAt(lexer, word.includes(':') ? 'metric identifier' : 'identifier', pos, end);
}

/** Between `[` and `]` stand durations, a colon, and the few words of duration expressions. */
function wordInBrackets(lexer: Lexer, word: string, pos: number): Found {
  if (word.startsWith(':')) return tokenAt(lexer, 'punctuation', pos, pos + 1);
  const name = word.split(':', 1)[0] ?? '';
  if (isDurationWord(name)) return tokenAt(lexer, 'keyword', pos, pos + name.length);
  const reason = `A duration such as \`5m\` stands in the brackets, not \`${name}\`.`;
  return { problem: { start: pos, end: pos + name.length, reason } };
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

function bracketAt(lexer: Lexer, pos: number): Found {
  const character = lexer.text.charAt(pos);
  if (character === ',') return tokenAt(lexer, 'punctuation', pos, pos + 1);
  if (character === '(' || character === '[' || character === '{') {
    const found = tokenAt(lexer, 'punctuation', pos, pos + 1);
    lexer.open.push({ bracket: character, at: pos });
    lexer.depth = Math.max(lexer.depth, lexer.open.length);
    return found;
  }
  const opening = CLOSES[character];
  if (opening === undefined) return { problem: strangeCharacter(lexer.text, pos, false) };
  if (lexer.open.at(-1)?.bracket === opening) {
    lexer.open.pop();
    return tokenAt(lexer, 'punctuation', pos, pos + 1);
  }
  const reason = `This \`${character}\` closes nothing. Remove it, or add the \`${opening}\` that it belongs to.`;
  const program = `unexpected right ${NAMES[opening]} '${character}'`;
  return { problem: { start: pos, end: pos + 1, reason, program } };
}
