import type { CheckInfo } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Nouns } from '../../model/nouns';
import type { Json, Schema, Shape } from '../../schema/shape';
import type { Span } from '../../text/span';
import type { EmbeddedFile, Surroundings } from '../kind';
import type { ManifestObject } from './object';

/** What an object tells the other documents of its file; a plain value, so that it can be compared. */
export interface ObjectFact extends Span {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What only objects of this kind have: the keys of a Secret, the selectors of a ServiceMonitor. */
  readonly more?: Json;
}

/** What was found in one object. */
export interface ObjectReport {
  readonly findings: readonly Finding[];
  readonly nouns?: Nouns;
  /** The files of ours that lie in scalars of the object. */
  readonly embedded?: readonly EmbeddedFile[];
  /** See `ObjectFact.more`. */
  readonly more?: Json;
}

/** A kind of object that is understood. */
export interface ObjectKind {
  /** The group of `apiVersion` without the version; empty for the core (`v1`). */
  readonly group: string;
  readonly kind: string;
  /** The schema of the whole object, for hover, completion and the names of secrets; absent where there is none. */
  readonly schema?: Schema;
  /** The shape of the whole object in it. */
  readonly shape?: Shape;
  readonly checks: readonly CheckInfo[];
  /** Total: whatever the object looks like. */
  read(object: ManifestObject, surroundings: Surroundings): ObjectReport;
}

/** The group of an `apiVersion`: `monitoring.coreos.com` of `monitoring.coreos.com/v1`, empty of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
