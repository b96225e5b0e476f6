import type { MappingNode, Pair, ScalarNode, SequenceNode, YamlNode } from '../syntax/yaml/nodes';
import { isAbsent } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import { type Span, samePlace } from '../text/span';
import type { Edits, NewEntry } from './edits';
import { behindComments, indentStep, lineEnd, lineStart, newlineOf, onlyBlank, wholeLines } from './lines';
import { argumentAddition } from './yamlArguments';
import { isPart, partReplacement } from './yamlPart';
import { type Found, listAround, mappingAt, pairAt, scalarAt } from './yamlPlaces';
import { blockLines, flowText, quotedLike } from './yamlWriting';

/** Edits of a YAML text whose trees are `roots`; their spans are offsets into `text`. */
export function yamlEdits(text: string, roots: readonly YamlNode[]): Edits {
  return {
    replaceValue: (at, value) => {
      const node = scalarAt(roots, at);
      if (node === undefined) return undefined;
      return isPart(node, at) ? partReplacement(node, at, value) : replaceScalar(node, value);
    },
    renameKey: (at, key) => {
      const found = pairAt(roots, at);
      if (found?.pair.key.type !== 'scalar') return undefined;
      return replaceScalar(found.pair.key, key);
    },
    removeEntry: (at) => {
      const found = pairAt(roots, at);
      return found === undefined ? undefined : removal(text, found);
    },
    removeItem: (at) => {
      const list = listAround(roots, at);
      return list === undefined ? undefined : itemRemoval(text, list, at);
    },
    replaceEntry: (at, entries) => {
      const found = pairAt(roots, at);
      return found === undefined ? undefined : replacement(text, found, entries);
    },
    addBeside: (at, entries) => {
      const found = pairAt(roots, at);
      return found === undefined ? undefined : additionBehind(text, found, entries);
    },
    addInto: (at, entries) => {
      const block = mappingAt(roots, at);
      if (block !== undefined) return additionAtEnd(text, block, entries);
      const found = pairAt(roots, at);
      if (found === undefined) return undefined;
      const { value } = found.pair;
      if (value.type === 'mapping') return additionAtEnd(text, value, entries);
      return isAbsent(value) ? blockUnder(text, found, entries) : undefined;
    },
    // What YAML says does not depend on the order of its lines.
    addAbove: () => undefined,
    moveBehind: () => [undefined],
    addArgument: (at, argument) => {
      const found = pairAt(roots, at);
      if (found === undefined) return undefined;
      const { key, value } = found.pair;
      const isNamed = at.end <= key.end && value.type === 'mapping';
      return argumentAddition(text, isNamed ? value : found.mapping, argument);
    },
  };
}

function replaceScalar({ style, start, end, tag, anchor }: ScalarNode, value: string): TextChange | undefined {
  if (style === 'literal' || style === 'folded' || tag !== undefined || anchor !== undefined) return undefined;
  return { start, end, newText: quotedLike(style, value) };
}

/** The change that takes the item at `at` out of a list. */
function itemRemoval(text: string, { items, flow }: SequenceNode, at: Span): TextChange | undefined {
  const index = items.findIndex((item) => samePlace(item, at));
  const [before, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (item === undefined || item.type !== 'scalar' || items.length === 1) return undefined;
  if (flow) {
    if (before !== undefined) return { start: before.end, end: item.end, newText: '' };
    return next === undefined ? undefined : { start: item.start, end: next.start, newText: '' };
  }
  const start = lineStart(text, item.start);
  // A list inside of a list may begin on the line of the outer one.
  if (!/^[ \t]*-[ \t]+$/.test(text.slice(start, item.start))) return undefined;
  return wholeLines(text, start, lineEnd(text, item.end));
}

/** Where the text of `pair` ends, without the line break of a block scalar. */
function endOf(text: string, { value }: Pair): number {
  let { end } = value;
  while (end > value.start && /[\r\n \t]/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** The change that takes out the pair; the block that it is all of goes with it. */
function removal(text: string, { pair, mapping, outer }: Found): TextChange | undefined {
  const around = outer.at(-1);
  if (mapping.pairs.length === 1) {
    // Where nothing is around, or an item of a list would become null, only the value could go.
    if (around === undefined || around.pair.value !== mapping) return undefined;
    return removal(text, { ...around, outer: outer.slice(0, -1) });
  }
  const index = mapping.pairs.indexOf(pair);
  if (mapping.flow) {
    const next = mapping.pairs[index + 1];
    const before = mapping.pairs[index - 1];
    if (next !== undefined) return { start: pair.key.start, end: next.key.start, newText: '' };
    return before === undefined ? undefined : { start: before.value.end, end: pair.value.end, newText: '' };
  }
  const end = endOf(text, pair);
  const start = lineStart(text, pair.key.start);
  const behind = lineEnd(text, end);
  if (!onlyBlank(text.slice(start, pair.key.start))) {
    // The first key of an item: the next one takes its place, unless a comment stands between them.
    const next = mapping.pairs[index + 1];
    if (next === undefined) return undefined;
    const isNext = onlyBlank(text.slice(behind, next.key.start).replace(/\r?\n/g, ''));
    return { start: pair.key.start, end: isNext ? next.key.start : behind, newText: '' };
  }
  return wholeLines(text, start, behind);
}

function replacement(text: string, { pair, mapping }: Found, entries: readonly NewEntry[]): TextChange | undefined {
  const { start } = pair.key;
  if (entries.length === 0) return undefined;
  if (mapping.flow) {
    return { start, end: pair.value.end, newText: entries.map((entry) => flowText(entry)).join(', ') };
  }
  if (mapping.column === undefined) return undefined;
  const newText = blockLines(entries, indentStep(text)).join(newlineOf(text) + ' '.repeat(mapping.column));
  return { start, end: endOf(text, pair), newText };
}

function additionBehind(text: string, { pair, mapping }: Found, entries: readonly NewEntry[]): TextChange | undefined {
  if (mapping.flow) return additionAtEnd(text, mapping, entries);
  if (mapping.column === undefined) return undefined;
  return linesAt(text, lineEnd(text, endOf(text, pair)), mapping.column, entries);
}

function additionAtEnd(text: string, mapping: MappingNode, entries: readonly NewEntry[]): TextChange | undefined {
  const last = mapping.pairs.at(-1);
  if (mapping.flow) {
    if (mapping.anchor !== undefined || mapping.tag !== undefined) return undefined;
    const written = entries.map((entry) => flowText(entry)).join(', ');
    if (last === undefined) return { start: mapping.start + 1, end: mapping.end - 1, newText: ` ${written} ` };
    return { start: last.value.end, end: last.value.end, newText: `, ${written}` };
  }
  if (last === undefined || mapping.column === undefined) return undefined;
  const end = behindComments(text, lineEnd(text, endOf(text, last)), mapping.column);
  return linesAt(text, end, mapping.column, entries);
}

/** The change that writes `entries` below a key that has no value yet. */
function blockUnder(text: string, { pair, mapping }: Found, entries: readonly NewEntry[]): TextChange | undefined {
  if (mapping.flow || mapping.column === undefined) return undefined;
  return linesAt(text, lineEnd(text, pair.value.end), mapping.column + indentStep(text), entries);
}

function linesAt(text: string, at: number, column: number, entries: readonly NewEntry[]): TextChange {
  const newline = newlineOf(text);
  const lines = blockLines(entries, indentStep(text));
  const newText = lines.map((line) => newline + ' '.repeat(column) + line).join('');
  return { start: at, end: at, newText };
}
