import type { PrometheusFacts } from '../prometheus/facts';

/** What one place of the values says as a piece of a configuration; `place` are the keys that lead there. */
export interface PlaceFacts {
  readonly place: string;
  readonly prometheus: PrometheusFacts;
}

/** What the sections of a values file tell each other. */
export interface HelmValuesFacts {
  readonly places: readonly PlaceFacts[];
}
