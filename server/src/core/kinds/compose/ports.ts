import type { ScalarNode } from '../../syntax/yaml/nodes';
import { resolveScalar } from '../../syntax/yaml/resolve';
import type { Span } from '../../text/span';
import { textSpan } from '../scalarSource';
import { itemsOf, nodeAt, type PlainNode } from '../yamlReading';
import { interpolated } from './interpolation';
import { splitOutside } from './splitOutside';

/** A port of a container that is reachable from the host, or from beyond it. */
export interface PublishedPort {
  readonly node: PlainNode;
  readonly at: Span;
  /**
   * `host:port` on the host, an empty host for all interfaces, port 0 for any, none where a variable tells it whose
   * default is a port; undefined where another variable may tell the host too.
   */
  readonly address: string | undefined;
  /** The port or range inside. */
  readonly target: string | undefined;
  readonly targetAt: Span;
  readonly protocol: 'tcp' | 'udp' | undefined;
}

/** What `ports` of the service `body` publishes, in the short or the long form; what is neither is left out. */
export function portsOf(body: PlainNode, source: string): readonly PublishedPort[] {
  return itemsOf(nodeAt(body, 'ports')).flatMap((item) => {
    if (item.type === 'scalar') return shortPort(item, source);
    return item.type === 'mapping' ? longPort(item, source) : [];
  });
}

const PORT = /^\d{1,5}(-\d{1,5})?$/;

function shortPort(node: ScalarNode, source: string): PublishedPort[] {
  const [ports = '', protocol = 'tcp'] = node.value.split('/', 2);
  const parts = splitOutside(ports);
  const target = interpolated(parts.at(-1) ?? '');
  if (target !== undefined && !PORT.test(target)) return [];
  const published = parts.length > 1 ? parts.at(-2) : '';
  const host = parts.slice(0, -2).join(':');
  const at = textSpan(node, source);
  return [
    {
      node,
      at,
      address: addressOf(host, published ?? ''),
      target,
      targetAt: at,
      protocol: protocolOf(protocol),
    },
  ];
}

function longPort(node: PlainNode, source: string): PublishedPort[] {
  const target = nodeAt(node, 'target');
  if (target?.type !== 'scalar') return [];
  const published = scalarAt(node, 'published');
  const inner = interpolated(target.value);
  if (inner !== undefined && !PORT.test(inner)) return [];
  return [
    {
      node,
      at: textSpan(published ?? target, source),
      address: addressOf(scalarAt(node, 'host_ip')?.value ?? '', published?.value ?? ''),
      target: inner,
      targetAt: textSpan(target, source),
      protocol: protocolOf(scalarAt(node, 'protocol')?.value ?? 'tcp'),
    },
  ];
}

function scalarAt(node: PlainNode, key: string): ScalarNode | undefined {
  const value = nodeAt(node, key);
  return value?.type === 'scalar' && resolveScalar(value).type !== 'null' ? value : undefined;
}

const DEFAULT_PORT = /^\$\{\w+:?-\d{1,5}(-\d{1,5})?\}$/;

function addressOf(host: string, published: string): string | undefined {
  const [ip, port] = [interpolated(host), interpolated(published)];
  if (ip === undefined || (port === undefined && !DEFAULT_PORT.test(published))) return undefined;
  const isBareIpv6 = ip.includes(':') && !ip.startsWith('[');
  return `${isBareIpv6 ? `[${ip}]` : ip}:${port === '' ? '0' : (port ?? '')}`;
}

function protocolOf(text: string): 'tcp' | 'udp' | undefined {
  const protocol = interpolated(text)?.toLowerCase();
  return protocol === 'tcp' || protocol === 'udp' ? protocol : undefined;
}
