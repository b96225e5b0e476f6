import type { Scope } from '../document';
import type { Assignment } from '../statement';

/** The lines of `scope` that are called `name`, in any case. */
export function namedIn(scope: Scope, name: string): readonly Assignment[] {
  return scope.byName.get(name.toLowerCase()) ?? [];
}

/** Tells whether one line of `scope` stands before another. */
export function orderIn({ assignments }: Scope): (one: Assignment, other: Assignment) => boolean {
  const places = new Map(assignments.map((line, index) => [line, index]));
  return (one, other) => (places.get(one) ?? -1) < (places.get(other) ?? -1);
}
