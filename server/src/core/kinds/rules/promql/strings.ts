import type { PromqlProblem } from './problem';

type Quoted = { readonly end: number; readonly value: string };

/** The string at `pos` with its value, or why it is none; undefined where no quote stands there. */
export function stringAt(text: string, pos: number): Quoted | PromqlProblem | undefined {
  const quote = text.charAt(pos);
  if (quote === '`') return rawString(text, pos);
  if (quote !== '"' && quote !== "'") return undefined;
  let value = '';
  for (let at = pos + 1; at < text.length; ) {
    const character = text.charAt(at);
    if (character === quote) return { end: at + 1, value };
    if (character === '\n') break;
    if (character !== '\\') {
      value += character;
      at++;
      continue;
    }
    const escaped = escapeAt(text, at, quote);
    if ('reason' in escaped) return escaped;
    value += escaped.value;
    at = escaped.end;
  }
  return unterminated(text, pos, quote, 'unterminated quoted string');
}

function rawString(text: string, pos: number): Quoted | PromqlProblem {
  const end = text.indexOf('`', pos + 1);
  if (end < 0) return unterminated(text, pos, '`', 'unterminated raw string');
  return { end: end + 1, value: text.slice(pos + 1, end) };
}

function unterminated(text: string, start: number, quote: string, program: string): PromqlProblem {
  const line = text.indexOf('\n', start);
  const reason = `This \`${quote === '`' ? 'raw' : quote}\` string is never closed${quote === '`' ? '' : ' in its line'}. Close it.`;
  return { start, end: Math.max(start + 1, line < 0 ? text.length : line), reason, program };
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** The escape sequence at `at`, the place of its backslash: those of Go (promql/parser/lex.go, lexEscape). */
function escapeAt(text: string, at: number, quote: string): Quoted | PromqlProblem {
  const next = text.charAt(at + 1);
  const simple = next === quote ? quote : SIMPLE[next];
  if (simple !== undefined) return { end: at + 2, value: simple };
  const digits = /\\(?:([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
  digits.lastIndex = at;
  const [whole, octal, ...hex] = digits.exec(text) ?? [];
  if (whole === undefined) return badEscape(text, at, next);
  const code = octal === undefined ? Number.parseInt(hex.join(''), 16) : Number.parseInt(octal, 8);
  const limit = octal === undefined ? 0x10ffff : 255;
  if (code > limit || (code >= 0xd800 && code < 0xe000)) {
    const reason = 'This escape sequence stands for no character.';
    return { start: at, end: at + whole.length, reason, program: 'escape sequence is an invalid Unicode code point' };
  }
  return { end: at + whole.length, value: String.fromCodePoint(code) };
}

function badEscape(text: string, at: number, next: string): PromqlProblem {
  const start = at;
  if (next === '') {
    return { start, end: at + 1, reason: 'The string ends in a backslash.', program: 'escape sequence not terminated' };
  }
  const character = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  const end = at + 1 + character.length;
  if (/[0-7xuU]/.test(next)) {
    const reason = `\`\\${next}\` begins an escape sequence that is not complete. Write \`\\\\\` for a backslash.`;
    return { start, end, reason };
  }
  const reason = `\`\\${character}\` is no escape sequence. Write \`\\\\${character}\`, or put the string into backticks.`;
  const number = (text.codePointAt(at + 1) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const program = `unknown escape sequence U+${number} '${character}'`;
  return { start, end, reason, program, meant: `\\\\${character}` };
}
