import type { GeneratorPreset } from '../preset';
import type { ScrapeError } from './scrapeError';
import { SCRAPE_ERRORS } from './table';

/** What one kind of line in a text means. Nothing of the text is in it but host names that a certificate lacks. */
export interface Explanation {
  readonly error: ScrapeError;
  /** Where it was found first, counted from 1. */
  readonly line: number;
  /** On how many lines. */
  readonly count: number;
  /** What a certificate has to be issued for, where that is the remedy and the text says it. */
  readonly issue?: GeneratorPreset;
}

/** Far more than anybody pastes; what is behind it is not looked at. */
const MOST = 1_000_000;
const LONGEST_LINE = 4_000;
/** Colours of terminals, also as JSON writes them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is this character that is meant.
const COLOURS = /(?:\u001b|\\u001b|\\x1b|\\033)\[[0-9;]*[A-Za-z]/gi;

/**
 * What the errors in `text` mean, the most telling first: an error of a scrape as Prometheus' page of targets shows it,
 * lines of a log, or a whole log. Empty where nothing is known.
 */
export function explainScrapeError(text: string): readonly Explanation[] {
  const lines = text.slice(0, MOST).split(/\r\n|\r|\n/);
  const found = foundIn(lines);
  // A message that was copied from a narrow place is broken into several lines.
  return found.length > 0 || lines.length > 40 ? found : foundIn([lines.join(' ')]);
}

function foundIn(lines: readonly string[]): readonly Explanation[] {
  const found = new Map<ScrapeError, Explanation>();
  for (const [index, raw] of lines.entries()) {
    const line = evenedOut(raw.slice(0, LONGEST_LINE));
    for (const error of explaining(line)) {
      const before = found.get(error);
      const issue = before?.issue ?? error.issues?.(line);
      found.set(error, {
        error,
        line: before?.line ?? index + 1,
        count: (before?.count ?? 0) + 1,
        ...(issue !== undefined && { issue }),
      });
    }
  }
  return [...found.values()].sort(
    (one, other) =>
      Number(one.error.isGeneral ?? false) - Number(other.error.isGeneral ?? false) ||
      other.count - one.count ||
      one.line - other.line,
  );
}

/** The entries for one line; general ones only where nothing else fits. */
function explaining(line: string): readonly ScrapeError[] {
  if (line === '') return [];
  const fitting = SCRAPE_ERRORS.filter(({ pattern }) => pattern.test(line));
  const telling = fitting.filter(({ isGeneral }) => isGeneral !== true);
  return telling.length > 0 ? telling : fitting;
}

/** A line without colours, escaped quotes, entities of HTML and odd spaces, as patterns expect it. */
export function evenedOut(line: string): string {
  return line
    .replace(COLOURS, '')
    .replace(/\\u003c/gi, '<')
    .replace(/\\u003e/gi, '>')
    .replace(/\\u0026/gi, '&')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#0?39;|&apos;|[‘’]|\\u0027/gi, "'")
    .replace(/[“”]/g, '"')
    .replace(/\\+(["'])/g, '$1')
    .replace(/\\+[nrt]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
