import { parseDuration } from '../../../formats/duration';
import type { PromqlProblem } from './problem';

const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?)(?![\w.])/y;
/** A number that goes on with a unit; whether the units are in order, their parser tells. */
const DURATION = /[0-9][0-9.]*[smhdwy]s?(?:[0-9]+[smhdw]s?)*(?!\w)/y;
const WORD = /[\w.]+/y;

/** The number or duration at `pos`, or why what begins there is neither; undefined where none begins. */
export function numberAt(
  text: string,
  pos: number,
): { readonly type: 'number' | 'duration'; readonly end: number } | PromqlProblem | undefined {
  const code = text.charCodeAt(text.charAt(pos) === '.' ? pos + 1 : pos);
  if (!(code >= 0x30 && code <= 0x39)) return undefined;
  for (const [type, pattern] of [
    ['number', NUMBER],
    ['duration', DURATION],
  ] as const) {
    pattern.lastIndex = pos;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { type, end: pos + found.length };
  }
  WORD.lastIndex = pos;
  const word = WORD.exec(text)?.[0] ?? '';
  const reason = 'This is neither a number nor a duration such as `5m` or `1h30m`.';
  return { start: pos, end: pos + word.length, reason, program: 'bad number or duration syntax' };
}

/** Why the duration between `start` and `end` is none, such as `1m1h`. */
export function formatProblemOfDuration(text: string, start: number, end: number): PromqlProblem | undefined {
  const parsed = parseDuration(text.slice(start, end));
  if (!('problem' in parsed)) return undefined;
  const { reason, program, meant } = parsed.problem;
  return { start, end, reason, program, ...(meant !== undefined && { meant }) };
}

/** Whether `word` is a function of duration expressions, which stand in brackets (since-behaviour 72). */
export function isDurationWord(word: string): boolean {
  return /^(?:step|range|min|max|min_of|max_of)$/i.test(word);
}
