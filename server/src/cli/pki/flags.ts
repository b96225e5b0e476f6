import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isPlainName } from '../../core/generators/names';
import type { Purpose } from '../../core/generators/pki/extensions';
import { certificateNames } from '../../core/generators/pki/names';
import { UsageError } from '../usageError';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** The flags that several commands have. */
export const FLAG = {
  ca: { type: 'string', default: 'pki' },
  'ca-passphrase-file': { type: 'string' },
  'no-ca-passphrase': { type: 'boolean', default: false },
  names: { type: 'string', multiple: true },
  text: { type: 'string' },
  switch: { type: 'boolean', default: false },
} as const;

/** The flags of a command that signs with an authority. */
export const AUTHORITY_FLAGS = {
  ca: FLAG.ca,
  'ca-passphrase-file': FLAG['ca-passphrase-file'],
  'no-ca-passphrase': FLAG['no-ca-passphrase'],
  days: FLAG.text,
} as const;

/**
 * Reads `args` by `options`; files are those without a flag.
 * @throws {UsageError} for what is no flag of the command. No argument is quoted: it may be a passphrase
 */
export function readFlags<const T extends Options>(args: readonly string[], options: T): Parsed<T> {
  const tolerant = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tolerant.tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue;
    if (/pass|^-p/.test(token.rawName)) {
      throw new UsageError(
        'A passphrase is never an argument, because everybody on this machine sees those. Let it be asked for, or name a file with `--ca-passphrase-file` or `--passphrase-file`.',
      );
    }
    throw new UsageError(`There is no option \`${token.rawName}\` of this command.`);
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError('A flag lacks its value, or has one that it does not take.');
  }
}

/** The one file that a command takes. */
export function oneFile(files: readonly string[], what: string): string {
  const [file, ...others] = files;
  if (file === undefined || file === '' || others.length > 0) throw new UsageError(`Name one file: ${what}.`);
  return file;
}

/** That a command takes no files. */
export function noFiles(files: readonly string[]): void {
  if (files.length > 0) throw new UsageError('This command takes flags only. Write names with `--name`.');
}

/** Whom a certificate is for. */
export function purposeOf(value: string | undefined): Purpose | undefined {
  if (value === undefined || value === 'server' || value === 'client' || value === 'both') return value;
  throw new UsageError('`--for` takes `server`, `client` or `both`.');
}

/** The purpose, which has to be said. */
export function saidPurpose(value: string | undefined): Purpose {
  const purpose = purposeOf(value);
  if (purpose === undefined)
    throw new UsageError('Say what it is for: `--for server`, `--for client` or `--for both`.');
  return purpose;
}

/** Names for a certificate, which have to be said. */
export function namesOf(values: readonly string[] | undefined): readonly string[] {
  const read = certificateNames(values ?? []);
  if ('problem' in read) throw new UsageError(`${read.problem} Write each with \`--name\`.`);
  return read.names.map(({ text }) => text);
}

/** A whole number within bounds; undefined where none was given. */
export function numberOf(
  flag: string,
  value: string | undefined,
  [least, most]: readonly [number, number],
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`\`--${flag}\` takes a whole number from ${least} to ${most}.`);
}

/** The days that a certificate is valid. */
export function daysOf(value: string | undefined): { readonly days?: number } {
  const days = numberOf('days', value, [1, 3650]);
  return days === undefined ? {} : { days };
}

/** The length of a key: the first of `allowed` where nothing is said. */
export function bitsOf(value: string | undefined, allowed: readonly [number, number]): number {
  const found = value === undefined ? allowed[0] : allowed.find((bits) => String(bits) === value);
  if (found === undefined) throw new UsageError(`\`--bits\` takes ${allowed.join(' or ')}.`);
  return found;
}

/** The name of files, without ending. */
export function fileNameOf(value: string | undefined, standard: string): string {
  const name = value ?? standard;
  if (!isPlainName(name)) throw new UsageError('`--file` takes a name of letters, digits and `.`, `_`, `-`.');
  return name;
}

/** A folder that was named. */
export function folderOf(flag: string, value: string | undefined, standard: string): string {
  if (value === '') throw new UsageError(`\`--${flag}\` names a folder.`);
  return value ?? standard;
}
