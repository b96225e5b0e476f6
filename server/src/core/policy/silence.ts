import { lineEnd, lineStart, onlyBlank } from '../edits/lines';
import type { Finding, Fix } from '../findings/finding';
import { nearest } from '../schema/suggest';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import type { Catalogue } from './catalogue';
import { canBeSilenced } from './policy';
import type { NamedId, Suppression } from './suppressions';

/** What becomes of an id in a comment: it silences something, or nothing and why. */
type Effect = 'silences' | 'refused' | 'unknown' | 'nothing' | 'unsure';

/** `findings` of `text` without those that `suppressions` silence, and with what is wrong with these. */
export function silence(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  text: string,
  catalogue: Catalogue,
  isComplete: boolean,
): readonly Finding[] {
  const used = new Set<NamedId>();
  const refused = new Set<NamedId>();
  const left = findings.filter((finding) => {
    const ids = suppressions.flatMap((suppression) =>
      isCovered(finding, suppression) ? suppression.ids.filter(({ id }) => id === finding.code) : [],
    );
    const silences = ids.length > 0 && canBeSilenced(finding);
    for (const id of ids) (silences ? used : refused).add(id);
    return !silences;
  });
  // What was not read, or not looked at beside the text, has no findings yet.
  const isRead = isComplete && !findings.some(({ category, code }) => category === 'syntax' || UNREAD.has(code));
  const effectOf = (named: NamedId): Effect => {
    if (used.has(named)) return 'silences';
    if (refused.has(named)) return 'refused';
    if (!catalogue.isKnown(named.id)) return 'unknown';
    return isRead ? 'nothing' : 'unsure';
  };
  return [...left, ...suppressions.flatMap((suppression) => problemsOf(suppression, effectOf, text, catalogue))];
}

/** Codes which say that the rest of a file was not looked at. */
const UNREAD: ReadonlySet<string> = new Set(['template', 'file-too-large']);

function isCovered({ start }: Finding, { covers }: Suppression): boolean {
  return covers !== undefined && covers.start <= start && start <= covers.end;
}

function problemsOf(
  suppression: Suppression,
  effectOf: (id: NamedId) => Effect,
  text: string,
  catalogue: Catalogue,
): readonly Finding[] {
  const { ids, hasReason, of, covers } = suppression;
  if (ids.length === 0) {
    return [
      hint('unused-suppression', suppression, `This comment names no rule. ${FORM}`, [removal(suppression, text)]),
    ];
  }
  if (of === 'file' && covers === undefined) return [hint('unused-suppression', suppression, NOT_IN_HEAD)];
  const effects = new Map(ids.map((named) => [named, effectOf(named)]));
  const idle = ids.filter((named) => ['nothing', 'refused'].includes(effects.get(named) ?? ''));
  const fix = withoutIds(suppression, idle, text);
  const problems = ids.flatMap((named): Finding[] => {
    const effect = effects.get(named);
    if (effect === 'unknown') return [unknownRule(named, catalogue)];
    if (effect === 'refused') return [hint('unused-suppression', named, refusal(named), [fix])];
    return effect === 'nothing' ? [hint('unused-suppression', named, nothingLeft(named, of), [fix])] : [];
  });
  const silences = ids.some((named) => effects.get(named) === 'silences');
  if (!silences || hasReason) return problems;
  return [...problems, hint('suppression-without-reason', suppression, NO_REASON)];
}

const FORM = 'Write `scrapeguard-ignore RULE: reason`, or remove it.';
const NOT_IN_HEAD =
  'A comment for the whole file counts only in its head, above the first line that says something. Move it there, or use `scrapeguard-ignore` on the line above what it is about.';
const NO_REASON =
  'Nobody will know why this is accepted here. Write the reason behind a colon: `scrapeguard-ignore RULE: reason`.';

function refusal({ id }: NamedId): string {
  return `\`${id}\` cannot be silenced here: the program refuses the file, so there is nothing to accept. Mend what is found, and remove this.`;
}

function nothingLeft({ id }: NamedId, of: Suppression['of']): string {
  const where = of === 'file' ? 'in this file' : 'on the line that this is about';
  return `Nothing is found any more that \`${id}\` would silence ${where}. Remove it.`;
}

function unknownRule(named: NamedId, catalogue: Catalogue): Finding {
  const { start, end, id } = named;
  const meant = nearest(id, catalogue.ids());
  const question = meant === undefined ? 'Mend its name, or remove it.' : `Did you mean \`${meant}\`?`;
  const fixes: Fix[] =
    meant === undefined
      ? []
      : [{ title: `Change to \`${meant}\``, preferred: true, changes: [{ start, end, newText: meant }] }];
  return hint('unknown-rule', named, `There is no rule \`${id}\`, so this silences nothing. ${question}`, fixes);
}

function hint(code: string, { start, end }: Span, message: string, fixes: readonly Fix[] = []): Finding {
  const finding: Finding = { code, severity: 'hint', category: 'validation', start, end, message };
  return fixes.length === 0 ? finding : { ...finding, fixes };
}

/** The fix that takes `idle` out of the comment, or the comment away where nothing else is in it. */
function withoutIds(suppression: Suppression, idle: readonly NamedId[], text: string): Fix {
  const kept = suppression.ids.filter((named) => !idle.includes(named));
  const [first, last] = [suppression.ids[0], suppression.ids.at(-1)];
  if (kept.length === 0 || first === undefined || last === undefined) return removal(suppression, text);
  const change = { start: first.start, end: last.end, newText: kept.map(({ id }) => id).join(', ') };
  return { title: 'Remove what silences nothing', preferred: true, safe: true, changes: [change] };
}

function removal(suppression: Suppression, text: string): Fix {
  const safe = suppression.ids.length > 0 ? { safe: true as const } : {};
  return { title: 'Remove the comment', preferred: true, ...safe, changes: [withoutComment(suppression, text)] };
}

/** A comment goes with the line that it has for itself, or with the blanks in front of it. */
function withoutComment({ start: at }: Suppression, text: string): TextChange {
  const start = lineStart(text, at);
  const end = lineEnd(text, at);
  const before = text.slice(start, at);
  if (!onlyBlank(before)) return { start: start + before.trimEnd().length, end, newText: '' };
  const newline = text.indexOf('\n', end);
  return { start, end: newline < 0 ? text.length : newline + 1, newText: '' };
}
