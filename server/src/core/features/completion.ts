import type { AnyKind } from '../kinds/registry';
import { valuesOf } from '../schema/enumValues';
import type { Field, Json, MapShape, Shape, StructShape } from '../schema/shape';
import type { Version } from '../schema/version';
import { parseYaml } from '../syntax/yaml/parser';
import type { PartedDocument } from '../syntax/yaml/parts';
import type { Span } from '../text/span';
import { fieldDocumentation, typeName } from './documentation';
import { keysOf, type Located, locate, partAt } from './locate';

/** One thing that can be inserted in the place of `replaces`. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: 'key' | 'value';
  /** The type, in a few words. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is inserted; `$0` is where the cursor goes. */
  readonly snippet: string;
}

/** What can be written at a place. */
export interface Completion {
  /** What is written already of the word, as offsets into the document. */
  readonly replaces: Span;
  /** In the order in which they should be shown. */
  readonly items: readonly CompletionItem[];
}

/** A word that no file has, put where the cursor is, so that the parser says what can stand there. */
const PROBE = 'scrapeguardprobe';

/**
 * What can be written at `offset`. The text of the part around it is parsed once more with a word in the cursor's
 * place: whatever the parser takes that word for is what can be completed.
 */
export function completionAt(
  document: PartedDocument,
  text: string,
  kind: AnyKind,
  version: Version,
  offset: number,
): Completion | undefined {
  const at = partAt(document, offset);
  if (at === undefined || isInComment(text, offset)) return undefined;
  const { placed, section } = at;
  const replaces = wordAt(text, offset);
  // A word at the start of a line ends the list whose items are parts of their own.
  const isNewTop = placed.part.kind === 'item' && text.charCodeAt(replaces.start - 1) === 0x0a;
  if (isNewTop) return { replaces, items: topLevel(kind, document, version) };
  const partText = text.slice(placed.start, placed.start + placed.part.length);
  const start = replaces.start - placed.start;
  const probed = partText.slice(0, start) + PROBE + partText.slice(replaces.end - placed.start);
  const root = parseYaml(probed).documents[0]?.root;
  const found = locate(root, kind.shapeOf(placed.part, section), start + 1);
  if (found === undefined) return undefined;
  const indent = lineIndent(text, replaces.start);
  return { replaces, items: itemsFor(found, probed, version, kind, indent) };
}

/** The letters around `offset` that belong to one word of YAML. */
function wordAt(text: string, offset: number): Span {
  const isWord = (code: number) => !Number.isNaN(code) && /[\w.$-]/.test(String.fromCharCode(code));
  let start = offset;
  while (start > 0 && isWord(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (isWord(text.charCodeAt(end))) end++;
  if (text.slice(start, end) === '-') return { start: offset, end: offset };
  return { start, end };
}

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /(^|\s)#/.test(line.replaceAll(/"[^"]*"|'[^']*'/g, ''));
}

/** The blanks in front of the first key of the line, the `- ` of a list counted in. */
function lineIndent(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return ' '.repeat(/^[ -]*/.exec(line)?.[0].length ?? 0);
}

function topLevel(kind: AnyKind, document: PartedDocument, version: Version): readonly CompletionItem[] {
  const root = kind.schemas[0]?.root;
  const present = new Set<string>();
  for (const { part } of document.parts) {
    const node = part.tree.documents[0]?.root;
    if (part.kind !== 'item' && node?.type === 'mapping') for (const key of keysOf(node)) present.add(key);
  }
  return root?.kind === 'struct' ? keyItems(root, present, version, kind.id, '') : [];
}

function itemsFor(
  found: Located,
  probed: string,
  version: Version,
  kind: AnyKind,
  indent: string,
): readonly CompletionItem[] {
  if (found.kind === 'key') {
    const hasColon = /^\s*:/.test(probed.slice(found.pair.key.end));
    const { shape } = found;
    if (shape === undefined || !hasKeys(shape)) return [];
    const items = keyItems(shape, keysOf(found.mapping), version, kind.id, indent);
    return hasColon ? items.map((item) => ({ ...item, snippet: item.label })) : items;
  }
  const { shape } = found;
  if (shape === undefined) return [];
  if (hasKeys(shape)) return keyItems(shape, new Set(), version, kind.id, indent);
  if (shape.kind === 'list' && shape.item.kind === 'struct') {
    const items = keyItems(shape.item, new Set(), version, kind.id, `${indent}  `);
    return items.map((item) => ({ ...item, label: `- ${item.label}`, snippet: `- ${item.snippet}` }));
  }
  return valueItems(shape.kind === 'list' ? shape.item : shape, found.field, version);
}

/** Whether keys can be offered for a mapping of `shape`. */
function hasKeys(shape: Shape): shape is StructShape | MapShape {
  return shape.kind === 'struct' || (shape.kind === 'map' && shape.known !== undefined);
}

function keyItems(
  shape: StructShape | MapShape,
  present: ReadonlySet<string>,
  version: Version,
  kind: string,
  indent: string,
): CompletionItem[] {
  const items: CompletionItem[] = [];
  const fields = shape.kind === 'struct' ? shape.fields : shape.known;
  for (const field of fields?.values() ?? []) {
    const isKnown = (field.since ?? 0) <= version && field.until === undefined;
    const isOffered = field.schema['x-completion'] !== 'hidden' && field.schema['x-unusable'] === undefined;
    if (!isKnown || !isOffered || present.has(field.key)) continue;
    items.push({
      label: field.key,
      kind: 'key',
      detail: typeName(field.shape),
      documentation: fieldDocumentation(field, shape, version, kind),
      snippet: field.key + valueSnippet(field, indent),
    });
  }
  return items;
}

/** What follows the key: an indented line for a mapping, a dash for a list, a blank for a single value. */
function valueSnippet(field: Field, indent: string): string {
  const { shape } = field;
  if (shape.kind === 'struct' || shape.kind === 'map') return `:\n${indent}  $0`;
  if (shape.kind !== 'list') return ': $0';
  const isFlat = shape.item.kind === 'scalar' && shape.item.schema['x-file'] === undefined;
  return isFlat ? ': [$0]' : `:\n${indent}  - $0`;
}

function valueItems(shape: Shape, field: Field | undefined, version: Version): readonly CompletionItem[] {
  const values = new Set([
    ...valuesOf(shape, version),
    ...strings(shape.schema.examples),
    ...strings(field?.schema.examples),
  ]);
  const fallback = field?.schema.default;
  if (typeof fallback === 'string' && fallback !== '') values.add(fallback);
  return [...values].map((value) => ({
    label: value,
    kind: 'value',
    detail: value === String(fallback) ? 'default' : '',
    documentation: '',
    snippet: value.replaceAll('$', '\\$'),
  }));
}

function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
