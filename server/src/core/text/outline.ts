import type { Span } from './span';

/** An entry of the outline: `name` at `selection` within `range`. Offsets into the document. */
export interface OutlineItem {
  readonly name: string;
  readonly kind: 'section' | 'item';
  readonly range: Span;
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}
