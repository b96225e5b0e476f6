import { keyName } from '../kinds/units';
import { type MappingNode, type Pair, valueAt, type YamlNode } from '../syntax/yaml/nodes';
import type { PartedDocument } from '../syntax/yaml/parts';
import type { OutlineItem } from '../text/outline';
import { type Span, shift } from '../text/span';

/** What an item of a list is called by: the first of these keys that it has. */
const NAMES = ['job_name', 'name', 'url', 'alert', 'record', 'host'];

/** The top-level keys of `document`, with the items of their lists; the objects of a manifest, with their keys. */
export function outlineOf(document: PartedDocument): readonly OutlineItem[] {
  const sections: (OutlineItem & { children: OutlineItem[] })[] = [];
  for (const { part, start } of document.parts) {
    const root = part.tree.documents[0]?.root;
    if (root?.type === 'sequence' && part.kind === 'item') {
      const holder = sections.at(-1);
      const items = root.items.map((node) => itemOf(node, start)).filter((item) => item !== undefined);
      if (holder === undefined) sections.push(...items.map((item) => ({ ...item, children: [] })));
      else addTo(sections, items);
    } else if (root?.type === 'mapping') {
      const object = part.kind === 'document' ? objectItem(root, start) : undefined;
      if (object !== undefined) sections.push(object);
      else sections.push(...root.pairs.map((pair) => sectionItem(pair, start)));
    }
  }
  return sections;
}

/** An object of Kubernetes by its kind and name; undefined for a document that says neither. */
function objectItem(root: MappingNode, start: number): (OutlineItem & { children: OutlineItem[] }) | undefined {
  const [kind, name] = [valueAt(root, 'kind'), valueAt(valueAt(root, 'metadata'), 'name')];
  if (kind?.type !== 'scalar' || kind.value === '') return undefined;
  const title = name?.type === 'scalar' ? `${kind.value} ${name.value}` : kind.value;
  const children = root.pairs.map((pair) => ({ ...sectionItem(pair, start), kind: 'item' as const }));
  return { name: title, kind: 'section', range: shift(root, start), selection: shift(kind, start), children };
}

function addTo(sections: (OutlineItem & { children: OutlineItem[] })[], items: readonly OutlineItem[]): void {
  const holder = sections.pop();
  const last = items.at(-1);
  if (holder === undefined || last === undefined) return;
  sections.push({
    ...holder,
    range: { start: holder.range.start, end: last.range.end },
    children: [...holder.children, ...items],
  });
}

function sectionItem(pair: Pair, start: number): OutlineItem & { children: OutlineItem[] } {
  const { value } = pair;
  const children =
    value.type === 'sequence'
      ? value.items.map((node) => itemOf(node, start)).filter((item) => item !== undefined)
      : [];
  return {
    name: keyName(pair) || '…',
    kind: 'section',
    range: shift({ start: pair.key.start, end: Math.max(pair.key.end, value.end) }, start),
    selection: shift(pair.key, start),
    children,
  };
}

function itemOf(node: YamlNode, start: number): OutlineItem | undefined {
  if (node.type !== 'mapping') return undefined;
  for (const key of NAMES) {
    const named = valueAt(node, key);
    if (named?.type !== 'scalar' || named.value === '') continue;
    return { name: named.value, kind: 'item', range: shift(node, start), selection: shift(named, start), children: [] };
  }
  return undefined;
}

/** Stretches that can be folded: every block value that spans lines, and every item of a block list. */
export function foldsOf(document: PartedDocument): readonly Span[] {
  const folds: Span[] = [];
  for (const item of outlineOf(document)) folds.push(item.range);
  for (const { part, start } of document.parts) {
    const root = part.tree.documents[0]?.root;
    if (root !== undefined) collectFolds(root, start, folds);
  }
  return folds;
}

function collectFolds(node: YamlNode, start: number, folds: Span[]): void {
  if (node.type === 'sequence') {
    for (const item of node.items) {
      if (item.type === 'mapping') folds.push(shift(item, start));
      collectFolds(item, start, folds);
    }
  } else if (node.type === 'mapping') {
    for (const { key, value } of node.pairs) {
      if (value.type !== 'alias') folds.push(shift({ start: key.start, end: Math.max(key.end, value.end) }, start));
      collectFolds(value, start, folds);
    }
  }
}
