import type { Span } from '../core/text/span';

/** A line of source made fit to print, with a line of carets below it. */
export interface SourceLine {
  readonly source: string;
  readonly carets: string;
}

/** What stands in the place of a secret. */
export const MASK = '********';
const TAB = '    ';
/** How much of a long line is shown, in characters: some in front of the finding, the rest from there on. */
const SHOWN_BEFORE = 60;
const SHOWN = 160;

/**
 * One line of `text` as it is printed: secrets as asterisks, tabs as spaces, nothing that could steer a terminal.
 * @param line the line without its break
 * @param finding what is underlined, as far as it lies on the line; at least one caret
 * @param secrets stretches of the line that nobody may see; the first that covers a place counts
 */
export function sourceLine(text: string, line: Span, finding: Span, secrets: readonly Span[]): SourceLine {
  const from = Math.max(line.start, finding.start - SHOWN_BEFORE);
  const to = Math.min(line.end, from + SHOWN);
  let source = from > line.start ? '…' : '';
  let width = source.length;
  let first: number | undefined;
  let last = width;
  const put = (shown: string, shownWidth: number, at: Span) => {
    const isInside = at.start < finding.end && at.end > finding.start;
    if (isInside) {
      first ??= width;
      last = width + shownWidth;
    }
    source += shown;
    width += shownWidth;
  };
  for (let at = from; at < to; ) {
    const secret = secrets.find((span) => span.start <= at && at < span.end);
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
    const end = secret?.end ?? at + character.length;
    if (secret !== undefined) put(MASK, MASK.length, { start: at, end });
    else if (character === '\t') put(TAB, TAB.length, { start: at, end });
    else put(printable(character), widthOf(character), { start: at, end });
    at = end;
  }
  if (to < line.end) source += '…';
  const start = first ?? width;
  return { source: source.trimEnd(), carets: ' '.repeat(start) + '^'.repeat(Math.max(1, last - start)) };
}

/** `text` without characters that steer a terminal or turn the direction of writing. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** How many columns of a terminal `character` takes. */
function widthOf(character: string): number {
  if (/\p{Mn}|\p{Me}|[\u200b-\u200f\u2060]/u.test(character)) return 0;
  const isWide =
    /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
  return isWide.test(character) ? 2 : 1;
}
