import type { PromqlProblem } from './problem';

/** What people write out of habit from elsewhere, and what PromQL has for it. */
const HABITS: readonly (readonly [pattern: RegExp, reason: string, meant?: string])[] = [
  [/&&/y, 'PromQL writes `and`, not `&&`.', 'and'],
  [/\|\|/y, 'PromQL writes `or`, not `||`.', 'or'],
  [/=~/y, '`=~` compares labels and stands in `{ }`; there is no such operator between values.'],
  [/!~/y, '`!~` compares labels and stands in `{ }`; there is no such operator between values.'],
  [/!/y, 'PromQL has no `!`. Compare with `!=`, or take series away with `unless`.'],
  [/\$__\w*/y, 'Variables such as `$__rate_interval` belong to Grafana; a rule file has none. Write the value.'],
  [
    /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/y,
    'An invisible character stands here, which was probably pasted along. Remove it.',
    ' ',
  ],
  [/[\u201c\u201d\u201e\u00ab\u00bb]/y, 'These are typographic quotes. Write `"`.', '"'],
  [/[\u2018\u2019]/y, "This is a typographic quote. Write `'`.", "'"],
  [/[\u2010-\u2015\u2212]/y, 'This is a typographic dash. Write `-`.', '-'],
  [/;/y, 'A rule has one expression, and no `;` ends it. Remove it.'],
];

/** The character at `pos`, with which no token begins. */
export function strangeCharacter(text: string, pos: number, inBraces: boolean): PromqlProblem {
  const character = String.fromCodePoint(text.codePointAt(pos) ?? 0);
  const program = wordsFor(text, pos, character, inBraces);
  for (const [pattern, reason, meant] of HABITS) {
    pattern.lastIndex = pos;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || (inBraces && found.charCodeAt(0) < 0x80)) continue;
    return { start: pos, end: pos + found.length, reason, program, ...(meant !== undefined && { meant }) };
  }
  const where = inBraces ? ' between `{` and `}`' : '';
  const reason = `\`${character}\` has no meaning in PromQL${where}. Remove it, or put the text around it into quotes.`;
  return { start: pos, end: pos + character.length, reason, program };
}

/** The words of the lexer (promql/parser/lex.go). */
function wordsFor(text: string, pos: number, character: string, inBraces: boolean): string {
  const shown = `'${character.replace('\\', '\\\\')}'`;
  if (inBraces && character === '{') return `unexpected left brace ${shown}`;
  const next = text.charAt(pos + 1);
  if (character === '!') return `unexpected character after '!'${inBraces ? ' inside braces' : ''}: '${next}'`;
  if (character === '=') return `unexpected character after '=': '${next}'`;
  return `unexpected character${inBraces ? ' inside braces' : ''}: ${shown}`;
}
