import type { CheckInfo } from '../../../findings/check';
import { said } from '../../../model/secretForm';
import type { More } from '../../walk';
import type { Scope } from '../document';
import type { Effective, Setting } from '../effective';
import { type Inspection, onHeader, onName, type Spot } from '../report';

/** What a lint looks at: a text that stunnel reads, and what counts in each of its services. */
export interface LintInput
  extends Pick<Inspection, 'document' | 'target' | 'isFragment' | 'surroundings' | 'files' | 'once'> {
  /** One for each service; for a file without services (inetd mode) the one of the global part. */
  readonly services: readonly Effective[];
}

/** Something to say: what `info` describes, at `at`. */
export interface Remark {
  readonly info: CheckInfo;
  readonly at: Spot;
  readonly text: string;
  readonly more: More;
}

/** Finds one sort of trap that stunnel passes over without a word (stunnel-rules.md 3d, 5). */
export type Lint = (input: LintInput) => readonly Remark[];

/** The remark that what `info` describes is at `at`. */
export function remark(info: CheckInfo, at: Spot, text: string, more: More = {}): Remark {
  return { info, at, text, more };
}

/** Where is marked what a service lacks: its header; in inetd mode the first line that says something. */
export function onLack(scope: Scope): Spot {
  const [first] = scope.assignments;
  if (scope.header !== undefined) return onHeader(scope.header);
  return first === undefined ? { start: 0, end: 0 } : onName(first);
}

/** A service as messages call it. */
export function nameOf({ header }: Scope): string {
  return header === undefined ? 'this configuration' : `the service [${header.name.text}]`;
}

/** The settings of `services` that count for the scalar `option`, each line once. */
export function counting(services: readonly Effective[], option: string): readonly Setting[] {
  return unique(services.map((service) => service.last(option)));
}

/** The settings of `services` for the list `option`, each line once. */
export function listed(services: readonly Effective[], option: string): readonly Setting[] {
  return unique(services.flatMap((service) => service.all(option)));
}

function unique(settings: readonly (Setting | undefined)[]): readonly Setting[] {
  const byLine = new Map(settings.map((setting) => [setting?.assignment, setting]));
  return [...byLine.values()].filter((setting) => setting !== undefined);
}

/** Whether `value` is something that others fill in before stunnel reads it: nobody can tell what it will be. */
export function isUnknown(value: string): boolean {
  return said(value, { start: 0, end: 0 }).value === undefined;
}
