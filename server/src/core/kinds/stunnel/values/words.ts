import { nearest } from '../../../schema/suggest';
import { release } from '../../../schema/version';
import type { Choice } from '../options';
import { bareValue, type ValueContext, type ValueProblem, wrapping } from './problem';

const YES = ['true', '1', 'on', 'y', 'enable', 'enabled', 'always', 'ja'];
const NO = ['false', '0', 'off', 'n', 'disable', 'disabled', 'never', 'none'];

/** `yes` or `no`, in any case; nothing else (stunnel-rules.md 1). */
export function yesNoProblem(value: string): ValueProblem | undefined {
  if (/^(yes|no)$/i.test(value)) return undefined;
  return { text: `This has to be \`yes\` or \`no\`.${wrapping(value)}`, meant: yesOrNo(bareValue(value)) };
}

/** What other programs write for `yes` and `no`. */
function yesOrNo(text: string): string | undefined {
  const word = text.toLowerCase();
  if (/^(yes|no)$/.test(word)) return word;
  return YES.includes(word) ? 'yes' : NO.includes(word) ? 'no' : undefined;
}

/** One of a few words, in any case. */
export function choiceProblem(
  value: string,
  choices: readonly Choice[],
  { target }: ValueContext,
): ValueProblem | undefined {
  const found = choices.find((choice) => isSame(choice.value, value));
  if (found !== undefined) {
    const { since } = found;
    return since === undefined || target >= release(since)
      ? undefined
      : { text: `\`${found.value}\` needs stunnel ${since}.`, since };
  }
  const known = choices.map((choice) => choice.value);
  const bare = bareValue(value);
  const same = known.find((word) => isSame(word, bare)) ?? (known.includes('yes') ? yesOrNo(bare) : undefined);
  const list = known.length <= 8 ? ` It has to be one of ${known.map((word) => `\`${word}\``).join(', ')}.` : '';
  const meant = same ?? (bare === '' ? undefined : nearWord(bare, known));
  const hint = meant === undefined || same !== undefined ? '' : ` Did you mean \`${meant}\`?`;
  const shown = value === '' ? 'The value is empty.' : 'This value is not known.';
  return { text: `${shown}${list}${wrapping(value)}${hint}`, meant };
}

/** The choice that was probably meant. Digits have to be the same: TLS 1.2 is not meant for TLS 1.1. */
function nearWord(word: string, known: readonly string[]): string | undefined {
  const digits = (text: string) => text.replaceAll(/\D/g, '');
  const candidates = known.filter((candidate) => digits(candidate) === digits(word));
  return digits(word) !== '' && candidates.length === 1 ? candidates[0] : nearest(word, candidates);
}

/** A whole number as strtol takes it, within bounds if there are any. */
export function integerProblem(
  value: string,
  { min, max }: { readonly min?: number; readonly max?: number },
): ValueProblem | undefined {
  const range = min === undefined || max === undefined ? '' : ` from ${min} to ${max}`;
  if (!/^[+-]?\d+$/.test(value)) {
    const bare = bareValue(value);
    const meant = /^[+-]?\d+$/.test(bare) ? bare : undefined;
    return { text: `This has to be a whole number${range}, without a unit.${wrapping(value)}`, meant };
  }
  const number = Number(value);
  const isOutside = (min !== undefined && number < min) || (max !== undefined && number > max);
  return isOutside ? { text: `This has to be a number${range}.` } : undefined;
}

/** Yes, no, and from 5.70 on a delay in milliseconds. */
export function retryProblem(value: string, { target }: ValueContext): ValueProblem | undefined {
  if (/^(yes|no)$/i.test(value)) return undefined;
  const isNumber = /^[+-]?\d+$/.test(value);
  if (!isNumber) {
    const problem = yesNoProblem(value);
    return problem && { ...problem, text: `${problem.text} From 5.70 on it may be a delay in milliseconds.` };
  }
  if (target >= release('5.70')) return undefined;
  return { text: 'A delay in milliseconds needs stunnel 5.70; before it is `yes` or `no`.', since: '5.70' };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
