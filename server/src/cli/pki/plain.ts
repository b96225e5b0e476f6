import { basename, dirname } from 'node:path';
import { secretFile } from '../../core/generators/generatedFile';
import { hasPassphrase } from '../../core/generators/pki/privateKey';
import { Refusal } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { fileSource, openedKey } from '../passphrases';
import { textAt } from '../reading';
import { UsageError } from '../usageError';
import { FLAG, oneFile, readFlags } from './flags';
import { refuseTaken, write } from './writing';

const OPTIONS = { out: FLAG.text, 'passphrase-file': FLAG.text } as const;

/** `scrapeguard pki plain`: a key without its passphrase, in another file. */
export async function plainKey(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  const path = oneFile(positionals, 'the key');
  if (values.out === undefined || values.out === '') {
    throw new UsageError('Name the file of the key without a passphrase: `--out FILE`. The old one stays as it is.');
  }
  const [folder, name] = [dirname(values.out), basename(values.out)];
  refuseTaken(folder, [name]);
  const text = textAt(path);
  if (hasPassphrase(text) === false) throw new Refusal(`${path} has no passphrase, so there is nothing to do.`);
  const key = await openedKey(io, text, path, fileSource(values['passphrase-file']));
  write(io, folder, [secretFile(name, key)], { [name]: 'the key without its passphrase, readable by you alone' });
  return 0;
}
