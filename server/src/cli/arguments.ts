import { parseArgs } from 'node:util';
import type { Severity } from '../core/findings/finding';
import { listed } from '../core/kinds/fixes';
import { KINDS, type KindId, kindId } from '../core/kinds/kindId';
import type { WantedVersions } from '../core/kinds/targets';
import { parseTarget } from '../core/schema/version';
import { GENERATORS } from './generators';
import { isParseError, UsageError } from './usageError';

/** Severities from the gravest to the slightest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
const COMMANDS = ['check', 'rules', 'explain'] as const;

/** What `scrapeguard check` is asked to do. */
export interface CheckRequest {
  readonly command: 'check';
  /** Files and folders as they were given; the current folder where none was. */
  readonly paths: readonly string[];
  /** The name under which standard input is checked; absent where files are. */
  readonly stdinPath?: string;
  readonly kind?: KindId;
  readonly format: (typeof FORMATS)[number];
  /** From which severity on the exit status is 1. */
  readonly severity: Severity;
  /** The configuration that counts for everything; absent where the nearest one of each file does. */
  readonly config?: string;
  readonly versions: WantedVersions;
  readonly quiet: boolean;
  /** Whether the safe fixes are made, or shown as a diff. */
  readonly fix: 'no' | 'write' | 'show';
  /** Whether secrets in clear text are moved into files of their own. */
  readonly fixSecrets: boolean;
  /** What is known is left out of the report, or written down as known. */
  readonly baseline?: { readonly path: string; readonly write: boolean };
}

/** A command line as it was understood; `usage` is one that was not, with what is wrong and what to do. */
export type Request =
  | CheckRequest
  | { readonly command: 'rules'; readonly json: boolean }
  | { readonly command: 'explain'; readonly id: string }
  /** `text` is absent where it is on standard input. */
  | { readonly command: 'explain-error'; readonly text?: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'usage'; readonly problem: string };

const OPTIONS = {
  kind: { type: 'string' },
  format: { type: 'string', default: 'text' },
  severity: { type: 'string', default: 'warning' },
  config: { type: 'string' },
  'prometheus-version': { type: 'string' },
  'toolkit-version': { type: 'string' },
  'stunnel-version': { type: 'string' },
  stdin: { type: 'boolean', default: false },
  path: { type: 'string' },
  quiet: { type: 'boolean', short: 'q', default: false },
  fix: { type: 'boolean', default: false },
  'fix-dry-run': { type: 'boolean', default: false },
  'fix-secrets': { type: 'boolean', default: false },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  json: { type: 'boolean', default: false },
  error: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

const COMMANDS_ARE = `The commands are ${listed([...COMMANDS, ...GENERATORS])}.`;

/** Reads a command line, without Node and the script's name. Never throws. */
export function readArguments(args: readonly string[]): Request {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help) return { command: 'help' };
    if (values.version) return { command: 'version' };
    const [command, ...paths] = positionals;
    if (command === undefined) throw new UsageError(`No command was given. ${COMMANDS_ARE}`);
    if (values.json && command !== 'rules') {
      throw new UsageError('`--json` belongs to `rules`. For a report write `--format json`.');
    }
    if (values.error !== undefined && command !== 'explain') throw new UsageError('`--error` belongs to `explain`.');
    if (command === 'rules') return readRules(values, paths);
    if (command === 'explain') return readExplain(paths, values);
    if (command !== 'check') throw new UsageError(`There is no command \`${command}\`. ${COMMANDS_ARE}`);
    return { command, ...readInput(values, paths), ...readJudgement(values), ...readChanges(values) };
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) return { command: 'usage', problem: error.message };
    throw error;
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function readInput(values: Values, paths: readonly string[]): Pick<CheckRequest, 'paths' | 'stdinPath'> {
  if (paths.includes('')) throw new UsageError('An empty path was given. Name a file or a folder.');
  if (!values.stdin) {
    if (values.path !== undefined) throw new UsageError('`--path` belongs to `--stdin`. Name files without an option.');
    return { paths: paths.length === 0 ? ['.'] : paths };
  }
  if (paths.length > 0) throw new UsageError('With `--stdin` no path is read. Remove one of the two.');
  if (values.path === undefined || values.path === '') {
    throw new UsageError('`--stdin` needs `--path NAME`, the name of the file that the text belongs to.');
  }
  return { paths: [], stdinPath: values.path };
}

