import { compareFindings, type Finding, type Severity } from '../core/findings/finding';
import type { Report } from './checkCommand';
import type { CheckedFile } from './checkFile';
import { type Lines, linesOf } from './lines';
import { printable } from './sourceLine';

/** The commands of GitHub's runner; it knows nothing below a notice. */
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** The report as commands of a GitHub workflow, which shows each finding at its line. */
export function githubReport({ checked, skipped }: Report): string {
  const findings = checked.flatMap((file) => {
    const lines = linesOf(file.text);
    return [...file.findings].sort(compareFindings).map((finding) => annotation(finding, file, lines));
  });
  const others = skipped.map(({ path, reason }) =>
    command('notice', { file: path, title: 'skipped' }, `Not checked, because ${reason}.`),
  );
  return [...findings, ...others].map((line) => `${line}\n`).join('');
}

function annotation({ severity, code, message, start, end }: Finding, { path }: CheckedFile, lines: Lines): string {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  const place = {
    file: path,
    line: from.line,
    endLine: to.line,
    col: from.column,
    // The last column counts only on the line of the first one.
    ...(to.line === from.line && { endColumn: to.column }),
    title: code,
  };
  return command(COMMANDS[severity], place, message);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

/** Line breaks would end a command, and `%` begins what stands for them. */
function escapeData(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function printableLines(text: string): string {
  return text
    .split(/([\r\n])/)
    .map((piece) => (/^[\r\n]$/.test(piece) ? piece : printable(piece)))
    .join('');
}
