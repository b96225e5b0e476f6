import { analyze } from '../../server/src/core/analysis/analyze';
import type { Tag } from '../../server/src/core/findings/check';
import type { Finding } from '../../server/src/core/findings/finding';
import type { Targets } from '../../server/src/core/kinds/kind';
import type { AnyKind } from '../../server/src/core/kinds/registry';
import { openDocument } from '../../server/src/core/syntax/yaml/parts';
import type { Verdict } from './verdict';

/** What ScrapeGuard says of `text`; files that it includes are not looked at, as promtool leaves them aside. */
export function askOurs(kind: AnyKind, text: string, targets: Targets): Verdict {
  // As every reader of ours does: a byte order mark is no part of the text.
  const document = openDocument(text.replace(/^\ufeff/, ''), kind.cut);
  const { findings } = analyze(kind, document, { targets });
  const errors = findings.filter(({ severity, category }) => severity === 'error' && category !== 'security');
  const tagged = errors.map((finding) => ({ finding, tags: tagsOf(kind, finding) }));
  const certain = tagged.filter(({ tags }) => tags.every((tag) => tag === 'LOAD'));
  const crashing = tagged.filter(({ tags }) => tags.every((tag) => tag === 'CRASH'));
  const unsure = tagged.filter(({ tags }) => tags.includes('LOAD'));
  const shown = certain[0] ?? crashing[0] ?? unsure[0];
  return {
    outcome:
      certain.length > 0 ? 'refused' : crashing.length > 0 ? 'crashed' : unsure.length > 0 ? 'unsure' : 'accepted',
    says: findings.map(({ severity, code, message }) => `${severity} ${message} [${code}]`).join('\n'),
    cause: shown === undefined ? '' : causeOf(shown.finding),
    errors: certain.map(({ finding }) => `${finding.message} [${finding.code}]`),
  };
}

/** How the program may take what `finding` found, by the checks of that code; the structure is always judged on load. */
function tagsOf(kind: AnyKind, { code, severity, message }: Finding): readonly Tag[] {
  const infos = kind.checks.filter((info) => info.code === code && info.severity === severity);
  const tags = infos.map(({ tag }) => tag);
  if (tags.length === 0) return ['LOAD'];
  const wordy = infos.filter(({ program }) => program !== undefined && says(message, program));
  if (wordy.length > 0) return wordy.map(({ tag }) => tag);
  if (tags.includes('CRASH')) return [/panic/.test(message) ? 'CRASH' : 'LOAD'];
  return tags;
}

/** Whether `message` holds the program's words, with anything for what it fills in. */
function says(message: string, program: string): boolean {
  const source = program.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[qsvwd]/g, '[\\s\\S]*');
  return new RegExp(source).test(message);
}

function causeOf({ code, message }: Finding): string {
  const sentence = message
    .replace(/\s+/g, ' ')
    .replace(/(`[^`]*`, )*`[^`]*`/g, '`…`')
    .replace(/"[^"]*"/g, '"…"');
  return `${code}: ${sentence}`.slice(0, 160);
}
