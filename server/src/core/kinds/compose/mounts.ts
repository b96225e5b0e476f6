import type { ScalarNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { spanInside, textSpan } from '../scalarSource';
import { itemsOf, nodeAt, type PlainNode, saidBoolean, textAtPath } from '../yamlReading';
import { interpolated } from './interpolation';
import { splitOutside } from './splitOutside';

/** A folder, file or volume that a service sees. Paths are undefined where a variable stands in them. */
export interface Mount {
  readonly node: PlainNode;
  /** The whole of it, or in the long form its source. */
  readonly at: Span;
  readonly source: string | undefined;
  readonly sourceAt: Span;
  readonly target: string | undefined;
  /** Unknown where a variable tells it. */
  readonly readOnly: boolean | undefined;
  /** `rslave`, `private`, …; absent where the file names none, unknown (empty) where a variable tells it. */
  readonly propagation?: string;
}

const PROPAGATION = /^r?(slave|shared|private)$/;

/** What `volumes` of the service `body` mounts, in the short or the long form; anonymous volumes are left out. */
export function mountsOf(body: PlainNode, source: string): readonly Mount[] {
  return itemsOf(nodeAt(body, 'volumes')).flatMap((item) => {
    if (item.type === 'scalar') return shortMount(item, source);
    return item.type === 'mapping' ? longMount(item, source) : [];
  });
}

function shortMount(node: ScalarNode, text: string): Mount[] {
  const [source = '', target, options] = splitOutside(node.value);
  if (target === undefined) return [];
  const words = options === undefined ? [] : interpolated(options)?.split(',');
  const propagation = words === undefined ? '' : words.find((word) => PROPAGATION.test(word));
  return [
    {
      node,
      at: textSpan(node, text),
      source: interpolated(source),
      sourceAt: spanInside(node, text, 0, source.length),
      target: interpolated(target),
      readOnly: words?.includes('ro'),
      ...(propagation !== undefined && { propagation }),
    },
  ];
}

function longMount(node: PlainNode, text: string): Mount[] {
  const source = nodeAt(node, 'source') ?? nodeAt(node, 'src');
  if (source?.type !== 'scalar') return [];
  const readOnly = saidBoolean(nodeAt(node, 'read_only'));
  const propagation = textAtPath(node, 'bind', 'propagation');
  const target = ['target', 'dst', 'destination']
    .map((key) => textAtPath(node, key))
    .find((path) => path !== undefined);
  const at = textSpan(source, text);
  return [
    {
      node,
      at,
      source: interpolated(source.value),
      sourceAt: at,
      target: target === undefined ? undefined : interpolated(target),
      readOnly: readOnly === undefined ? false : readOnly.value,
      ...(propagation !== undefined && { propagation: interpolated(propagation) ?? '' }),
    },
  ];
}
