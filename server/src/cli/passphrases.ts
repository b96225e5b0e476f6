import { passphraseProblem } from '../core/generators/pki/passphrase';
import { decryptKey, hasPassphrase } from '../core/generators/pki/privateKey';
import { orRefuse, Refusal } from '../host/writing/refusal';
import type { CommandIo } from './commandIo';
import { bytesAt, strictText } from './reading';
import { UsageError } from './usageError';

/** Where a passphrase comes from. */
export interface PassphraseSource {
  /** A file whose first line it is; `-` is standard input. */
  readonly file: string | undefined;
  /** That there is none. */
  readonly isNone: boolean;
  /** The flags that say these, for messages. */
  readonly flags: string;
}

/** The source that the flags of an authority's key name. */
export function authoritySource(values: {
  readonly 'ca-passphrase-file'?: string | undefined;
  readonly 'no-ca-passphrase': boolean;
}): PassphraseSource {
  const { 'ca-passphrase-file': file, 'no-ca-passphrase': isNone } = values;
  if (file !== undefined && isNone) {
    throw new UsageError(
      '`--ca-passphrase-file` and `--no-ca-passphrase` contradict each other. Remove one of the two.',
    );
  }
  return { file, isNone, flags: '`--ca-passphrase-file FILE` or `--no-ca-passphrase`' };
}

/** The source that `--passphrase-file` names. */
export function fileSource(file: string | undefined): PassphraseSource {
  return { file, isNone: false, flags: '`--passphrase-file FILE`' };
}

/**
 * A new passphrase, typed twice on a terminal; undefined where there is to be none.
 * @param what what it protects: `the key of the authority`
 */
export async function newPassphrase(
  io: CommandIo,
  source: PassphraseSource,
  what: string,
): Promise<string | undefined> {
  if (source.isNone) return undefined;
  const given = await givenPassphrase(io, source);
  const passphrase = given ?? (await io.askHidden(`New passphrase for ${what}: `));
  const wrong = passphraseProblem(passphrase);
  if (wrong !== undefined) throw new Refusal(wrong);
  if (given === undefined && (await io.askHidden('The same again: ')) !== passphrase) {
    throw new Refusal('These were two different passphrases, so nothing was made. Try again.');
  }
  return passphrase;
}

/**
 * The private key `text` of the file `path`, without a passphrase: asked for only where it has one.
 * @throws {Refusal} where that is wrong, or there is no key
 */
export async function openedKey(io: CommandIo, text: string, path: string, source: PassphraseSource): Promise<string> {
  const encrypted = hasPassphrase(text);
  if (typeof encrypted !== 'boolean') throw new Refusal(`${path}: ${encrypted.problem}`);
  if (!encrypted) return text;
  if (source.isNone) throw new Refusal(`${path} has a passphrase. Leave out \`--no-ca-passphrase\`.`);
  const passphrase = (await givenPassphrase(io, source)) ?? (await io.askHidden(`Passphrase of ${path}: `));
  return orRefuse(await decryptKey(text, passphrase), path).privateKey;
}

/** The passphrase in the file of `source`; undefined where somebody can be asked. */
async function givenPassphrase(io: CommandIo, { file, flags }: PassphraseSource): Promise<string | undefined> {
  if (file === undefined) {
    if (io.isTerminal) return undefined;
    throw new UsageError(`There is no terminal to ask for a passphrase. Say ${flags}.`);
  }
  const bytes = file === '-' ? await io.readInput() : bytesAt(file);
  const [line = ''] = strictText(bytes, 'The passphrase that was given').split(/\r?\n/, 1);
  if (line === '') throw new Refusal('The passphrase that was given is empty. It is the first line of its file.');
  return line;
}
