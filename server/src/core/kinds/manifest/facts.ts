import type { ObjectFact } from './objectKind';

/** What the documents of a manifest need to know of each other: their objects, with spans inside the part. */
export interface ManifestFacts {
  readonly objects: readonly ObjectFact[];
}
