import { join } from 'node:path';
import { type Authority, readSigner } from '../../core/generators/pki/signer';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { authoritySource, openedKey } from '../passphrases';
import { textAt } from '../reading';
import { folderOf } from './flags';

/** The names of the files of an authority, in its folder. */
export const AUTHORITY_FILES = { certificate: 'ca.crt', key: 'ca.key' } as const;

/**
 * The authority that the flags of a command name, ready to sign.
 * @throws {Refusal} where it cannot sign now
 */
export async function readAuthority(
  io: CommandIo,
  values: {
    readonly ca: string;
    readonly 'ca-passphrase-file'?: string | undefined;
    readonly 'no-ca-passphrase': boolean;
  },
): Promise<Authority> {
  const folder = folderOf('ca', values.ca, 'pki');
  const source = authoritySource(values);
  const certificate = textAt(join(folder, AUTHORITY_FILES.certificate));
  const keyPath = join(folder, AUTHORITY_FILES.key);
  const privateKey = await openedKey(io, textAt(keyPath), keyPath, source);
  orRefuse(readSigner({ certificate, privateKey }, Date.now()), folder);
  return { certificate, privateKey };
}
