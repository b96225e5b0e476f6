import type { Finding, Fix, Related } from '../findings/finding';
import type { YamlNode } from '../syntax/yaml/nodes';
import type { Span } from '../text/span';

/** Programs whose names are written in lower case wherever they stand. */
const LOWER_CASE =
  /^([a-z][\w-]*_exporter|stunnel|systemd|nginx|ufw|iptables|ip6tables|nft|nftables|firewalld|syslog|promtool|docker|kubectl|kubelet|podman|etcd|otelcol)(?![\w-])/;

/** `text` with a capital letter at its start, unless that is the name of a program which has none. */
export function asSentence(text: string): string {
  return LOWER_CASE.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** A finding of the structure: an error with one of the shared codes; its message begins like a sentence. */
export function structural(
  code: string,
  span: Span,
  text: string,
  fixes: readonly Fix[] = [],
  related: readonly Related[] = [],
): Finding {
  return {
    code,
    severity: 'error',
    category: 'validation',
    start: span.start,
    end: span.end,
    message: asSentence(text),
    ...(fixes.length > 0 && { fixes }),
    ...(related.length > 0 && { related }),
  };
}

/** Where to point at for `node`: itself, but only the first key of a mapping and the first item of a list. */
export function spanOf(node: YamlNode): Span {
  if (node.type === 'mapping' && !node.flow) return node.pairs[0] === undefined ? node : node.pairs[0].key;
  if (node.type === 'sequence' && !node.flow) return { start: node.start, end: node.start + 1 };
  return node;
}

/** The fix that puts `text` in the place of `span`. */
export function replaceFix(title: string, span: Span, text: string, preferred = true): Fix {
  return { title, preferred, changes: [{ start: span.start, end: span.end, newText: text }] };
}
