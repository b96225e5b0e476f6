import type { AnyKind } from '../kinds/registry';
import type { Version } from '../schema/version';
import type { PartedDocument } from '../syntax/yaml/parts';
import { type Span, shift } from '../text/span';
import { fieldDocumentation } from './documentation';
import { locate, partAt } from './locate';

/** What is said about a stretch of a document, as Markdown. */
export interface Hover extends Span {
  readonly markdown: string;
}

/** The documentation of the key at `offset`; undefined where no known key stands. */
export function hoverAt(document: PartedDocument, kind: AnyKind, version: Version, offset: number): Hover | undefined {
  const at = partAt(document, offset);
  if (at === undefined) return undefined;
  const { placed, section } = at;
  const root = placed.part.tree.documents[0]?.root;
  const found = locate(root, kind.shapeOf(placed.part, section), offset - placed.start);
  if (found?.kind !== 'key' || found.field === undefined) return undefined;
  const markdown = fieldDocumentation(found.field, found.shape, version, kind.id);
  return { ...shift(found.pair.key, placed.start), markdown };
}
