import { isSameBytes } from '../../formats/der';
import { privateKeyIn } from '../../formats/keyPair';
import { pemBlock, pemBlocks } from '../../formats/pem';
import { isSameKey, readPublicKey } from '../../formats/publicKey';
import { type CertificateParts, certificateParts, isAuthorityBy } from '../../formats/x509Parts';
import { misfit } from './fitting';
import type { Problem } from './problem';

/** A certificate that somebody has, with its key: PEM, as a server shows them. */
export interface GivenPair {
  /** Followed by the authorities between it and the root. */
  readonly certificate: string;
  readonly key: string;
}

/** Certificates and keys that are there already, from wherever. */
export interface GivenCertificates {
  readonly pairs: readonly GivenPair[];
  /** The root that has signed them. */
  readonly authority: string;
}

/** What a leaf has to be, to take the place of one that would be issued. */
export interface WantedLeaf {
  readonly names: readonly string[];
  readonly purpose: 'server' | 'client' | 'both';
}

interface Found extends CertificateParts {
  readonly pem: string;
}

/**
 * Sorts what stands in `texts`, PEM files in any order: leaves find their keys, authorities in between stand behind
 * them, and the root is what the other side trusts. A self-signed leaf is its own root (generators.md).
 */
export function readGivenCertificates(texts: readonly string[]): GivenCertificates | Problem {
  const blocks = texts.flatMap(pemBlocks);
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  if (keys.some(({ isEncrypted }) => isEncrypted)) {
    return {
      problem:
        'A key has a passphrase, which no exporter can type. Remove it first (scrapeguard pki plain), or choose another one.',
    };
  }
  const certificates = blocks.flatMap(({ label, bytes }): readonly Found[] => {
    const parts = label === 'CERTIFICATE' && bytes !== undefined ? certificateParts(bytes) : undefined;
    return parts === undefined || bytes === undefined ? [] : [{ ...parts, pem: pemBlock('CERTIFICATE', bytes) }];
  });
  const between = certificates.filter((found) => isAuthorityBy(found.extensions) && !isSelfIssued(found));
  const pairs = keys.flatMap(({ label, bytes }): readonly (GivenPair & { readonly leaf: Found })[] => {
    const key = bytes === undefined ? undefined : pemBlock(label, bytes);
    const leaf = key === undefined ? undefined : leafOf(key, certificates);
    if (key === undefined || leaf === undefined) return [];
    return [{ leaf, key, certificate: [leaf, ...wayUp(leaf, between)].map(({ pem }) => pem).join('') }];
  });
  if (pairs.length === 0) return { problem: 'None of the keys belongs to one of the certificates.' };
  const roots = distinct(certificates.filter((found) => isAuthorityBy(found.extensions) && isSelfIssued(found)));
  const selfSigned = distinct(pairs.flatMap(({ leaf }) => (isSelfIssued(leaf) ? [leaf] : [])));
  const [authority, ...others] = roots.length > 0 ? roots : selfSigned;
  if (authority === undefined || others.length > 0) {
    return {
      problem:
        authority === undefined
          ? 'The certificate of the authority that has signed them is missing. Name it too.'
          : 'There are several authorities among them. Name the files of one.',
    };
  }
  return { pairs: pairs.map(({ certificate, key }) => ({ certificate, key })), authority: authority.pem };
}

/**
 * The pair that can be what `wanted` is.
 * @param now milliseconds since 1970
 * @returns why none can be: for one pair its own reason
 */
export function fittingPair(
  { pairs, authority }: GivenCertificates,
  { names, purpose }: WantedLeaf,
  now: number,
): GivenPair | Problem {
  const judged = pairs.map((pair) => ({
    pair,
    problem: misfit(pair.certificate, { names, purpose, mayHaveMore: true, authority, key: pair.key }, now),
  }));
  const fitting = judged.find(({ problem }) => problem === undefined);
  if (fitting !== undefined) return fitting.pair;
  const reasons = [...new Set(judged.map(({ problem }) => problem))].join('; ');
  const whose = purpose === 'client' ? 'as a client' : 'as a server';
  return { problem: `No certificate that was given can show ${names.join(', ')} ${whose}: ${reasons}.` };
}

function isSelfIssued({ issuer, subject }: CertificateParts): boolean {
  return isSameBytes(issuer, subject);
}

/** The certificate of a private key. */
function leafOf(key: string, certificates: readonly Found[]): Found | undefined {
  const own = privateKeyIn(key)?.publicKey;
  if (own === undefined) return undefined;
  return certificates.find((found) => {
    const shown = readPublicKey(found.publicKey);
    return shown !== undefined && isSameKey(own, shown) === true;
  });
}

/** The authorities between `leaf` and its root, in order. */
function wayUp(leaf: Found, between: readonly Found[]): readonly Found[] {
  const way: Found[] = [];
  for (let at = leaf; !isSelfIssued(at); ) {
    const next = between.find((found) => isSameBytes(found.subject, at.issuer) && !way.includes(found));
    if (next === undefined) break;
    way.push(next);
    at = next;
  }
  return way;
}

function distinct(certificates: readonly Found[]): readonly Found[] {
  return certificates.filter((found, index) => certificates.findIndex(({ pem }) => pem === found.pem) === index);
}
