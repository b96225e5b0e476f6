import { lineStart } from '../edits/lines';
import type { KindId } from '../kinds/kindId';
import { once } from '../kinds/once';
import type { Span } from '../text/span';
import { type CommentStyle, commentStyle } from './commentStyle';
import { coverBelow, coverOf, fileCover, type Lines } from './covers';
import { wideScalars } from './scalars';

/** The word that every comment of ours begins with; a text without it costs one search. */
const WORD = 'scrapeguard-ignore';

/** An id in a comment, at its place. */
export interface NamedId extends Span {
  readonly id: string;
}

/** A comment that silences findings, from its mark to the end of what it says. */
export interface Suppression extends Span {
  /** `line`: of one line; `file`: of the whole file. */
  readonly of: 'line' | 'file';
  readonly ids: readonly NamedId[];
  readonly hasReason: boolean;
  /** The stretch whose findings it silences, by where they begin; absent where it stands in no place that counts. */
  readonly covers?: Span;
}

/**
 * The comments `# scrapeguard-ignore <id>, <id>: <reason>` and `# scrapeguard-ignore-file <id>: <reason>` in `text`, a
 * file of `kind`. In text inside of a literal block scalar they count by line, as they do in the file that it holds.
 */
export function suppressionsIn(text: string, kind: KindId): readonly Suppression[] {
  if (!text.includes(WORD)) return [];
  const style = commentStyle(kind, text);
  if (style === undefined) return [];
  const scalars = once(() => (style.yaml ? wideScalars(text) : []));
  const lines: Lines = { text, style, scalars };
  const found: Suppression[] = [];
  for (const match of text.matchAll(/(#|;|\/\/)[ \t]*scrapeguard-ignore(-file)?(?![\w-])([^\r\n]*)/g)) {
    const [whole, mark = '', file, rest = ''] = match;
    if (!isComment(match.index, mark, lines)) continue;
    const from = match.index + whole.length - rest.length;
    const of = file === undefined ? 'line' : 'file';
    const covers = of === 'file' ? fileCover(match.index, lines) : lineCover(match.index, lines);
    found.push({
      of,
      start: match.index,
      end: match.index + whole.trimEnd().length,
      ...readRest(rest, from),
      ...(covers && { covers }),
    });
  }
  return found;
}

/** Whether the mark at `at` begins a comment, and does not stand in a quoted text or in a value. */
function isComment(at: number, mark: string, { text, style, scalars }: Lines): boolean {
  if (!style.marks.includes(mark)) return false;
  const before = text.slice(lineStart(text, at), at);
  if (style.yaml) {
    const isQuoted = scalars().some(
      (scalar) => (scalar.style === 'single' || scalar.style === 'double') && scalar.start < at && at < scalar.end,
    );
    return /(^|\s)$/.test(before) && !isQuoted;
  }
  if (before.trim() === '') return true;
  return style.trailing && /\s$/.test(before) && !hasOpenQuote(before);
}

function hasOpenQuote(before: string): boolean {
  return /["']/.test(before.replace(/\\.|"(?:\\.|[^"\\])*"|'[^']*'/g, ''));
}

function lineCover(at: number, lines: Lines): Span | undefined {
  const { text } = lines;
  const start = lineStart(text, at);
  const stands = text.slice(start, at).trim() === '';
  return stands ? coverBelow(start, lines) : coverOf(start, lines);
}

/** What people write where a reason should be, and the editor's own placeholder. */
const NO_REASON = /^(?:<?reason>?|todo|fixme|\.+|…|-+)?$/i;

/** The ids and the reason in `rest`, which begins at `from`: ids, a colon, and words. */
function readRest(rest: string, from: number): Pick<Suppression, 'ids' | 'hasReason'> {
  const colon = rest.indexOf(':');
  const list = colon < 0 ? rest : rest.slice(0, colon);
  const reason = colon < 0 ? '' : rest.slice(colon + 1).trim();
  // Without a colon, what follows an id may be a reason that lacks it.
  const words = colon < 0 ? /(?:^|,)\s*([\w-]+)/g : /(?:^|[\s,])([\w-]+)/g;
  const ids = [...list.matchAll(words)].map(({ 0: all, 1: id = '', index }) => {
    const start = from + index + all.length - id.length;
    return { id, start, end: start + id.length };
  });
  return { ids, hasReason: !NO_REASON.test(reason) };
}

/** The comment that silences `ids`, as it is written with `mark` in front. */
export function suppressionText(mark: CommentStyle['marks'][number], ids: readonly string[], reason: string): string {
  return `${mark} ${WORD} ${ids.join(', ')}: ${reason}`;
}
