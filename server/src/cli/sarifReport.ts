import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareFindings, type Finding, type Severity } from '../core/findings/finding';
import type { Entry } from '../core/services/entries';
import { helpAddress } from '../core/services/help';
import type { Span } from '../core/text/span';
import type { Report } from './checkCommand';
import type { CheckedFile } from './checkFile';
import { fingerprinter } from './fingerprint';
import { type Lines, linesOf } from './lines';
import type { SecretsOf } from './namesOfFile';
import { plainText } from './plainText';
import { printable } from './sourceLine';

/** What a report tells of the program that made it. */
export interface SarifTool {
  readonly version: string;
  /** The address of the project. */
  readonly home: string;
  /** The address of the folder of the pages. */
  readonly docs: string;
  /** Everything that can be found. */
  readonly entries: readonly Entry[];
}

const ROOT = '%SRCROOT%';
/** SARIF has one level below a warning. */
const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
/** How GitHub ranks what it takes for security: critical from 9, high from 7, medium from 4. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.0',
  info: '2.0',
  hint: '1.0',
};

/** The report in SARIF 2.1.0. It holds no text of the files, and so no secret of theirs. */
export function sarifReport(report: Report, tool: SarifTool, secretsOf: SecretsOf): string {
  const rules = tool.entries.map((entry) => descriptor(entry, tool.docs));
  const indexes = new Map(tool.entries.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ScrapeGuard',
            version: tool.version,
            semanticVersion: tool.version,
            informationUri: tool.home,
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder in which the check was run.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: 'note',
              message: { text: printable(`Not checked, because ${reason}.`) },
              locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
            })),
          },
        ],
        results: report.checked.flatMap((file) => results(file, indexes, secretsOf)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor({ id, severity, category, summary, help, rule }: Entry, docs: string) {
  const markdown = help.join('\n\n');
  return {
    id,
    shortDescription: { text: plainText(summary) },
    fullDescription: { text: plainText(rule?.why ?? summary) },
    help: { text: plainText(markdown), markdown },
    helpUri: helpAddress(id, docs),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: rule === undefined ? [category] : ['security', category],
      precision: 'high',
      ...(rule !== undefined && { 'security-severity': SECURITY_SEVERITIES[severity] }),
    },
  };
}

function results(file: CheckedFile, indexes: ReadonlyMap<string, number>, secretsOf: SecretsOf) {
  if (file.findings.length === 0) return [];
  const lines = linesOf(file.text);
  const fingerprint = fingerprinter(file, secretsOf(file));
  const seen = new Map<string, number>();
  const located = (span: Span) => ({
    physicalLocation: { artifactLocation: artifact(file.path), region: region(span, lines) },
  });
  return [...file.findings].sort(compareFindings).map((finding) => {
    const { code, severity, message, related = [] } = finding;
    const index = indexes.get(code);
    const line = fingerprint(finding);
    const number = (seen.get(code + line) ?? 0) + 1;
    seen.set(code + line, number);
    return {
      ruleId: code,
      ...(index !== undefined && { ruleIndex: index }),
      level: LEVELS[severity],
      message: { text: printable(message) },
      locations: [located(finding)],
      ...(related.length > 0 && {
        relatedLocations: related.map((other, id) => ({
          id: id + 1,
          ...located(other),
          message: { text: printable(other.message) },
        })),
      }),
      partialFingerprints: { 'lineOfFinding/v1': `${line}:${number}` },
    };
  });
}

function region({ start, end }: Pick<Finding, 'start' | 'end'>, lines: Lines) {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** The place of a file: from the folder of the check, or for one outside of it as it is. */
function artifact(path: string) {
  const inside = relative('.', path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    return { uri: pathToFileURL(resolve(path)).href };
  }
  return { uri: inside.split(sep).map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}
