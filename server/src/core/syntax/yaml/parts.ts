import type { TextChange } from '../../text/edit';
import { type CutMode, type CutState, cutLines, type PartKind, START } from './cut';
import { parseYaml, type YamlTree } from './parser';
import { problem, type SyntaxProblem } from './tokens';

/** A stretch of a document that is parsed on its own; spans of its tree are offsets into the stretch. */
export interface Part {
  readonly kind: PartKind;
  readonly tree: YamlTree;
  readonly length: number;
  /** Whether it may read differently together with its neighbours: an open quote or bracket, a foreign anchor. */
  readonly dependent: boolean;
  /**
   * From where on the part may be misread: the start of the line above the first misleading problem, since the line
   * that is wrong is often the one before the line where it shows. Infinite where nothing is.
   */
  readonly doubtfulFrom: number;
}

/** A part at its place; `entry` is what the cutter knew in front of it, which says when a re-cut may stop. */
export interface PlacedPart {
  readonly part: Part;
  readonly start: number;
  readonly entry: CutState;
}

/**
 * A text cut into parts that cover it without gaps. Where it cannot be cut safely (`whole`), it is one part. A part
 * that an edit does not touch is the same object afterwards, so that whatever was found in it can be kept.
 */
export interface PartedDocument {
  readonly mode: CutMode;
  readonly parts: readonly PlacedPart[];
  readonly whole: boolean;
  /** Whether the text is longer than `MAX_LENGTH`, so that nothing of it was read. */
  readonly tooLong: boolean;
}

/** The longest text that is read, in UTF-16 units. */
export const MAX_LENGTH = 10_000_000;

/** Texts longer than this (UTF-16 units) are not tried a second time as a whole when a quote or an alias is open. */
const MAX_WHOLE_RETRY = 2_000_000;

/** Cuts and parses `text`. */
export function openDocument(text: string, mode: CutMode): PartedDocument {
  if (text.length > MAX_LENGTH) return { mode, parts: [], whole: false, tooLong: true };
  const parts = parseParts(text, cutFrom(text, 0, START, mode));
  return { mode, tooLong: false, ...settle(text, mode, parts) };
}

/** The document after `change`; `text` is the text after it. Only the parts that the change touches are parsed. */
export function editDocument(document: PartedDocument, change: TextChange, text: string): PartedDocument {
  const { parts: old, mode } = document;
  if (document.whole || old.length === 0 || text.length > MAX_LENGTH) return openDocument(text, mode);
  const delta = change.newText.length - (change.end - change.start);
  const first = Math.max(0, indexAt(old, change.start) - 1);
  const from = old[first];
  if (from === undefined) return openDocument(text, mode);
  const fresh: CutPart[] = [];
  let kept = indexAt(old, change.end) + 1;
  let tail: readonly PlacedPart[] = [];
  for (const cut of cutFrom(text, from.start, from.entry, mode)) {
    while (kept < old.length && (old[kept]?.start ?? 0) + delta < cut.start) kept++;
    const same = old[kept];
    const beyond = cut.start >= change.start + change.newText.length;
    if (same !== undefined && beyond && same.start + delta === cut.start && sameCut(same, cut)) {
      tail = old.slice(kept);
      break;
    }
    fresh.push(cut);
  }
  const end = tail[0] === undefined ? text.length : tail[0].start + delta;
  const parsed = parseParts(text, fresh, end);
  const moved = delta === 0 ? tail : tail.map(({ part, start, entry }) => ({ part, start: start + delta, entry }));
  return { mode, tooLong: false, ...settle(text, mode, [...old.slice(0, first), ...parsed, ...moved]) };
}

