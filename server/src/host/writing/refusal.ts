import type { Problem } from '../../core/generators/pki/problem';
import { reasonOf } from '../reasonOf';

/** Why something was not written: a sentence for the user that tells nothing of what is in the files. */
export class Refusal extends Error {}

/** `error` as a refusal: itself where it is one, or else the reason that the system gives. */
export function refusalOf(error: unknown, what: string): Refusal {
  return error instanceof Refusal ? error : new Refusal(`${what}: ${reasonOf(error)}.`);
}

/**
 * `outcome`, where it is no problem.
 * @param about the file that it is about, where the problem does not say
 * @throws {Refusal} where it is one
 */
export function orRefuse<T>(outcome: T, about?: string): Exclude<T, Problem> {
  if (isProblem(outcome)) throw new Refusal(about === undefined ? outcome.problem : `${about}: ${outcome.problem}`);
  return outcome as Exclude<T, Problem>;
}

function isProblem(outcome: unknown): outcome is Problem {
  return typeof outcome === 'object' && outcome !== null && 'problem' in outcome && typeof outcome.problem === 'string';
}
