import type { StunnelDocument } from '../../kinds/stunnel/document';
import type { Assignment } from '../../kinds/stunnel/statement';
import type { OutlineItem } from '../../text/outline';
import type { Span } from '../../text/span';

/** The global options, and the services with theirs. Values are not shown: they may be secret. */
export function stunnelOutline({ global, services }: StunnelDocument): readonly OutlineItem[] {
  return [
    ...global.assignments.map(optionItem),
    ...services.map(
      ({ header, range, assignments }): OutlineItem => ({
        name: header.name.text.trim() || '…',
        kind: 'section',
        range,
        selection: { start: header.start, end: header.end },
        children: assignments.map(optionItem),
      }),
    ),
  ];
}

function optionItem({ name, start, end }: Assignment): OutlineItem {
  const selection = name.start < name.end ? name : { start, end };
  return {
    name: name.text || '…',
    kind: 'item',
    range: { start, end },
    selection: { start: selection.start, end: selection.end },
    children: [],
  };
}

/** Stretches that can be folded: the services, and comments of several lines. */
export function stunnelFolds({ text, services }: StunnelDocument): readonly Span[] {
  return [...services.map(({ range }) => range), ...commentBlocks(text)];
}

function commentBlocks(text: string): readonly Span[] {
  const blocks = text.matchAll(/^[ \t]*[;#][^\n]*(?:\n[ \t]*[;#][^\n]*)+/gm);
  return [...blocks].map((block) => ({ start: block.index, end: block.index + block[0].length }));
}
