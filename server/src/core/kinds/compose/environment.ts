import type { ScalarNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { spanInside, textSpan } from '../scalarSource';
import { entriesOf, isNull, itemsOf, nodeAt, type PlainNode } from '../yamlReading';

/** A variable that a service is given in the file. */
export interface Variable {
  readonly name: string;
  readonly at: Span;
  /** As written, with `$$`; absent for one that is taken from the caller's environment. */
  readonly value?: string;
  /** The place of `length` characters from `offset` of the value. */
  readonly place: (offset: number, length: number) => Span;
}

/** The variables of `environment`, as a mapping or as a list of `NAME=value`. */
export function environmentOf(body: PlainNode, source: string): readonly Variable[] {
  const node = nodeAt(body, 'environment');
  if (node?.type === 'sequence') {
    return itemsOf(node).flatMap((item) => (item.type === 'scalar' ? fromItem(item, source) : []));
  }
  return entriesOf(node).flatMap(({ key, keyNode, value }): Variable[] => {
    const at = { start: keyNode.start, end: keyNode.end };
    if (value.type !== 'scalar' || isNull(value)) return [{ name: key, at, place: () => at }];
    return [{ name: key, at, value: value.value, place: (from, length) => spanInside(value, source, from, length) }];
  });
}

function fromItem(item: ScalarNode, source: string): Variable[] {
  const equals = item.value.indexOf('=');
  if (equals < 0) {
    const at = textSpan(item, source);
    return [{ name: item.value, at, place: () => at }];
  }
  return [
    {
      name: item.value.slice(0, equals),
      at: spanInside(item, source, 0, equals),
      value: item.value.slice(equals + 1),
      place: (from, length) => spanInside(item, source, equals + 1 + from, length),
    },
  ];
}
