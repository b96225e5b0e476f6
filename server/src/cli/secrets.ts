import type { KeyNames } from '../core/features/secretNames';
import type { Span } from '../core/text/span';
import { flagValues, type LineScanner, privateKeys, secretManifests } from './secretBlocks';
import { nameJudge } from './secretNames';
import { LINE_PATTERNS } from './secretPatterns';
import { yamlSecrets } from './yamlSecrets';

/** Finds what of a line nobody may print, as stretches of the text. */
export type Secrets = (line: Span) => readonly Span[];

/** The names of a kind of file, and of the files that may lie in its scalars. */
export interface NamesOfFile extends KeyNames {
  readonly inner?: KeyNames;
}

/**
 * What nobody may print of the lines of `text`: everything behind a key, option, variable or flag that holds a secret,
 * the data of Secrets, private keys, and passwords in URLs. It goes by lines, so that it holds for broken text too; it
 * hides rather too much than too little.
 */
export function secretsIn(text: string, names: NamesOfFile): Secrets {
  const judge = nameJudge(names);
  const scanners: readonly LineScanner[] = [
    yamlSecrets(names, names.inner ?? names),
    secretManifests(text),
    privateKeys(),
    flagValues(judge),
    ({ content }) => LINE_PATTERNS.flatMap((pattern) => pattern(content, judge)),
  ];
  const hidden = new Map<number, readonly Span[]>();
  let start = 0;
  for (const line of text.split(/(?<=\n|\r(?!\n))/)) {
    const content = line.trimEnd();
    const source = { content, column: content.search(/\S/) };
    const isTooLong = content.length > LONGEST;
    const found = isTooLong ? [{ start: 0, end: content.length }] : scanners.flatMap((scan) => scan(source));
    const spans = found.filter((span) => span.start < span.end);
    if (spans.length > 0) hidden.set(start, merged(spans, start));
    start += line.length;
  }
  return (line) => hidden.get(line.start) ?? [];
}

/** A longer line is hidden as a whole: nobody reads it, and looking for words in it would take long. */
const LONGEST = 10_000;

/** `spans` of the line at `offset` in order, without overlaps, as stretches of the text. */
function merged(spans: readonly Span[], offset: number): readonly Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start + offset <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, end + offset) };
    } else result.push({ start: start + offset, end: end + offset });
  }
  return result;
}
