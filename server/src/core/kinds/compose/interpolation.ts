import type { Said } from '../../model/nouns';
import type { ScalarNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { textSpan } from '../scalarSource';

/** What Compose makes of a text: the text with `$$` as `$`, undefined where a variable or a template stands in it. */
export function interpolated(text: string): string | undefined {
  if (/\{\{|\{%/.test(text)) return undefined;
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '$') {
      result += text[at];
      continue;
    }
    if (text[at + 1] === '{' || /[A-Za-z_]/.test(text[at + 1] ?? '')) return undefined;
    if (text[at + 1] === '$') at++;
    result += '$';
  }
  return result;
}

/** `text` at `at` as Compose passes it on; unknown where that depends on a variable. */
export function saidByCompose(text: string, { start, end }: Span): Said<string> {
  return { value: interpolated(text), start, end };
}

/** What the scalar `node` says, at its text without quotes. */
export function saidAt(node: ScalarNode, source: string): Said<string> {
  return saidByCompose(node.value, textSpan(node, source));
}

/** A `$` that is no variable and no `$$`. */
export interface LoneDollar {
  /** Offset in the text. */
  readonly at: number;
  /** `brace` where `{` follows and no name or no end behind it, which no Compose takes. */
  readonly type: 'brace' | 'bare';
}

/** The `$` in `text` that mean nothing to Compose (stunnel-rules.md 6b; tried out on compose-go and `docker stack`). */
export function loneDollars(text: string): readonly LoneDollar[] {
  const found: LoneDollar[] = [];
  for (let at = text.indexOf('$'); at >= 0 && found.length < MOST; at = text.indexOf('$', at + 1)) {
    const next = text[at + 1] ?? '';
    if (next === '$') at++;
    else if (next === '{') {
      const end = VARIABLE.test(text.slice(at, at + LONGEST)) ? closingBrace(text, at + 1) : undefined;
      if (end === undefined) found.push({ at, type: 'brace' });
      else at = end;
    } else if (!/[A-Za-z_]/.test(next)) found.push({ at, type: 'bare' });
  }
  return found;
}

/** How many are found in one text. */
const MOST = 50;
/** The longest name and default of a variable that is looked at. */
const LONGEST = 2000;
const VARIABLE = /^\$\{[A-Za-z_][A-Za-z0-9_]*(\}|:?[-+?])/;

/** Where the brace that is open at `open` is closed, on the same line; undefined where it is not. */
function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + LONGEST) && text[at] !== '\n'; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}
