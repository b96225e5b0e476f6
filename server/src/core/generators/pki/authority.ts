import { type Certified, certified, distinguishedName, keyIdentifier, validFrom } from './certificate';
import { authorityConstraints, authorityKeyIdentifier, authorityKeyUsage, subjectKeyIdentifier } from './extensions';
import { type KeyPair, usablePublicKey } from './keyPair';
import { MAX_COMMON_NAME } from './names';
import type { Problem } from './problem';
import { type Sign, signingKey } from './sign';

/** What is said of an authority that is to be made. */
export interface NewAuthority {
  /** How it is called: `Monitoring CA`. */
  readonly name: string;
  /** How long it is valid: 1 to 30; 5 where nothing is said. */
  readonly years?: number;
  /** Its RSA keys. */
  readonly keyPair: KeyPair;
  readonly sign: Sign;
  /** 16 random bytes. */
  readonly serial: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How long an authority is valid where nothing else is said, in years. */
export const AUTHORITY_YEARS = 5;

/** The certificate of a new authority, signed by itself, for leaves only (pathLen 0). */
export async function createAuthority({
  name,
  years = AUTHORITY_YEARS,
  keyPair,
  sign,
  serial,
  now,
}: NewAuthority): Promise<Certified | Problem> {
  const wrong = authorityNameProblem(name);
  if (wrong !== undefined) return { problem: wrong };
  if (!Number.isInteger(years) || years < 1 || years > 30) {
    return { problem: 'An authority is valid for 1 to 30 whole years.' };
  }
  const publicKey = usablePublicKey(keyPair.publicKey);
  if ('problem' in publicKey) return publicKey;
  const signer = signingKey(keyPair.privateKey);
  if ('problem' in signer) return signer;
  const subject = distinguishedName(name);
  const id = keyIdentifier(publicKey);
  const notBefore = validFrom(now);
  return certified(
    {
      serial,
      issuer: subject,
      subject,
      notBefore,
      notAfter: yearsLater(now, years),
      publicKey,
      extensions: [authorityConstraints(), authorityKeyUsage(), subjectKeyIdentifier(id), authorityKeyIdentifier(id)],
    },
    signer,
    sign,
  );
}

/** What is wrong with `name` as that of an authority; undefined where nothing is. */
export function authorityNameProblem(name: string): string | undefined {
  if ([...name].length > MAX_COMMON_NAME) return `The name of an authority has at most ${MAX_COMMON_NAME} characters.`;
  if (!/^[\p{L}\p{N}]([\p{L}\p{N} ._()@+-]*[\p{L}\p{N}.)])?$/u.test(name)) {
    return 'The name of an authority consists of letters, digits, spaces and . _ ( ) @ + -, such as `Monitoring CA`.';
  }
  return undefined;
}

function yearsLater(now: number, years: number): number {
  const date = new Date(Math.floor(now / 1000) * 1000);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}
