import schemaDocument from '../../../../schemas/prometheus.schema.json';
import type { Client, ClientTls, Credential, FileRef, Secret } from '../model/nouns';
import { decode } from '../schema/decode';
import { noRepetition } from '../schema/repetition';
import { buildSchema, type SchemaNode, type StructShape } from '../schema/shape';
import type { MappingNode, Pair } from '../syntax/yaml/nodes';
import { clientTls } from './prometheus/clientTls';
import { credentialsOf } from './prometheus/credentials';
import { oauth2Clients } from './prometheus/oauth2Clients';
import { secretsAndFiles } from './prometheus/secretsAndFiles';
import { entriesOf, type PlainNode } from './yamlReading';

/** What a mapping says of TLS and credentials in the keys of Prometheus' common library. */
export interface HttpClientParts {
  readonly tls?: ClientTls;
  readonly credentials: readonly Credential[];
  /** Who fetches its tokens. */
  readonly tokenClients: readonly Client[];
  readonly secrets: readonly Secret[];
  readonly files: readonly FileRef[];
}

/** Reads `node` for the client called `name`; keys of `renamed` are read as the key that they stand for. */
export type HttpClientReader = (
  node: PlainNode | undefined,
  name: string,
  renamed?: Readonly<Record<string, string>>,
) => HttpClientParts;

const NOTHING: HttpClientParts = { credentials: [], tokenClients: [], secrets: [], files: [] };

/**
 * A reader of the HTTP settings that many programs take from Prometheus' common library (`basic_auth`, `tls_config`,
 * …); other keys beside them are passed over. `base` is where the program lets relative paths start.
 */
export function httpClientReader(base: FileRef['base']): HttpClientReader {
  const shape = buildSchema(schemaDocument as SchemaNode).definition('http_client');
  return (node, name, renamed = {}) => {
    if (shape?.kind !== 'struct' || node?.type !== 'mapping') return NOTHING;
    const context = { version: Number.MAX_SAFE_INTEGER, program: '', report: () => undefined, around: [] };
    const block = decode(knownPart(node, shape, renamed), shape, { ...context, repetition: noRepetition() });
    if (block?.kind !== 'struct') return NOTHING;
    const tls = clientTls(block);
    const parts: HttpClientParts = {
      ...secretsAndFiles(block),
      credentials: credentialsOf(block),
      tokenClients: oauth2Clients(block, name),
      ...(tls !== undefined && { tls }),
    };
    return base === 'config' ? parts : withBase(parts, base);
  };
}

/** `node` with nothing but the keys of `shape`: those beside them belong to the program. */
function knownPart(node: MappingNode, shape: StructShape, renamed: Readonly<Record<string, string>>): MappingNode {
  const pairs = entriesOf(node).flatMap(({ key, keyNode, value }): Pair[] => {
    const name = renamed[key] ?? key;
    return shape.fields.has(name) ? [{ key: { ...keyNode, value: name }, value }] : [];
  });
  return { ...node, pairs };
}

/** A copy of plain data in which every file has the base `base`. */
function withBase<T>(value: T, base: FileRef['base']): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withBase(item, base)) as T;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withBase(inner, base)]));
  return ('holds' in copy ? { ...copy, base } : copy) as T;
}