/** The index of the part that holds `offset`; the later one at a boundary. */
export function indexAt(parts: readonly PlacedPart[], offset: number): number {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface CutPart {
  readonly kind: PartKind;
  readonly start: number;
  readonly entry: CutState;
}

function sameCut(placed: PlacedPart, cut: CutPart): boolean {
  const { entry } = placed;
  return placed.part.kind === cut.kind && entry.phase === cut.entry.phase && entry.items === cut.entry.items;
}

/** The parts of `text` from `start` on; the first one is the head where nothing begins at once. */
function* cutFrom(text: string, start: number, entry: CutState, mode: CutMode): Generator<CutPart> {
  let begun = false;
  for (const boundary of cutLines(text, start, entry, mode)) {
    if (!begun && boundary.start > start) yield { kind: 'head', start, entry };
    begun = true;
    yield boundary;
  }
  if (!begun) yield { kind: 'head', start, entry };
}

function parseParts(text: string, cuts: Iterable<CutPart>, end = text.length): PlacedPart[] {
  const list = [...cuts];
  return list.map(({ kind, start, entry }, index) => {
    const stretch = text.slice(start, list[index + 1]?.start ?? end);
    return { part: parsePart(kind, stretch), start, entry };
  });
}

function parsePart(kind: PartKind, stretch: string): Part {
  // A text that cannot be cut is parsed once, when that is settled.
  if (kind === 'whole') return partOf(kind, NOTHING, stretch);
  if (kind === 'rest') return partOf(kind, CONTENT.test(stretch) ? ignoredFrom(NOTHING, 0) : NOTHING, stretch);
  const tree = parseYaml(detach(stretch));
  if (kind !== 'section' && kind !== 'item') return partOf(kind, tree, stretch);
  return partOf(kind, { ...tree, problems: ownProblems(kind, tree) }, stretch);
}

/**
 * The problems of a part that goes on below: what would end a document of its own is a line of wrong indentation, and
 * a word alone at the top is a key without its colon.
 */
function ownProblems(kind: 'section' | 'item', tree: YamlTree): readonly SyntaxProblem[] {
  const problems = tree.problems.map((found) =>
    found.code === 'ignored-content'
      ? problem('bad-indentation', found.start, found.end, INDENTATION, 'did not find expected key')
      : found,
  );
  const root = tree.documents[0]?.root;
  if (kind !== 'section' || root?.type !== 'scalar' || problems.some(({ code }) => code === 'missing-colon'))
    return problems;
  const message = 'A `:` is missing behind this key.';
  return [problem('missing-colon', root.start, root.end, message, "could not find expected ':'", false), ...problems];
}

const INDENTATION =
  'The indentation of this line fits none of the blocks above it. Align it with the keys or items it belongs to.';

function partOf(kind: PartKind, tree: YamlTree, text: string): Part {
  const dependent = tree.unterminated || tree.undefinedAliases.length > 0;
  const misread = tree.problems.find(({ misleading }) => misleading);
  const doubtfulFrom = misread === undefined ? Number.POSITIVE_INFINITY : lineAbove(text, misread.start);
  return { kind, tree, length: text.length, dependent, doubtfulFrom };
}

/** The start of the line above the one at `offset`; blank lines do not count. */
function lineAbove(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const above = text.slice(0, line).trimEnd().length;
  return above === 0 ? 0 : text.lastIndexOf('\n', above - 1) + 1;
}

/** A line that says something: no comment, no directive, and no `---` or `...` alone. */
const CONTENT = /^(?!(?:---|\.\.\.)?[ \t]*(?:#.*)?$|%).+/m;

/** `tree` with only what stands before `offset`, where documents begin that nobody reads. */
function ignoredFrom(tree: YamlTree, offset: number): YamlTree {
  const message =
    'Only the first document of a file is read: everything from here on is ignored without a word. ' +
    'Move it into a file of its own, or remove it.';
  const problems = tree.problems.filter(({ start }) => start < offset);
  return {
    ...tree,
    problems: [...problems, problem('ignored-content', offset, offset + 3, message, undefined, false)],
  };
}

/** `tree` without what stands behind its first document, which is reported and harms nobody. */
function firstDocument(tree: YamlTree): YamlTree {
  const ignored = tree.documents.find(({ root }, index) => index > 0 && root !== undefined);
  return ignored === undefined ? tree : ignoredFrom(tree, ignored.start);
}

const NOTHING: YamlTree = { documents: [], problems: [], unterminated: false, undefinedAliases: [] };

/**
 * A copy of `text` with memory of its own. A slice keeps the text it was cut from alive, and each part would hold on
 * to a whole version of the document.
 */
function detach(text: string): string {
  return ` ${text}`.slice(1);
}

/** Falls back to one part where a part cannot stand alone and the text as a whole reads better. */
function settle(text: string, mode: CutMode, parts: readonly PlacedPart[]): Pick<PartedDocument, 'parts' | 'whole'> {
  const forced = parts.some(({ part }) => part.kind === 'whole');
  const dependent = parts.some(({ part }) => part.dependent);
  if (forced || (dependent && parts.length > 1 && text.length <= MAX_WHOLE_RETRY)) {
    const all = parseYaml(detach(text));
    const tree = mode === 'sections' ? firstDocument(all) : all;
    if (forced || readsBetter(tree, parts)) {
      const kind = mode === 'sections' ? 'whole' : 'document';
      return { parts: [{ part: partOf(kind, tree, text), start: 0, entry: START }], whole: true };
    }
  }
  return { parts, whole: false };
}

/**
 * Whether the parts were cut through something: aliases find their anchors in the whole, or everything that was open
 * is closed. A quote that is only closed by the next quote of another part is left where it is open.
 */
function readsBetter(whole: YamlTree, parts: readonly PlacedPart[]): boolean {
  const undefinedInParts = parts.reduce((sum, { part }) => sum + part.tree.undefinedAliases.length, 0);
  const isClean = whole.problems.every(({ code }) => code === 'ignored-content');
  return whole.undefinedAliases.length < undefinedInParts || isClean;
}
