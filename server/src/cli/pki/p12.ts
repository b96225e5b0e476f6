import { basename, dirname, extname, join } from 'node:path';
import { secretFile } from '../../core/generators/generatedFile';
import { exportPkcs12 } from '../../core/generators/pki/pkcs12';
import { newRandomness, randomBytes } from '../../host/credentials/keys';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { fileSource, newPassphrase } from '../passphrases';
import { textAt } from '../reading';
import { FLAG, folderOf, oneFile, readFlags } from './flags';
import { refuseTaken, write } from './writing';

const OPTIONS = { key: FLAG.text, authority: FLAG.text, out: FLAG.text, 'passphrase-file': FLAG.text } as const;

/** `scrapeguard pki p12`: a certificate with its key, for a browser. */
export async function createP12(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  const path = oneFile(positionals, 'the certificate');
  const base = basename(path, extname(path));
  const out = folderOf('out', values.out, join(dirname(path), `${base}.p12`));
  const [folder, name] = [dirname(out), basename(out)];
  refuseTaken(folder, [name]);
  const certificate = textAt(path);
  const privateKey = textAt(values.key ?? join(dirname(path), `${base}.key`));
  const authority = values.authority === undefined ? undefined : textAt(values.authority);
  const passphrase = (await newPassphrase(io, fileSource(values['passphrase-file']), name)) ?? '';
  const { pkcs12 } = orRefuse(
    await exportPkcs12({
      certificate,
      privateKey,
      ...(authority !== undefined && { authority }),
      passphrase,
      name: base,
      randomness: newRandomness(),
      macSalt: randomBytes(16),
    }),
  );
  write(io, folder, [secretFile(name, pkcs12)], { [name]: 'the certificate with its key, under your passphrase' });
  return 0;
}
