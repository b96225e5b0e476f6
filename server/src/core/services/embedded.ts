import { compareFindings, type Finding } from '../findings/finding';
import type { EmbeddedFile, Surroundings } from '../kinds/kind';
import { mapPlaces } from '../model/nounsOf';
import type { Report, Services } from './service';

/** A file inside of another one, as its own program sees it, with the way of its offsets to the outer text. */
interface InnerText {
  readonly text: string;
  /** The offset in the outer text of an offset in `text`; always inside of the scalar that holds it. */
  readonly outer: (offset: number) => number;
  /** What every line of the inner text has in front of it in the outer one. */
  readonly indent: string;
  /** Whether the two texts are the same but for the indentation, so that edits can be carried over. */
  readonly isLiteral: boolean;
}

/** A file inside of another one that was checked, by its place and its content. */
export type EmbeddedReports = ReadonlyMap<string, { readonly document: unknown; readonly report: Report }>;

/**
 * Checks the files that lie in scalars of `text`. Their findings and nouns come back at their places in `text`; files
 * that they name are not looked for, since they lie where the inner file will be.
 * @param files at their places in `text`
 * @param previous what an earlier call gave: a file whose text is the same is not checked again
 */
export function checkEmbedded(
  text: string,
  files: readonly EmbeddedFile[],
  surroundings: Surroundings,
  services: Services,
  previous: EmbeddedReports,
): { findings: Finding[]; inner: EmbeddedReports; nouns: () => ReturnType<Report['nouns']>[] } {
  const inner = new Map<string, { document: unknown; report: Report }>();
  const findings: Finding[] = [];
  const placed: { readonly report: Report; readonly outer: InnerText['outer'] }[] = [];
  for (const file of files) {
    const service = services.get(file.kind);
    if (service === undefined) continue;
    const content = innerText(text, file);
    const key = JSON.stringify([file.kind, file.section, surroundings.targets, content.text]);
    const known = previous.get(key) ?? inner.get(key);
    const document = known?.document ?? service.open(content.text);
    const { targets } = surroundings;
    const report =
      known?.report ?? service.check(document, { targets, ...(file.section && { section: file.section }) });
    inner.set(key, { document, report });
    placed.push({ report, outer: content.outer });
    findings.push(...report.findings.map((finding) => toOuter(finding, content)));
  }
  return {
    findings: findings.sort(compareFindings),
    inner,
    nouns: () => placed.map(({ report, outer }) => mapPlaces(report.nouns(), outer)),
  };
}

function toOuter(finding: Finding, { outer, indent, isLiteral }: InnerText): Finding {
  const { fixes = [], ...rest } = finding;
  const moved = mapPlaces(rest, outer);
  if (!isLiteral || fixes.length === 0) return moved;
  const carried = mapPlaces(fixes, outer).map((fix) => ({
    ...fix,
    changes: fix.changes.map((change) => ({ ...change, newText: change.newText.replaceAll('\n', `\n${indent}`) })),
  }));
  return { ...moved, fixes: carried };
}

/** The content of the scalar of `file`, read from `text` so that offsets can be told. */
function innerText(text: string, { node, start, end }: EmbeddedFile): InnerText {
  if (node.style !== 'literal') {
    // Quotes, escapes and folded lines: the whole scalar is the place.
    return { text: node.value, outer: (offset) => (offset === 0 ? start : end), indent: '', isLiteral: false };
  }
  const header = text.indexOf('\n', start) + 1;
  const source = header === 0 ? '' : text.slice(header, end);
  const lines = source.split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
  const starts: { readonly inner: number; readonly outer: number; readonly length: number }[] = [];
  let inner = 0;
  let outer = header;
  const contents = lines.map((line) => {
    const cut = Math.min(indent.length, /^ */.exec(line)?.[0].length ?? 0);
    const content = line.slice(cut).replace(/\r$/, '');
    starts.push({ inner, outer: outer + cut, length: content.length });
    inner += content.length + 1;
    outer += line.length + 1;
    return content;
  });
  return {
    text: contents.join('\n'),
    indent,
    isLiteral: true,
    outer: (offset) => {
      const line = starts.findLast((candidate) => candidate.inner <= offset);
      return line === undefined ? start : Math.min(end, line.outer + Math.min(offset - line.inner, line.length));
    },
  };
}
