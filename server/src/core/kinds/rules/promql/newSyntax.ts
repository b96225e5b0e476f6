import { release, type Version } from '../../../schema/version';
import type { PromqlProblem } from './problem';
import type { PromqlToken } from './tokens';

/** What of the tokens `version` does not know yet (since-behaviour 71 and 72). */
export function newSyntaxProblems(tokens: readonly PromqlToken[], version: Version): readonly PromqlProblem[] {
  const problems: PromqlProblem[] = [];
  let inBrackets = false;
  tokens.forEach((token, index) => {
    if (token.text === '[') inBrackets = true;
    if (token.text === ']') inBrackets = false;
    const found = newIn(token, tokens, index, inBrackets);
    if (found === undefined || version >= release(found.since)) return;
    const { start, end } = token;
    const reason = `${found.what} came with Prometheus ${found.since}.`;
    problems.push({ start, end, reason, since: found.since });
  });
  return problems;
}

interface New {
  readonly since: string;
  readonly what: string;
}

function newIn(
  token: PromqlToken,
  tokens: readonly PromqlToken[],
  index: number,
  inBrackets: boolean,
): New | undefined {
  const before = tokens[index - 1];
  const next = tokens[index + 1];
  if (token.inBraces) return newInBraces(token, before);
  switch (token.type) {
    case 'number':
    case 'duration':
      return newNumber(token, isDurationPlace(tokens, index, inBrackets));
    case 'aggregator':
      if (!/^limit/i.test(token.text) || (next?.text !== '(' && !/^(?:by|without)$/i.test(next?.text ?? '')))
        return undefined;
      return { since: '2.54', what: `The aggregation \`${token.text}\`` };
    case 'string':
      // Strings as arguments are old; those among the labels of `by (…)` are names.
      return isLabelList(tokens, index) ? { since: '3.0', what: 'A label name in quotes' } : undefined;
    case 'operator':
      if (token.text === '</' || token.text === '>/') return { since: '3.11', what: `The operator \`${token.text}\`` };
      if (inBrackets) return { since: '3.4', what: 'Arithmetic with durations' };
      return undefined;
    case 'punctuation':
      if (token.text !== '(' || (!inBrackets && before?.text.toLowerCase() !== 'offset')) return undefined;
      return { since: '3.4', what: 'A duration in parentheses' };
    case 'keyword':
      return inBrackets ? { since: '3.4', what: `\`${token.text}\` in a duration` } : undefined;
    default:
      return newWord(token, before, next);
  }
}

function newInBraces(token: PromqlToken, before: PromqlToken | undefined): New | undefined {
  const isName = token.type === 'string' && (before?.text === '{' || before?.text === ',');
  return isName ? { since: '2.53', what: 'A name in quotes' } : undefined;
}

function newNumber({ type, text }: PromqlToken, isDuration: boolean): New | undefined {
  if (text.includes('_')) return { since: '2.54', what: 'A number with `_` between its digits' };
  if (isDuration && type === 'number') return { since: '2.54', what: 'A duration without a unit' };
  return !isDuration && type === 'duration'
    ? { since: '2.54', what: 'A duration in the place of a number' }
    : undefined;
}

function isDurationPlace(tokens: readonly PromqlToken[], index: number, inBrackets: boolean): boolean {
  const before = tokens[index - 1];
  const word = before?.text === '-' || before?.text === '+' ? tokens[index - 2] : before;
  return inBrackets || word?.text.toLowerCase() === 'offset';
}

/** Whether the token stands in the parentheses behind `by`, `on` and the like. */
function isLabelList(tokens: readonly PromqlToken[], index: number): boolean {
  for (let at = index - 1; at > 0; at--) {
    const { text, type } = tokens[at] ?? { text: '', type: 'end' };
    if (text === '(') return tokens[at - 1]?.type === 'keyword';
    if (text !== ',' && type !== 'string' && type !== 'identifier') return false;
  }
  return false;
}

const OPERAND_ENDS = new Set([')', ']', '}']);

function newWord(token: PromqlToken, before: PromqlToken | undefined, next: PromqlToken | undefined): New | undefined {
  const word = token.text.toLowerCase();
  const isBehindOperand = before !== undefined && (OPERAND_ENDS.has(before.text) || before.type === 'identifier');
  if ((word === 'anchored' || word === 'smoothed') && isBehindOperand) {
    return { since: '3.7', what: `The modifier \`${word}\`` };
  }
  const isFill = /^fill(?:_left|_right)?$/.test(word) && next?.text === '(';
  return isFill &&
    before !== undefined &&
    (before.type === 'operator' || before.text === ')' || before.type === 'keyword')
    ? { since: '3.10', what: `The modifier \`${word}\`` }
    : undefined;
}