function readJudgement(
  values: Values,
): Pick<CheckRequest, 'kind' | 'config' | 'format' | 'severity' | 'versions' | 'quiet'> {
  const kind = kindId(values.kind);
  if (values.config === '') throw new UsageError('An empty path was given for the configuration. Name a file.');
  if (values.kind !== undefined && kind === undefined) throw notOneOf('--kind', values.kind, KINDS);
  return {
    ...(kind !== undefined && { kind }),
    ...(values.config !== undefined && { config: values.config }),
    format: oneOf('--format', values.format, FORMATS),
    severity: oneOf('--severity', values.severity, SEVERITIES),
    versions: {
      prometheusVersion: version('--prometheus-version', values['prometheus-version']),
      toolkitVersion: version('--toolkit-version', values['toolkit-version']),
      stunnelVersion: version('--stunnel-version', values['stunnel-version']),
    },
    quiet: values.quiet,
  };
}

function readChanges(values: Values): Pick<CheckRequest, 'fix' | 'fixSecrets' | 'baseline'> {
  const {
    fix,
    'fix-dry-run': show,
    'fix-secrets': fixSecrets,
    stdin,
    format,
    baseline,
    'write-baseline': written,
  } = values;
  if (fix && show) throw new UsageError('`--fix` writes and `--fix-dry-run` does not. Remove one of the two.');
  if (fix && stdin) throw new UsageError('`--fix` writes files, and standard input is none. Use `--fix-dry-run`.');
  if (fixSecrets && (show || stdin)) {
    throw new UsageError(`\`--fix-secrets\` writes files. Remove \`${show ? '--fix-dry-run' : '--stdin'}\`.`);
  }
  if (show && format !== 'text') throw new UsageError('`--fix-dry-run` prints a diff. Remove `--format`.');
  if (baseline !== undefined && written !== undefined) {
    throw new UsageError('`--baseline` reads a baseline and `--write-baseline` writes one. Remove one of the two.');
  }
  const path = baseline ?? written;
  if (path === '') throw new UsageError('An empty path was given for the baseline. Name a file.');
  return {
    fix: fix ? 'write' : show ? 'show' : 'no',
    fixSecrets,
    ...(path !== undefined && { baseline: { path, write: written !== undefined } }),
  };
}

function readRules({ json }: Values, rest: readonly string[]): Request {
  if (rest.length > 0) throw new UsageError('`rules` lists all rules. For one of them use `explain RULE`.');
  return { command: 'rules', json };
}

function readExplain([id, ...rest]: readonly string[], { error }: Values): Request {
  if (error !== undefined) {
    if (id !== undefined) throw new UsageError('`explain` takes a rule or `--error`. Remove one of the two.');
    return error === '-' ? { command: 'explain-error' } : { command: 'explain-error', text: error };
  }
  if (id === '-' && rest.length === 0) return { command: 'explain-error' };
  if (id === undefined) throw new UsageError('`explain` needs a rule, such as `explain insecure-skip-verify`.');
  if (rest.length > 0) throw new UsageError('`explain` takes one rule.');
  return { command: 'explain', id };
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((member) => member === value);
  if (found === undefined) throw notOneOf(option, value, allowed);
  return found;
}

function notOneOf(option: string, value: string, allowed: readonly string[]): UsageError {
  return new UsageError(`\`${option} ${value}\` is not known. Use one of: ${allowed.join(', ')}.`);
}

/** A version as it was written; empty for the newest. */
function version(option: string, text = ''): string {
  if (text !== '' && parseTarget(text) === undefined) {
    throw new UsageError(`\`${option} ${text}\` is no version. Write it like \`2.53\` or \`3.5.0\`.`);
  }
  return text;
}
