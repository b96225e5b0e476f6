import { type GeneratedFile, plainFile, secretFile } from '../../core/generators/generatedFile';
import type { Authority } from '../../core/generators/pki/signer';
import type { Credentials, Leaf } from '../../core/generators/setUp/credentials';
import type { NeededLeaf } from '../../core/generators/setUp/neededLeaves';
import { issued, type KeyedLeaf, requested } from './leaves';

/** A leaf that is done. */
export interface Made {
  readonly leaf: NeededLeaf;
  readonly made: Leaf;
}

/**
 * Signs what is missing, or asks another authority for it where there is none here: one after the other, because reading
 * a key takes this thread a while, and others get their turn in between.
 */
export async function finished(
  keyed: readonly KeyedLeaf[],
  authority: Authority | undefined,
  { now, signal }: { readonly now: number; readonly signal?: AbortSignal },
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of keyed) {
    signal?.throwIfAborted();
    made.push({ leaf: one.leaf, made: 'kept' in one ? one.kept : await newLeaf(one, authority, now) });
  }
  return made;
}

function newLeaf(
  { leaf, pair }: Extract<KeyedLeaf, { readonly pair: unknown }>,
  authority: Authority | undefined,
  now: number,
): Promise<Leaf> {
  return authority === undefined ? requested(leaf, pair) : issued(leaf, pair, authority, now);
}

/** The leaves by what they are for. */
export function byUse(leaves: readonly Made[]): Pick<Credentials, 'servers' | 'client' | 'prometheus'> {
  const find = (use: NeededLeaf['for']) => leaves.find(({ leaf }) => leaf.for === use)?.made;
  const [client, prometheus] = [find('client'), find('prometheus')];
  return {
    servers: Object.fromEntries(
      leaves.flatMap(({ leaf, made }) => (leaf.for === 'server' ? [[leaf.target, made]] : [])),
    ),
    ...(client !== undefined && { client }),
    ...(prometheus !== undefined && { prometheus }),
  };
}

/** What is in `pki/` of the leaves: requests, and the browser's own files. */
export function leafFiles(leaves: readonly Made[]): readonly GeneratedFile[] {
  return leaves.flatMap(({ leaf, made }) => [
    ...(made.request === undefined ? [] : [plainFile(leaf.request, made.request)]),
    ...(leaf.for !== 'browser' ? [] : [secretFile(leaf.key, made.key)]),
    ...(leaf.for !== 'browser' || made.certificate === undefined
      ? []
      : [plainFile(leaf.certificate, made.certificate)]),
  ]);
}
