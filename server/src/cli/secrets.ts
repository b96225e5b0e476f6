import type { KeyNames } from '../core/features/secretNames';
import { nearest } from '../core/schema/suggest';
import type { Span } from '../core/text/span';

/** Finds what of a line nobody may print, as stretches of the text. */
export type Secrets = (line: Span) => readonly Span[];

/** Keys that are no keys of the schema and still look as if they held a secret. */
const LOOKS_SECRET = /pass|pwd|secret|token|credential|bearer|authorization|(api|access|private|auth)[-_]?key/i;
const KEY = /(?:^|[\s{[,])(["']?)([A-Za-z_][\w.-]*)\1\s*:/g;
/** A word at the start of a line with something behind it, and no colon between them that would make it a key. */
const WORD = /^[\s-]*([A-Za-z_][\w.-]*)(?:\s+|:)(?=\S)/;
const USERINFO = /:\/\/([^/?#\s@"']*(?:@[^/?#\s@"']*)*)@/g;

/**
 * What nobody may print of the lines of `text`: everything behind a key that holds a secret, to the end of the line
 * and on the lines that belong to it, and passwords in URLs. It goes by lines, so that it holds for broken text too;
 * it hides rather too much than too little.
 */
export function secretsIn(text: string, names: KeyNames): Secrets {
  const isSecret = (key: string) => {
    if (names.known.has(key)) return names.secret.has(key);
    const meant = nearest(key, names.known);
    return LOOKS_SECRET.test(key) || (meant !== undefined && names.secret.has(meant));
  };
  const hidden = new Map<number, Span[]>();
  const hide = (line: number, span: Span) => {
    if (span.start < span.end) hidden.set(line, [...(hidden.get(line) ?? []), span]);
  };
  /** The column of the key whose secret goes on below it, and of the one that holds secrets. */
  let within: number | undefined;
  let holder: number | undefined;
  let start = 0;
  for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
    const content = line.trimEnd();
    const end = start + content.length;
    const column = line.search(/\S/);
    if (content !== '' && within !== undefined && !belongs(content, within)) within = undefined;
    if (within !== undefined && content !== '') hide(start, { start: start + valueStart(content, column), end });
    const keys = [...content.matchAll(KEY)];
    for (const key of keys) {
      if (!isSecret(key[2] ?? '')) continue;
      within ??= columnOf(content, key.index);
      hide(start, { start: start + skipSpaces(content, key.index + key[0].length), end });
      break;
    }
    if (content !== '' && holder !== undefined && !belongs(content, holder)) holder = undefined;
    const [key] = keys;
    const word = key === undefined ? WORD.exec(content) : null;
    if (word !== null && isSecret(word[1] ?? '')) hide(start, { start: start + word[0].length, end });
    // Below `basic_auth`, a line without a key can only be a broken one.
    if (key === undefined && holder !== undefined && column >= 0 && content[column] !== '#')
      hide(start, { start: start + column, end });
    if (key !== undefined && names.holders.has(key[2] ?? '')) {
      holder ??= columnOf(content, key.index);
      const from = skipSpaces(content, key.index + key[0].length);
      if (!/^[{&*#]/.test(content.slice(from))) hide(start, { start: start + from, end });
    }
    for (const url of content.matchAll(USERINFO)) {
      const from = start + url.index + 3;
      hide(start, { start: from, end: from + (url[1] ?? '').length });
    }
    start += line.length;
  }
  return (line) => merged(hidden.get(line.start) ?? []);
}

/** Whether a line still belongs to the value of a key in column `key`: it is deeper, or an item of its list. */
function belongs(content: string, key: number): boolean {
  // A tab may have been meant for any number of spaces.
  const column = (/^\s*/.exec(content)?.[0] ?? '').replaceAll('\t', ' '.repeat(80)).length;
  return column > key || (column === key && /^\s*-(\s|$)/.test(content)) || /^\s*#/.test(content);
}

/** Behind `name:` on a line within a secret, so that user names stay readable; otherwise where its text begins. */
function valueStart(content: string, column: number): number {
  const name = /^\s*(?:"[^"]*"|'[^']*'|[\w.@-]+)\s*:(?=\s|$)\s*/.exec(content);
  return name === null ? column : name[0].length;
}

/** The column that a value must stay right of to belong to the key at `index`: that of its line, in flow style. */
function columnOf(content: string, index: number): number {
  const before = /^[\s-]*["']?/.exec(content)?.[0].replace(/["']$/, '').length ?? 0;
  return index <= before ? before : content.search(/\S/);
}

function skipSpaces(content: string, from: number): number {
  return from + (/^\s*/.exec(content.slice(from))?.[0].length ?? 0);
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else result.push(span);
  }
  return result;
}
