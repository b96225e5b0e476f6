import { plainFile, secretFile } from '../../core/generators/generatedFile';
import { authorityNameProblem, createAuthority } from '../../core/generators/pki/authority';
import { encryptKey } from '../../core/generators/pki/privateKey';
import { dateOf } from '../../core/generators/pki/signer';
import { newRandomness, newSerial, sign } from '../../host/credentials/keys';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { authoritySource, newPassphrase } from '../passphrases';

import { UsageError } from '../usageError';
import { AUTHORITY_FILES } from './authorityFiles';
import { bitsOf, FLAG, folderOf, noFiles, numberOf, readFlags } from './flags';
import { newKeys, refuseTaken, write } from './writing';

const OPTIONS = {
  name: { type: 'string', default: 'Monitoring CA' },
  years: FLAG.text,
  bits: FLAG.text,
  out: FLAG.text,
  'ca-passphrase-file': FLAG['ca-passphrase-file'],
  'no-ca-passphrase': FLAG['no-ca-passphrase'],
} as const;

/** `scrapeguard pki ca`: a new authority. */
export async function createCa(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  noFiles(positionals);
  const wrong = authorityNameProblem(values.name);
  if (wrong !== undefined) throw new UsageError(wrong);
  const years = numberOf('years', values.years, [1, 30]);
  const bits = bitsOf(values.bits, [4096, 3072]);
  const folder = folderOf('out', values.out, 'pki');
  const source = authoritySource(values);
  refuseTaken(folder, Object.values(AUTHORITY_FILES));
  const passphrase = await newPassphrase(io, source, 'the key of the authority');
  const keyPair = await newKeys(io, bits);
  const made = orRefuse(
    await createAuthority({
      name: values.name,
      ...(years !== undefined && { years }),
      keyPair,
      sign,
      serial: newSerial(),
      now: Date.now(),
    }),
  );
  const key =
    passphrase === undefined
      ? keyPair.privateKey
      : orRefuse(await encryptKey(keyPair.privateKey, passphrase, newRandomness())).encryptedKey;
  const { certificate, key: keyName } = AUTHORITY_FILES;
  write(io, folder, [secretFile(keyName, key), plainFile(certificate, made.certificate)], {
    [certificate]: `the certificate of the authority, valid until ${dateOf(made.notAfter)}; both sides get it`,
    [keyName]: `its key, ${passphrase === undefined ? 'without a' : 'under your'} passphrase; it stays here`,
  });
  return 0;
}
