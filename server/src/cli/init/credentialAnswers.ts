import { join } from 'node:path';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { bcryptCostFor } from '../../host/credentials/bcryptCost';
import { type ExistingCredentials, PKI } from '../../host/credentials/existingCredentials';
import { type CredentialAnswers, passphraseAsked } from '../../host/credentials/makeCredentials';
import { Refusal } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { newPassphrase, openedKey } from '../passphrases';
import { AUTHORITY_FILES } from '../pki/authorityFiles';
import { bytesAt, passwordIn, textAt } from '../reading';
import type { InitRequest } from './initArguments';

/** What is known before anything is asked. */
interface Before {
  readonly setUp: SetUp;
  readonly existing: ExistingCredentials;
  readonly now: number;
}

/**
 * What has to be said of the credentials of a set: asked for on a terminal, and only where it is needed.
 * @throws {Refusal}
 */
export async function credentialAnswers(
  request: InitRequest,
  { setUp, existing, now }: Before,
  io: CommandIo,
): Promise<CredentialAnswers> {
  const authority = request.authority === undefined ? undefined : authorityAt(request.authority);
  const password = await passwordFrom(request, io);
  const said = {
    plainCaKey: request.passphrase.isNone,
    ...(authority !== undefined && { authority }),
    ...(password !== undefined && { password }),
    given: request.certificateFiles.map(textAt),
    bits: request.keyBits,
    caBits: request.authorityBits,
    cost: bcryptCostFor(request.out, undefined),
  };
  const asked = passphraseAsked(setUp, existing, said, now);
  if (asked === undefined) return said;
  if (asked === 'new passphrase') {
    const passphrase = await newPassphrase(io, request.passphrase, 'the key of the new authority');
    return { ...said, ...(passphrase !== undefined && { authorityPassphrase: passphrase }) };
  }
  const locked = authority ?? existing.authority;
  const path = request.authority === undefined ? join(request.out, PKI.key) : keyPath(request.authority);
  if (locked?.key === undefined) throw new Refusal(`The key of the authority is not there: ${path}.`);
  const key = await openedKey(io, locked.key, path, request.passphrase);
  return { ...said, authority: { certificate: locked.certificate, key } };
}

function authorityAt(folder: string): { readonly certificate: string; readonly key: string } {
  return { certificate: textAt(join(folder, AUTHORITY_FILES.certificate)), key: textAt(keyPath(folder)) };
}

function keyPath(folder: string): string {
  return join(folder, AUTHORITY_FILES.key);
}

/** The password in the file that was named, without the end of its line; undefined where one is made. */
async function passwordFrom({ passwordFile }: InitRequest, io: CommandIo): Promise<string | undefined> {
  if (passwordFile === undefined) return undefined;
  return passwordFile === '-'
    ? passwordIn(await io.readInput(), 'What is on standard input')
    : passwordIn(bytesAt(passwordFile), passwordFile);
}
