import { isSameBytes } from '../../core/formats/der';
import { type GeneratedFile, plainFile, secretFile } from '../../core/generators/generatedFile';
import { createAuthority } from '../../core/generators/pki/authority';
import { hasRoot } from '../../core/generators/pki/issuers';
import type { KeyPair } from '../../core/generators/pki/keyPair';
import { passphraseProblem } from '../../core/generators/pki/passphrase';
import { decryptKey, encryptKey, hasPassphrase } from '../../core/generators/pki/privateKey';
import { type Authority, firstCertificate } from '../../core/generators/pki/signer';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { orRefuse, Refusal } from '../writing/refusal';
import { type ExistingCredentials, PKI } from './existingCredentials';
import { newRandomness, newSerial, sign } from './keys';

/** What is said of the authority of a set. */
export interface AuthorityAnswers {
  /** Of its key: the new one's, or the one by which the key that is there is read. */
  readonly authorityPassphrase?: string;
  /** One that is kept elsewhere, as PEM; its key may have a passphrase. Default: that of the set, or a new one. */
  readonly authority?: { readonly certificate: string; readonly key: string };
  /** Whether the key of a new one is written without a passphrase. */
  readonly plainCaKey: boolean;
}

/** An authority that can sign. */
export interface SigningAuthority extends Authority {
  /** Its files in `pki/`. */
  readonly files: readonly GeneratedFile[];
}

/** Whether the authority of a set is one that is there, and whether its key has a passphrase that is not known. */
export type AuthorityState = 'new' | 'locked' | 'open' | 'without key';

/** What has to be asked before the authority can sign: a new passphrase for `new`, the known one for `locked`. */
export function authorityState(existing: ExistingCredentials, { authority }: AuthorityAnswers): AuthorityState {
  const key = authority === undefined ? existing.authority?.key : authority.key;
  if (authority === undefined && existing.authority === undefined) return 'new';
  if (key === undefined) return 'without key';
  return orRefuse(hasPassphrase(key)) ? 'locked' : 'open';
}

/** The certificate of the authority, as far as there is one; the given one first. */
export function authorityCertificate(existing: ExistingCredentials, answers: AuthorityAnswers): string | undefined {
  const [given, found] = [answers.authority?.certificate, existing.authority?.certificate];
  if (given === undefined || found === undefined) return given ?? found;
  const [one, other] = [firstCertificate(given), firstCertificate(found)];
  if (one === undefined || other === undefined || !isSameBytes(one.body, other.body)) {
    throw new Refusal(
      `${PKI.certificate} is another authority than the one that was chosen. Choose another folder, or leave the choice out.`,
    );
  }
  return given;
}

/** The authority that is there, with its key as it can be used. */
export async function openAuthority(
  existing: ExistingCredentials,
  answers: AuthorityAnswers,
): Promise<SigningAuthority> {
  const certificate = authorityCertificate(existing, answers);
  const key = answers.authority?.key ?? existing.authority?.key;
  if (certificate === undefined || key === undefined) {
    throw new Refusal(
      `Certificates have to be issued, and the key of their authority is not here (${PKI.key}). Say where authority and key are.`,
    );
  }
  if (orRefuse(hasPassphrase(key)) && answers.authorityPassphrase === undefined) {
    throw new Refusal('The key of the authority has a passphrase, which is needed to issue certificates.');
  }
  const { privateKey } = orRefuse(await decryptKey(key, answers.authorityPassphrase ?? ''));
  return { certificate, privateKey, files: authorityFiles(existing, certificate) };
}

/** The files of an authority that is there; the key of one from elsewhere stays there. */
export function authorityFiles(existing: ExistingCredentials, certificate: string): readonly GeneratedFile[] {
  const key = existing.authority?.key;
  return [plainFile(PKI.certificate, certificate), ...(key === undefined ? [] : [secretFile(PKI.key, key)])];
}

/** A new authority, with its key under the passphrase that was given. */
export async function newAuthority(
  keyPair: KeyPair,
  answers: AuthorityAnswers,
  now: number,
): Promise<SigningAuthority> {
  const name = `Scraping CA ${new Date(now).toISOString().slice(0, 10)}`;
  const { certificate } = orRefuse(await createAuthority({ name, keyPair, sign, serial: newSerial(), now }));
  const { privateKey } = keyPair;
  if (answers.plainCaKey) return { certificate, privateKey, files: filesOf(certificate, privateKey) };
  const { encryptedKey } = orRefuse(await encryptKey(privateKey, answers.authorityPassphrase ?? '', newRandomness()));
  return { certificate, privateKey, files: filesOf(certificate, encryptedKey) };
}

/**
 * @throws {Refusal} where the file of an intermediate authority lacks its root, and programs that use OpenSSL look at what
 *   it has signed: they trust roots only. Go, and so Prometheus and exporters, trusts whatever stands in the file
 */
export function refuseWithoutRoot({ profile, asks }: SetUp, certificate: string): void {
  if ((profile !== 'stunnel' && profile !== 'reverse-proxy') || !asks.certificate || hasRoot(certificate)) return;
  throw new Refusal(
    `The authority is an intermediate one, and ${profile === 'stunnel' ? 'stunnel' : 'nginx'} trusts roots only. Put the certificate of its root behind its own, into the same file.`,
  );
}

/** @throws {Refusal} where nobody has said how the key of a new authority is kept, or with too short a passphrase */
export function refuseWithoutPassphrase({ plainCaKey, authorityPassphrase }: AuthorityAnswers): void {
  if (plainCaKey) return;
  if (authorityPassphrase === undefined) {
    throw new Refusal('The key of a new authority needs a passphrase, or the decision to have none.');
  }
  const problem = passphraseProblem(authorityPassphrase);
  if (problem !== undefined) throw new Refusal(problem);
}

function filesOf(certificate: string, key: string): readonly GeneratedFile[] {
  return [plainFile(PKI.certificate, certificate), secretFile(PKI.key, key)];
}
