import { plainFile, secretFile } from '../../core/generators/generatedFile';
import { issueCertificate } from '../../core/generators/pki/leaf';
import { fileNameFor } from '../../core/generators/pki/names';
import { newSerial, sign } from '../../host/credentials/keys';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';

import { readAuthority } from './authorityFiles';
import {
  AUTHORITY_FLAGS,
  bitsOf,
  daysOf,
  FLAG,
  fileNameOf,
  folderOf,
  namesOf,
  noFiles,
  readFlags,
  saidPurpose,
} from './flags';
import { described, newKeys, refuseTaken, write } from './writing';

const OPTIONS = {
  ...AUTHORITY_FLAGS,
  name: FLAG.names,
  for: FLAG.text,
  bits: FLAG.text,
  out: FLAG.text,
  file: FLAG.text,
} as const;

/** `scrapeguard pki issue`: a certificate with a new key. */
export async function issue(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  noFiles(positionals);
  const names = namesOf(values.name);
  const purpose = saidPurpose(values.for);
  const days = daysOf(values.days);
  const bits = bitsOf(values.bits, [3072, 2048]);
  const folder = folderOf('out', values.out, '.');
  const base = fileNameOf(values.file, fileNameFor(names[0] ?? ''));
  const [certificate, key] = [`${base}.crt`, `${base}.key`];
  refuseTaken(folder, [certificate, key]);
  const authority = await readAuthority(io, values);
  const { publicKey, privateKey } = await newKeys(io, bits);
  const made = orRefuse(
    await issueCertificate({
      authority,
      sign,
      purpose,
      names,
      ...days,
      publicKey,
      serial: newSerial(),
      now: Date.now(),
    }),
  );
  write(io, folder, [secretFile(key, privateKey), plainFile(certificate, made.certificate)], {
    [certificate]: described(names, made.notAfter),
    [key]: 'its key, readable by you alone',
  });
  return 0;
}
