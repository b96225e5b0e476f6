import type { Judged } from './checks/judged';
import type { Effective } from './effective';
import type { Inspection } from './report';

/** What a step looks at: a document, and what counts in its services. */
export interface Run {
  readonly inspection: Inspection;
  /** One for each service; for a file without services the one of the global part. */
  readonly services: readonly Effective[];
  readonly judged: () => readonly Judged[];
}

/** One of the things that are looked at, in their order. */
export interface Step {
  readonly look: (run: Run) => void;
  /**
   * Whether what it finds in a service depends on nothing but the service, the global part and the surroundings: then
   * looking at each service alone finds the same as looking at all of them.
   */
  readonly isLocal: boolean;
}
