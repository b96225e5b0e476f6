import { pemBlocks } from '../../core/formats/pem';
import { type GeneratedFile, secretFile } from '../../core/generators/generatedFile';
import { generatePassword } from '../../core/generators/password';
import { exportPkcs12 } from '../../core/generators/pki/pkcs12';
import { type BrowserFile, browserFileName, type Leaf } from '../../core/generators/setUp/credentials';
import { orRefuse } from '../writing/refusal';
import { type ExistingCredentials, PKI } from './existingCredentials';
import { newRandomness, randomBytes } from './keys';

/** What a browser imports to be let in by Prometheus. */
export interface MadeBrowserFile {
  readonly browser?: BrowserFile;
  /** The passphrase of the file, which the browser asks for. */
  readonly files: readonly GeneratedFile[];
}

/**
 * The browser's certificate and key in one file under a passphrase of its own; nothing while there is no certificate. The
 * file of an earlier run is kept as long as it holds the certificate; a renewed one gets a file of another name.
 */
export async function browserFile(
  leaf: Leaf | undefined,
  authority: string | undefined,
  { browser: there = { files: [] } }: ExistingCredentials,
): Promise<MadeBrowserFile> {
  if (leaf?.certificate === undefined) return { files: [] };
  const kept = there.files.findIndex((file) => holds(file, leaf.certificate ?? ''));
  const pkcs12 = there.files[kept];
  if (pkcs12 !== undefined) {
    const files = there.passphrase === undefined ? [] : [secretFile(PKI.passphrase, there.passphrase)];
    return { browser: { name: browserFileName(kept), pkcs12 }, files };
  }
  const passphrase = there.passphrase ?? generatePassword(randomBytes);
  const made = orRefuse(
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
  return {
    browser: { name: browserFileName(there.files.length), pkcs12: made.pkcs12 },
    files: [secretFile(PKI.passphrase, passphrase)],
  };
}

/** Whether a PKCS#12 file holds the certificate (PEM): certificates stand in our files as they are, not encrypted. */
function holds(pkcs12: Uint8Array, certificate: string): boolean {
  const [leaf] = pemBlocks(certificate);
  return leaf?.bytes !== undefined && Buffer.from(pkcs12).includes(Buffer.from(leaf.bytes));
}
