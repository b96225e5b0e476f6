import type { KindId } from './detect';
import type { YamlKind } from './kind';
import { prometheusKind } from './prometheus/kind';
import { webConfigKind } from './webConfig/kind';

/** A kind whose context and facts are its own business. */
export type AnyKind = YamlKind<unknown, unknown>;

/** All kinds by id. Built once by the shell that owns them; building a schema costs a few milliseconds. */
export function createKinds(): ReadonlyMap<KindId, AnyKind> {
  return new Map<KindId, AnyKind>([
    ['prometheus', prometheusKind()],
    ['web-config', webConfigKind()],
  ]);
}
