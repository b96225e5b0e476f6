import { secretsIn } from '../../../server/src/cli/secrets';
import { MASK, printable } from '../../../server/src/cli/sourceLine';
import { type PrintedText, unifiedDiff } from '../../../server/src/cli/unifiedDiff';
import { keyNames } from '../../../server/src/core/features/secretNames';
import type { GeneratedFile } from '../../../server/src/core/generators/generatedFile';
import { inspect } from '../../../server/src/core/generators/pki/inspect';
import { inspectionText, requestText } from '../../../server/src/core/generators/pki/inspectionText';
import { readRequest } from '../../../server/src/core/generators/pki/request';
import { machineOf, STAYS, whatItIs } from './whatItIs';

/** What becomes of a file: `kept` is a secret that is there already and stays what it is. */
export type FileState = 'new' | 'unchanged' | 'differs' | 'kept';

/** A file as a preview shows it. */
export interface PreviewedFile {
  readonly file: GeneratedFile;
  readonly state: FileState;
  /** The text that would be replaced, where it differs. */
  readonly before?: string;
  /** Whether it is no file of the set but one of the user's, which is extended. */
  readonly isElsewhere?: boolean;
}

const HEADINGS: Readonly<Record<Exclude<FileState, 'kept' | 'unchanged'>, string>> = {
  differs: 'What changes',
  new: 'What is new',
};

const WORDS: Readonly<Record<FileState, string>> = {
  new: 'new',
  differs: 'changed',
  unchanged: 'unchanged',
  kept: 'kept',
};

/**
 * All that would be written, as Markdown: first what it is and for which machine, then changes as differences and new
 * texts. Of secrets there are name, mode and length only, passwords and hashes in other texts are masked, and of
 * certificates there is what they say.
 * @param folder where the files go, for people
 * @param now milliseconds since 1970, for the days that certificates have left
 */
export function previewText(title: string, folder: string, files: readonly PreviewedFile[], now = Date.now()): string {
  const machines = [...new Set(files.map(machineIn))].sort((one, other) => rank(one) - rank(other));
  const tables = machines.map((machine) =>
    table(
      machine,
      files.filter((file) => machineIn(file) === machine),
    ),
  );
  const states = ['differs', 'new'] as const;
  const sections = states.flatMap((state) => {
    const those = files.filter((file) => file.state === state);
    return those.length === 0 ? [] : [`## ${HEADINGS[state]}`, ...those.map((file) => section(file, now))];
  });
  return [
    `# ${title}`,
    `**${countsOf(files)}** in the folder \`${printable(folder)}\`. Nothing is written yet.`,
    ...tables,
    ...sections,
    '',
  ].join('\n\n');
}

function countsOf(files: readonly PreviewedFile[]): string {
  const states: readonly FileState[] = ['new', 'differs', 'unchanged', 'kept'];
  const counts = states.map((state) => [files.filter((file) => file.state === state).length, WORDS[state]] as const);
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word], index) => `${count} ${word}${index > 0 ? '' : count === 1 ? ' file' : ' files'}`)
    .join(', ');
}

/** A text of the user's that is extended belongs to no machine of the set. */
function machineIn({ file, isElsewhere }: PreviewedFile): string {
  return isElsewhere === true ? ELSEWHERE : machineOf(file.path);
}

const ELSEWHERE = 'Your own files';

/** What goes to a machine comes before what stays. */
function rank(machine: string): number {
  return [ELSEWHERE, ''].includes(machine) ? 0 : machine === STAYS ? 2 : 1;
}

function table(machine: string, files: readonly PreviewedFile[]): string {
  const heading = machine === '' ? [] : [`### ${machine}`];
  return [
    ...heading,
    ['| File | What it is | Mode | |', '| --- | --- | --- | --- |', ...files.map(row)].join('\n'),
  ].join('\n\n');
}

/** How many of `files` would be written. */
export function toBeWritten(files: readonly PreviewedFile[]): number {
  return files.filter(({ state }) => state === 'new' || state === 'differs').length;
}

function row({ file, state }: PreviewedFile): string {
  const what = WORDS[state];
  return `| \`${file.path}\` | ${whatItIs(file.path)} | ${modeOf(file)} | ${file.isSecret ? `${what}, secret` : what} |`;
}

function section({ file, before }: PreviewedFile, now: number): string {
  const heading = `### \`${file.path}\``;
  if (file.isSecret) {
    return `${heading}\n\nOnly its owner may read it (${modeOf(file)}), so it is not shown: ${lengthOf(file)} bytes.`;
  }
  if (typeof file.content !== 'string') return `${heading}\n\nNo text: ${lengthOf(file)} bytes.`;
  const said = certificateSays(file.content, now);
  if (said !== undefined) return `${heading}\n\n${fenced(said, '')}`;
  if (before === undefined) return `${heading}\n\n${fenced(shown(file.content).join(''), languageOf(file.path))}`;
  return `${heading}\n\n${fenced(unifiedDiff(file.path, printed(before), printed(file.content)), 'diff')}`;
}

/** What a certificate or a request says: its base64 tells nobody anything. */
function certificateSays(text: string, now: number): string | undefined {
  if (!/^-----BEGIN (CERTIFICATE|CERTIFICATE REQUEST)-----/.test(text)) return undefined;
  const found = inspect(text, now);
  if (!('problem' in found)) return shown(inspectionText(found)).join('');
  const request = readRequest(text);
  return 'problem' in request ? undefined : shown(requestText(request)).join('');
}

function modeOf({ mode }: GeneratedFile): string {
  return `0${mode.toString(8)}`;
}

function lengthOf({ content }: GeneratedFile): number {
  return typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
}

function printed(text: string): PrintedText {
  const masked = shown(text).map((line) => line.replace(/[\r\n]+$/, ''));
  return { lines: linesOf(text), show: (line) => masked[line] ?? '' };
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n|\r(?!\n))/);
}

/** The lines of `text` with their breaks, passwords masked. */
function shown(text: string): readonly string[] {
  const secrets = secretsIn(text, keyNames([]));
  let start = 0;
  return linesOf(text).map((line) => {
    const content = line.replace(/[\r\n]+$/, '');
    const end = start + content.length;
    let at = start;
    let result = '';
    for (const secret of secrets({ start, end })) {
      result += text.slice(at, secret.start) + MASK;
      at = secret.end;
    }
    result += text.slice(at, Math.max(at, end));
    start += line.length;
    return `${result.split('\t').map(printable).join('\t').replace(BCRYPT, `$1${MASK}`)}\n`;
  });
}

const BCRYPT = /(\$2[aby]\$\d\d\$)[./A-Za-z0-9]{53}/g;

/** `text` as a block of code, whatever backticks stand in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}`;
}

function languageOf(path: string): string {
  const language: Readonly<Record<string, string>> = {
    yml: 'yaml',
    yaml: 'yaml',
    json: 'json',
    sh: 'sh',
    md: 'markdown',
  };
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return language[extension] ?? (/(service|conf|default)$/.test(extension) ? 'ini' : '');
}
