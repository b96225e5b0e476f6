import type { KindId } from './detect';
import type { YamlKind } from './kind';
import { prometheusKind } from './prometheus/kind';
import { webConfigKind } from './webConfig/kind';

/** A kind whose context and facts are its own business. */
// biome-ignore lint/suspicious/noExplicitAny: what a kind hands from one of its functions to the next has no common type
export type AnyKind = YamlKind<any, any>;

/** All kinds by id. Built once by the shell that owns them; building a schema costs a few milliseconds. */
export function createKinds(): ReadonlyMap<KindId, AnyKind> {
  return new Map<KindId, AnyKind>([
    ['prometheus', prometheusKind()],
    ['web-config', webConfigKind()],
  ]);
}
