import { applyChanges, type TextChange } from '../text/edit';
import { meets } from '../text/span';
import type { Finding, Fix } from './finding';

/** A fix with the finding that it repairs. */
export interface Repair {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** A text after all that could be repaired without asking. */
export interface Repaired {
  readonly text: string;
  /** What is left to say of `text`. */
  readonly findings: readonly Finding[];
  /** What was done, in its order. */
  readonly done: readonly Repair[];
}

/** Gives the findings in a text; undefined where it is no file of its kind any more. */
export type Judge = (text: string) => readonly Finding[] | undefined;

/** More rounds than honest files need; each ends a repair that makes room for another one. */
const MOST_ROUNDS = 50;

/**
 * Repairs `text` by the safe fixes until there is none left. Whatever would leave the file worse, so that its program
 * refuses more of it than before, is not done.
 * @param findings what `judge` says of `text`
 */
export function fixAll(text: string, findings: readonly Finding[], judge: Judge): Repaired {
  let state: Repaired = { text, findings, done: [] };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = attempt(safeRepairs(state.findings), state, judge);
    if (next === undefined) break;
    state = next;
  }
  return state;
}

/** `state` after `repairs`, or after as many of them as do no harm; undefined where nothing changes. */
function attempt(repairs: readonly Repair[], state: Repaired, judge: Judge): Repaired | undefined {
  if (repairs.length === 0) return undefined;
  const text = applyChanges(
    state.text,
    repairs.flatMap(({ fix }) => fix.changes),
  );
  const findings = text === state.text ? state.findings : judge(text);
  if (text !== state.text && findings !== undefined && refused(findings) <= refused(state.findings)) {
    return { text, findings, done: [...state.done, ...repairs] };
  }
  const half = repairs.length >> 1;
  if (half === 0) return undefined;
  return attempt(repairs.slice(0, half), state, judge) ?? attempt(repairs.slice(half), state, judge);
}

/** How much of a file its program refuses. */
function refused(findings: readonly Finding[]): number {
  return findings.filter(({ category, severity }) => category !== 'security' && severity === 'error').length;
}

/**
 * The safe fixes of `findings` that can be made together: one for each finding, and none that touches what another one
 * changes. The rest waits until these are made.
 */
export function safeRepairs(findings: readonly Finding[]): readonly Repair[] {
  const taken: TextChange[] = [];
  const repairs: Repair[] = [];
  for (const finding of findings) {
    const fix = finding.fixes?.find(({ safe, act }) => safe === true && act === undefined);
    if (fix === undefined || fix.changes.some((change) => taken.some((other) => meets(change, other)))) continue;
    taken.push(...fix.changes);
    repairs.push({ finding, fix });
  }
  return repairs;
}
