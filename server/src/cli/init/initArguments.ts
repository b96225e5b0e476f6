import { parseArgs } from 'node:util';
import type { Answers, Question, QuestionId } from '../../core/generators/setUp/questions/question';
import { QUESTIONS } from '../../core/generators/setUp/questions/questions';
import { PROFILES } from '../../core/generators/setUp/setUp';
import { authoritySource, type PassphraseSource } from '../passphrases';
import { isParseError, UsageError } from '../usageError';

/** What `scrapeguard init` is asked to do. */
export interface InitRequest {
  readonly answers: Answers;
  /** The folder of the set. */
  readonly out: string;
  readonly dryRun: boolean;
  /** Whether files that differ are replaced; secrets never are. */
  readonly replace: boolean;
  /** A prometheus.yml that gets the job; absent where a new one is written. */
  readonly prometheusConfig?: string;
  /** A stunnel.conf that gets the service, with the profile `stunnel`; absent where a new one is written. */
  readonly stunnelConfig?: string;
  /** A folder with ca.crt and ca.key of an authority that is there already. */
  readonly authority?: string;
  /** Files with certificates and keys that are there already. */
  readonly certificateFiles: readonly string[];
  /** Where the passphrase of the authority's key comes from. */
  readonly passphrase: PassphraseSource;
  /** Where the password of basic auth is read: a file, `-` for standard input; one is made where this is absent. */
  readonly passwordFile?: string;
  readonly keyBits: 2048 | 3072;
  readonly authorityBits: 3072 | 4096;
}

/** A command line as it was understood. */
export type InitArguments = InitRequest | { readonly help: true };

const OWN = {
  out: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  'prometheus-config': { type: 'string' },
  'stunnel-config': { type: 'string' },
  ca: { type: 'string' },
  'certificate-file': { type: 'string', multiple: true },
  'ca-passphrase-file': { type: 'string' },
  'no-ca-passphrase': { type: 'boolean', default: false },
  'password-file': { type: 'string' },
  'key-bits': { type: 'string', default: '3072' },
  'ca-bits': { type: 'string', default: '4096' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The questions that are flags: all but the profile. */
export const FLAGS: readonly Question[] = QUESTIONS.filter(({ flag }) => flag !== '');

/**
 * Reads what stands behind `init`.
 * @throws {UsageError}
 */
export function readInitArguments(args: readonly string[]): InitArguments {
  try {
    const asked = Object.fromEntries(
      FLAGS.map(({ flag }) => [flag.slice(2), { type: 'string', multiple: true } as const]),
    );
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...asked, ...OWN },
      allowPositionals: true,
    });
    if (values.help === true) return { help: true };
    const [profile, ...rest] = positionals;
    if (profile === undefined) throw new UsageError(`Say how to secure it: ${PROFILES.join(', ')}.`);
    if (rest.length > 0) throw new UsageError('One profile is taken, and hosts are named with `--host`.');
    const answers: Partial<Record<QuestionId, readonly string[]>> = { profile: [profile] };
    for (const { id, flag } of FLAGS) {
      const given: unknown = (values as Readonly<Record<string, unknown>>)[flag.slice(2)];
      if (Array.isArray(given)) answers[id] = given.filter((value): value is string => typeof value === 'string');
    }
    if (values['stunnel-config'] !== undefined && profile !== 'stunnel') {
      throw new UsageError('`--stunnel-config` is for the profile stunnel. Leave it out.');
    }
    const certificateFiles = values['certificate-file'] ?? [];
    if (certificateFiles.length > 0) answers.certificates ??= ['files'];
    if ((answers.certificates?.[0] === 'files') !== certificateFiles.length > 0) {
      throw new UsageError('`--certificates files` and `--certificate-file FILE` belong together.');
    }
    return { answers, certificateFiles, ...readOwn(values) };
  } catch (error) {
    throw isParseError(error) ? new UsageError(error.message) : error;
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OWN }>>['values'];

function readOwn(values: Values): Omit<InitRequest, 'answers' | 'certificateFiles'> {
  const { out, 'prometheus-config': config, 'stunnel-config': stunnelConfig, ca, 'password-file': password } = values;
  if (out === undefined || out === '') throw new UsageError('Say with `--out DIR` where the files go.');
  const passphrase = authoritySource(values);
  if (passphrase.file === '-' && password === '-') {
    throw new UsageError('Standard input can hold the passphrase or the password. Put one of the two into a file.');
  }
  return {
    out,
    dryRun: values['dry-run'],
    replace: values.replace,
    ...(config !== undefined && { prometheusConfig: config }),
    ...(stunnelConfig !== undefined && { stunnelConfig }),
    ...(ca !== undefined && { authority: ca }),
    passphrase,
    ...(password !== undefined && { passwordFile: password }),
    keyBits: bits('--key-bits', values['key-bits'], [2048, 3072]),
    authorityBits: bits('--ca-bits', values['ca-bits'], [3072, 4096]),
  };
}

function bits<const T extends number>(flag: string, text: string, allowed: readonly [T, ...T[]]): T {
  const found = allowed.find((size) => String(size) === text);
  if (found === undefined) throw new UsageError(`\`${flag}\` takes ${allowed.join(' or ')}.`);
  return found;
}
