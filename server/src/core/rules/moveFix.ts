import type { Fix } from '../findings/finding';
import type { KindId } from '../kinds/kindId';
import type { Secret } from '../model/nouns';
import { canMove } from '../secrets/canMove';

/** The fix that moves `secret` into a file of its own, or into a Secret, where the program can read it from there. */
export function moveFix(secret: Secret, kind: KindId): readonly Fix[] {
  if (!canMove(secret, kind)) return [];
  const { start, end } = secret;
  const title = `Move the ${nameOf(secret)} to a ${IN_CLUSTER.has(kind) ? 'Secret' : 'file'}`;
  return [{ title, changes: [], preferred: true, act: { does: 'move-secret', at: { start, end } } }];
}

const IN_CLUSTER: ReadonlySet<KindId> = new Set(['helm-values', 'scrape-config']);

/** What people call it, by its key. */
function nameOf({ key }: Secret): string {
  if (/pass/i.test(key)) return 'password';
  if (/token|credentials/i.test(key)) return 'token';
  return /(^|_)key$/i.test(key) ? 'key' : 'secret';
}
