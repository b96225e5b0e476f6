import { basename, dirname, extname } from 'node:path';
import { plainFile, secretFile } from '../../core/generators/generatedFile';
import { renewCertificate } from '../../core/generators/pki/renew';
import { dateOf } from '../../core/generators/pki/signer';
import { newSerial, sign } from '../../host/credentials/keys';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { textAt } from '../reading';
import { UsageError } from '../usageError';
import { readAuthority } from './authorityFiles';
import { AUTHORITY_FLAGS, bitsOf, daysOf, FLAG, folderOf, oneFile, purposeOf, readFlags } from './flags';
import { newKeys, refuseTaken, write } from './writing';

const OPTIONS = {
  ...AUTHORITY_FLAGS,
  for: FLAG.text,
  'new-key': FLAG.switch,
  bits: FLAG.text,
  out: FLAG.text,
} as const;

/** `scrapeguard pki renew`: the certificate of a file again, in its place or in another folder. */
export async function renew(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  const path = oneFile(positionals, 'the certificate that is renewed');
  const { 'new-key': isNewKey, out } = values;
  const days = daysOf(values.days);
  const purpose = purposeOf(values.for);
  if (isNewKey && out === undefined) {
    throw new UsageError('A new key needs `--out DIR`: the old one stays where it is, and is not overwritten.');
  }
  if (!isNewKey && values.bits !== undefined) throw new UsageError('`--bits` belongs to `--new-key`.');
  const bits = bitsOf(values.bits, [3072, 2048]);
  const folder = folderOf('out', out, dirname(path));
  const [name, keyName] = [basename(path), `${basename(path, extname(path))}.key`];
  if (isNewKey) refuseTaken(folder, [name, keyName]);
  const old = textAt(path);
  const authority = await readAuthority(io, values);
  const keyPair = isNewKey ? await newKeys(io, bits) : undefined;
  const { certificate, notAfter } = orRefuse(
    await renewCertificate({
      authority,
      sign,
      certificate: old,
      ...(keyPair !== undefined && { publicKey: keyPair.publicKey }),
      ...days,
      ...(purpose !== undefined && { purpose }),
      serial: newSerial(),
      now: Date.now(),
    }),
    path,
  );
  const files = [
    ...(keyPair === undefined ? [] : [secretFile(keyName, keyPair.privateKey)]),
    plainFile(name, certificate),
  ];
  const about = {
    [name]: `renewed, valid until ${dateOf(notAfter)}${isNewKey ? '' : '; its key is the old one'}`,
    [keyName]: 'its new key, readable by you alone',
  };
  write(io, folder, files, about, { replace: !isNewKey });
  return 0;
}
