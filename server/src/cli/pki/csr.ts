import { plainFile, secretFile } from '../../core/generators/generatedFile';
import { fileNameFor } from '../../core/generators/pki/names';
import { createRequest } from '../../core/generators/pki/request';
import { sign } from '../../host/credentials/keys';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';

import { bitsOf, FLAG, fileNameOf, folderOf, namesOf, noFiles, readFlags, saidPurpose } from './flags';
import { newKeys, refuseTaken, write } from './writing';

const OPTIONS = { name: FLAG.names, for: FLAG.text, bits: FLAG.text, out: FLAG.text, file: FLAG.text } as const;

/** `scrapeguard pki csr`: a request with a new key. */
export async function createCsr(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  noFiles(positionals);
  const names = namesOf(values.name);
  const purpose = saidPurpose(values.for);
  const bits = bitsOf(values.bits, [3072, 2048]);
  const folder = folderOf('out', values.out, '.');
  const base = fileNameOf(values.file, fileNameFor(names[0] ?? ''));
  const [request, key] = [`${base}.csr`, `${base}.key`];
  refuseTaken(folder, [request, key]);
  const keyPair = await newKeys(io, bits);
  const made = orRefuse(await createRequest({ purpose, names, keyPair, sign }));
  write(io, folder, [secretFile(key, keyPair.privateKey), plainFile(request, made.request)], {
    [request]: `the request for ${names.join(', ')}; your authority signs it`,
    [key]: 'its key, readable by you alone',
  });
  return 0;
}
