import { nearest } from '../../../schema/suggest';
import { release, type Version } from '../../../schema/version';
import { FUNCTIONS } from './functions';
import { isDurationWord } from './numbers';
import type { PromqlProblem } from './problem';
import type { PromqlToken } from './tokens';

/** The words in front of a `(`: the names of functions. */
export function calledNames(tokens: readonly PromqlToken[]): readonly PromqlToken[] {
  return tokens.filter((token, index) => {
    const next = tokens[index + 1];
    const isName = token.type === 'identifier' && !token.inBraces && !FILL.test(token.text);
    return isName && next?.text === '(' && tokens[index - 1]?.text !== '@' && !isInOffset(tokens, index);
  });
}

const FILL = /^fill(?:_left|_right)?$/i;

/** Whether the token may belong to the duration behind an `offset`, which has functions of its own. */
function isInOffset(tokens: readonly PromqlToken[], index: number): boolean {
  if (!isDurationWord(tokens[index]?.text ?? '')) return false;
  for (let at = index - 1; at >= 0; at--) {
    const { type, text } = tokens[at] ?? { type: 'end', text: '' };
    if (type === 'keyword') return text.toLowerCase() === 'offset';
    if (!['operator', 'number', 'duration', 'punctuation'].includes(type) && !isDurationWord(text)) return false;
  }
  return false;
}

/** Why `token` is no function of `version`; undefined where it is one. */
export function functionProblem({ text, start, end }: PromqlToken, version: Version): PromqlProblem | undefined {
  const found = FUNCTIONS.get(text);
  const program = `unknown function with name ${JSON.stringify(text)}`;
  if (found === undefined) {
    const meant = nearest(text, FUNCTIONS.keys());
    const advice = meant === undefined ? 'Mend its name.' : `Did you mean \`${meant}\`?`;
    const reason = `PromQL has no function \`${text}\`. ${advice}`;
    return { start, end, reason, program, ...(meant !== undefined && { meant }) };
  }
  if (found.since !== undefined && version < release(found.since)) {
    return {
      start,
      end,
      reason: `The function \`${text}\` came with Prometheus ${found.since}.`,
      program,
      since: found.since,
    };
  }
  if (found.gone !== undefined && version >= release(found.gone.in)) {
    const { as, in: since } = found.gone;
    const reason = `\`${text}\` is gone since Prometheus ${since}: it is called \`${as}\` now, and needs \`--enable-feature=promql-experimental-functions\`.`;
    return { start, end, reason, program, meant: as };
  }
  return undefined;
}

/** Functions that the grammar of the syntax tree does not have. */
const NOT_IN_GRAMMAR = new Set(['holt_winters', 'integral', 'max_of', 'min_of']);

/**
 * `text` with what the grammar has in the place of functions and numbers that it does not know, at the same offsets.
 * @param names the names of functions in it
 */
export function withKnownWords(text: string, tokens: readonly PromqlToken[], names: readonly PromqlToken[]): string {
  const called = new Set(names);
  let result = '';
  let done = 0;
  for (const token of tokens) {
    const word = wordFor(token, called.has(token));
    if (word === undefined) continue;
    result += text.slice(done, token.start) + word.padEnd(token.end - token.start);
    done = token.end;
  }
  return result + text.slice(done);
}

function wordFor({ type, text }: PromqlToken, isCalled: boolean): string | undefined {
  // One that begins with a point must not become a part of the word in front of it.
  if (type === 'number' && /^[0-9]/.test(text)) return '1'.repeat(text.length);
  if (!isCalled) return isDurationWord(text) ? text.toLowerCase() : undefined;
  if (FUNCTIONS.has(text) && !NOT_IN_GRAMMAR.has(text)) return undefined;
  // Any name does, since the tree only tells where a call is; none of them is one letter long.
  return text.length > 2 ? 'abs' : text.length === 2 ? 'pi' : undefined;
}
