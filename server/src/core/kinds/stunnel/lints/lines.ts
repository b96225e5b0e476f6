import type { Assignment, Scope } from '../document';

/** The lines of `scope` that are called `name`, in any case. */
export function namedIn(scope: Scope, name: string): readonly Assignment[] {
  const wanted = name.toLowerCase();
  return scope.assignments.filter((line) => line.name.text.toLowerCase() === wanted);
}

/** Whether `one` stands before `other` in `scope`. */
export function isBefore(scope: Scope, one: Assignment, other: Assignment): boolean {
  return scope.assignments.indexOf(one) < scope.assignments.indexOf(other);
}
