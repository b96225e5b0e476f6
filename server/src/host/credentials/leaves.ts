import { createPrivateKey, createPublicKey } from 'node:crypto';
import { misfit } from '../../core/generators/pki/fitting';
import type { KeyPair } from '../../core/generators/pki/keyPair';
import { issueCertificate } from '../../core/generators/pki/leaf';
import { createRequest } from '../../core/generators/pki/request';
import type { Authority } from '../../core/generators/pki/signer';
import type { Leaf } from '../../core/generators/setUp/credentials';
import type { NeededLeaf } from '../../core/generators/setUp/neededLeaves';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { orRefuse, Refusal } from '../writing/refusal';
import type { ExistingCredentials } from './existingCredentials';
import { newSerial, sign } from './keys';

/** A leaf that is kept as it is, or the key that one is made for. */
export type KeyedLeaf =
  | { readonly leaf: NeededLeaf; readonly kept: Leaf }
  | { readonly leaf: NeededLeaf; readonly pair: KeyPair };

/**
 * What an earlier run has left for `leaf`, where it can go on being used; else undefined.
 * @param authority the certificate of the authority, where it is known
 * @throws {Refusal} where its key cannot be read, or another authority has signed something that does not fit
 */
export function reusable(
  leaf: NeededLeaf,
  existing: ExistingCredentials,
  authority: string | undefined,
  setUp: SetUp,
  now: number,
): Leaf | undefined {
  const { certificate, signed } = existing.leaves.get(leaf.certificate) ?? {};
  const key = existingKey(leaf, existing)?.privateKey;
  if (key === undefined) return undefined;
  const isRequested = setUp.certificates === 'request';
  const { names, purpose } = leaf;
  const problemOf = (text: string) => misfit(text, { names, purpose, mayHaveMore: isRequested, authority, key }, now);
  if (signed !== undefined) {
    const problem = problemOf(signed);
    if (problem !== undefined) throw new Refusal(`${leaf.signed} cannot be used, because ${problem}.`);
    return { certificate: signed, key };
  }
  if (certificate === undefined || (authority === undefined && !isRequested)) return undefined;
  return problemOf(certificate) === undefined ? { certificate, key } : undefined;
}

/**
 * The key that an earlier run has left for `leaf`; a new certificate is made for the same one.
 * @throws {Refusal} where it cannot be read
 */
export function existingKey(leaf: NeededLeaf, existing: ExistingCredentials): KeyPair | undefined {
  const privateKey = existing.leaves.get(leaf.certificate)?.key;
  if (privateKey === undefined) return undefined;
  try {
    const publicKey = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' });
    return { publicKey: publicKey.toString(), privateKey };
  } catch {
    throw new Refusal(
      `${leaf.key} is no private key without a passphrase, and keys are never overwritten. Move it away.`,
    );
  }
}

/** The certificate that `authority` signs for the key. */
export async function issued(
  leaf: NeededLeaf,
  { publicKey, privateKey }: KeyPair,
  authority: Authority,
  now: number,
): Promise<Leaf> {
  const { names, purpose } = leaf;
  const made = orRefuse(
    await issueCertificate({ names, purpose, publicKey, authority, sign, serial: newSerial(), now }),
  );
  return { certificate: made.certificate, key: privateKey };
}

/** The request with which another authority signs for the key. */
export async function requested({ names, purpose }: NeededLeaf, keyPair: KeyPair): Promise<Leaf> {
  const { request } = orRefuse(await createRequest({ names, purpose, keyPair, sign }));
  return { key: keyPair.privateKey, request };
}
