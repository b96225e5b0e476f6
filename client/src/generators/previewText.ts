import { secretsIn } from '../../../server/src/cli/secrets';
import { MASK, printable } from '../../../server/src/cli/sourceLine';
import { type PrintedText, unifiedDiff } from '../../../server/src/cli/unifiedDiff';
import { keyNames } from '../../../server/src/core/features/secretNames';
import type { GeneratedFile } from '../../../server/src/core/generators/generatedFile';

/** What becomes of a file: `kept` is a secret that is there already and stays what it is. */
export type FileState = 'new' | 'unchanged' | 'differs' | 'kept';

/** A file as a preview shows it. */
export interface PreviewedFile {
  readonly file: GeneratedFile;
  readonly state: FileState;
  /** The text that would be replaced, where it differs. */
  readonly before?: string;
}

const HEADINGS: Readonly<Record<FileState, string>> = {
  new: 'New',
  differs: 'Changed',
  unchanged: 'Unchanged',
  kept: 'Kept: the secret that is there stays',
};

/**
 * All that would be written, as Markdown: what is new with its text, what changes with its difference. Of secrets there
 * are name, mode and length only, and passwords and hashes in other texts are masked.
 * @param folder where the files go, for people
 */
export function previewText(title: string, folder: string, files: readonly PreviewedFile[]): string {
  const states: readonly FileState[] = ['differs', 'new', 'kept', 'unchanged'];
  const sections = states.flatMap((state) => {
    const those = files.filter((file) => file.state === state);
    return those.length === 0 ? [] : [`## ${HEADINGS[state]}`, ...those.map(section)];
  });
  const table = ['| File | Mode | |', '| --- | --- | --- |', ...files.map(row)].join('\n');
  return [`# ${title}`, `Folder: \`${printable(folder)}\`. Nothing is written yet.`, table, ...sections, ''].join(
    '\n\n',
  );
}

/** How many of `files` would be written. */
export function toBeWritten(files: readonly PreviewedFile[]): number {
  return files.filter(({ state }) => state === 'new' || state === 'differs').length;
}

function row({ file, state }: PreviewedFile): string {
  const what = state === 'differs' ? 'changed' : state;
  return `| \`${file.path}\` | ${modeOf(file)} | ${file.isSecret ? `${what}, secret` : what} |`;
}

function section({ file, state, before }: PreviewedFile): string {
  const heading = `### ${file.path}`;
  if (file.isSecret) {
    return `${heading}\n\nOnly its owner may read it (${modeOf(file)}), so it is not shown: ${lengthOf(file)} bytes.`;
  }
  if (typeof file.content !== 'string') return `${heading}\n\nNo text: ${lengthOf(file)} bytes.`;
  if (state === 'unchanged' || state === 'kept') return heading;
  if (before === undefined) return `${heading}\n\n${fenced(shown(file.content).join(''), languageOf(file.path))}`;
  return `${heading}\n\n${fenced(unifiedDiff(file.path, printed(before), printed(file.content)), 'diff')}`;
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

/** The lines of `text` with their breaks, passwords masked. Certificates are long, and nobody reads them: they are cut. */
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
