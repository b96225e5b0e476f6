import type { KindId } from '../kinds/kindId';
import type { Span } from '../text/span';

/** A text as it stands in a file. `language` is the name that Markdown knows it by. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** The name of the file, where it tells more than the text. */
  readonly title?: string;
}

/** How kinds that are no YAML are written. */
const LANGUAGES: Readonly<Partial<Record<KindId, string>>> = {
  stunnel: 'ini',
  systemd: 'ini',
  firewall: 'sh',
  nginx: 'nginx',
};

/** An example of a file of `kind`; what ‹ and › mark in it is shown by carets on a line below. */
export function codeBlock(kind: KindId, marked: string, path?: string): CodeBlock {
  const { text, spans } = unmark(marked);
  const isJson = LANGUAGES[kind] === undefined && /^\s*[[{]/.test(text);
  return {
    language: LANGUAGES[kind] ?? (isJson ? 'json' : 'yaml'),
    code: withCarets(text, spans, isJson ? '' : '#'),
    ...(path !== undefined && { title: path }),
  };
}

/** The text of an example without its marks, and the places that they stand around, in order. */
function unmark(marked: string): { text: string; spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = '';
  let start = 0;
  for (const piece of marked.split(/([‹›])/)) {
    if (piece === '‹') start = text.length;
    else if (piece === '›') spans.push({ start, end: text.length });
    else text += piece;
  }
  return { text, spans };
}

/** `text` with a line of carets below each line on which a span begins, as a comment where there is room for its `sign`. */
function withCarets(text: string, spans: readonly Span[], sign: string): string {
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    let carets = '';
    for (const span of spans.filter((one) => one.start >= start && one.start <= end)) {
      const width = Math.max(1, Math.min(span.end, end) - span.start);
      carets = carets.padEnd(span.start - start) + '^'.repeat(width);
    }
    lines.push(line);
    if (carets !== '') lines.push(/^( |\^\^)/.test(carets) ? sign + carets.slice(sign.length) : carets);
    start = end + 1;
  }
  return lines.join('\n');
}
