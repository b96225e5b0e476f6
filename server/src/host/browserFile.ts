import { type GeneratedFile, secretFile } from '../core/generators/generatedFile';
import { generatePassword } from '../core/generators/password';
import { exportPkcs12 } from '../core/generators/pki/pkcs12';
import type { Leaf } from '../core/generators/setUp/credentials';
import { type ExistingCredentials, PKI } from './existingCredentials';
import { newRandomness, randomBytes } from './keys';
import { orRefuse } from './refusal';

/** What a browser imports to be let in by Prometheus. */
export interface BrowserFile {
  readonly pkcs12?: Uint8Array;
  /** The passphrase of the file, which the browser asks for. */
  readonly files: readonly GeneratedFile[];
}

/**
 * The browser's certificate and key in one file under a passphrase of its own; nothing while there is no certificate.
 * @param isKept whether the certificate is that of an earlier run, whose file is kept with it
 */
export async function browserFile(
  leaf: Leaf | undefined,
  isKept: boolean,
  authority: string | undefined,
  { browser: there = {} }: ExistingCredentials,
): Promise<BrowserFile> {
  if (leaf?.certificate === undefined) return { files: [] };
  const passphrase = there.passphrase ?? generatePassword(randomBytes);
  const files = [secretFile(PKI.passphrase, passphrase)];
  if (isKept && there.passphrase !== undefined && there.pkcs12 !== undefined) return { pkcs12: there.pkcs12, files };
  const { pkcs12 } = orRefuse(
    await exportPkcs12({
      certificate: leaf.certificate,
      ...(authority !== undefined && { authority }),
      privateKey: leaf.key,
      passphrase,
      name: 'Prometheus',
      randomness: newRandomness(),
      macSalt: randomBytes(16),
    }),
  );
  return { pkcs12, files };
}
