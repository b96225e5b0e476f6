import type { ScalarNode } from '../../../syntax/yaml/nodes';
import { detectKind, rootSection } from '../../detect';
import type { EmbeddedFile } from '../../kind';
import type { KindId } from '../../kindId';

/** The kinds of files that programs read from a ConfigMap or a Secret. */
const KINDS: ReadonlySet<KindId> = new Set([
  'prometheus',
  'web-config',
  'rules',
  'file-sd',
  'stunnel',
  'nginx',
  'blackbox',
  'alertmanager',
  'otel-collector',
  'helm-values',
]);

/** Pipes of Loki's language, whose rule files are the same but for the expressions. */
const LOGQL = /[}\s]\|[=~]\s*["`]|\|\s*(json|logfmt|line_format|label_format|unwrap)\b/;

/**
 * The file that `node` holds under the key `key` of a ConfigMap or a Secret; undefined where it is none of ours. A key
 * without an ending may name a YAML file too, if the content says so.
 */
export function embeddedFile(key: string, node: ScalarNode): EmbeddedFile | undefined {
  const text = node.value;
  // One line holds no file: it is a value, or the name of one.
  if (!/\n./.test(text)) return undefined;
  const names = key.includes('.') ? [key] : [key, `${key}.yaml`];
  for (const path of names) {
    const kind = detectKind({ path, text });
    if (kind === undefined || !KINDS.has(kind) || (kind === 'rules' && LOGQL.test(text))) continue;
    const section = kind === 'prometheus' ? rootSection({ path, text }) : undefined;
    return { kind, node, start: node.start, end: node.end, ...(section !== undefined && { section }) };
  }
  return undefined;
}
