import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '../../core/generators/generatedFile';
import type { KeyPair } from '../../core/generators/pki/keyPair';
import { dateOf } from '../../core/generators/pki/signer';
import { generateKeyPair } from '../../host/credentials/keys';
import { Refusal } from '../../host/writing/refusal';
import { writeSet } from '../../host/writing/writeFiles';
import type { CommandIo } from '../commandIo';
import { printable } from '../sourceLine';

/**
 * Refuses early what would be refused when it is written: nobody is asked, and no key made, for nothing.
 * @throws {Refusal}
 */
export function refuseTaken(folder: string, names: readonly string[]): void {
  const taken = names.find((name) => existsSync(join(folder, name)));
  if (taken === undefined) return;
  throw new Refusal(`${join(folder, taken)} is there already, and is not overwritten. Choose another name or folder.`);
}

/** Makes keys, and says so to whoever waits. */
export function newKeys(io: CommandIo, bits: number): Promise<KeyPair> {
  if (io.isTerminal) io.tell(`Making an RSA key of ${bits} bits …\n`);
  return generateKeyPair(bits);
}

/**
 * Writes `files` into `folder`, all or none, and says what each of them is.
 * @param about what each is, by its path
 * @throws {Refusal}
 */
export function write(
  io: CommandIo,
  folder: string,
  files: readonly GeneratedFile[],
  about: Readonly<Record<string, string>>,
  options: { readonly replace?: boolean } = {},
): void {
  writeSet(folder, files, options);
  for (const { path } of files) io.print(printable(`${join(folder, path)}: ${about[path] ?? ''}`).concat('\n'));
}

/** How a certificate is described after it was made. */
export function described(names: readonly string[], notAfter: number): string {
  return `the certificate for ${names.join(', ')}, valid until ${dateOf(notAfter)}`;
}
