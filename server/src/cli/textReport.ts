import { compareFindings, type Finding, type Severity } from '../core/findings/finding';
import type { Span } from '../core/text/span';
import { type CheckRequest, SEVERITIES } from './arguments';
import type { Report } from './checkCommand';
import type { CheckedFile } from './checkFile';
import type { Colours } from './colours';
import { linesOf } from './lines';
import type { SecretsOf } from './namesOfFile';
import { printable, sourceLine } from './sourceLine';

/** The report for people. With `--quiet` it is a line for each finding, without the source and the sum. */
export function textReport(report: Report, request: CheckRequest, colours: Colours, secretsOf: SecretsOf): string {
  const findings = report.checked.flatMap((file) => findingTexts(file, request.quiet, colours, secretsOf));
  if (request.quiet) return findings.map((text) => `${text}\n`).join('');
  const skipped = report.skipped.map(({ path, reason }) => printable(`${path}: skipped, because ${reason}`));
  const blocks = [...findings, ...(skipped.length > 0 ? [skipped.join('\n')] : []), summary(report)];
  return `${blocks.join('\n\n')}\n`;
}

function findingTexts(file: CheckedFile, quiet: boolean, colours: Colours, secretsOf: SecretsOf): readonly string[] {
  if (file.findings.length === 0) return [];
  const lines = linesOf(file.text);
  const secrets = quiet ? () => [] : secretsOf(file);
  return [...file.findings].sort(compareFindings).map((finding) => {
    const { line, column } = lines.positionAt(finding.start);
    const place = colours.bold(printable(`${file.path}:${line}:${column}:`));
    const header = `${place} ${colours[finding.severity](finding.severity)} ${headline(finding, colours)}`;
    if (quiet) return header;
    const span = lines.spanOf(line);
    const { source, carets } = sourceLine(file.text, span, finding, hiddenIn(finding, secrets(span)));
    const number = String(line).padStart(5);
    const gutter = (text: string) => colours.dim(`${text} |`);
    const below = `${gutter(' '.repeat(number.length))} ${colours[finding.severity](carets)}`;
    return `${header}\n${gutter(number)} ${source}\n${below}`;
  });
}

/** Rules whose finding stands at a secret, whatever the name in front of it. */
const ARE_SECRETS: ReadonlySet<string> = new Set([
  'plaintext-password',
  'well-known-password',
  'hash-used-as-password',
]);

/** What of the line of `finding` nobody may see: `secrets`, and the finding where it stands at one that they miss. */
function hiddenIn(finding: Finding, secrets: readonly Span[]): readonly Span[] {
  const isHidden = secrets.some(({ start, end }) => start <= finding.start && finding.end <= end);
  return isHidden || !ARE_SECRETS.has(finding.code) ? secrets : [finding, ...secrets];
}

function headline(finding: Finding, colours: Colours): string {
  return `${printable(finding.message)} ${colours.dim(`[${finding.code}]`)}`;
}

/** `2 errors and 1 warning in 3 files`, or that nothing was found. */
function summary({ checked, known = 0 }: Report): string {
  const findings = checked.flatMap((file) => file.findings);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = SEVERITIES.map((severity) => ({ severity, found: count(severity) })).filter(({ found }) => found > 0);
  const parts = counts.map(({ severity, found }) => `${found} ${named(severity, found)}`);
  const files = `${checked.length} ${checked.length === 1 ? 'file' : 'files'}`;
  const list = [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
  if (checked.length === 0) return 'No file of a kind that ScrapeGuard knows.';
  const rest = known === 0 ? '' : ` ${known} more ${known === 1 ? 'is' : 'are'} in the baseline.`;
  return parts.length === 0
    ? `Nothing ${known === 0 ? '' : 'new '}found in ${files}.${rest}`
    : `${list} in ${files}.${rest}`;
}

function named(severity: Severity, found: number): string {
  if (severity === 'info') return found === 1 ? 'information' : 'informations';
  return found === 1 ? severity : `${severity}s`;
}
