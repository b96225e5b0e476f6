import operatorDocument from '../../../../../../../schemas/operator-objects.schema.json';
import scrapeConfigDocument from '../../../../../../../schemas/scrape-config.schema.json';
import { buildSchema, type Field, type Schema, type SchemaNode, type StructShape } from '../../../../schema/shape';

/** The parts of the operator's objects that are judged: mappings with keys for TLS, credentials, a proxy, relabeling. */
export type BlockSort =
  | 'Endpoint'
  | 'PodEndpoint'
  | 'ProbeSpec'
  | 'Prober'
  | 'ProbeTargets'
  | 'RemoteWrite'
  | 'RemoteRead'
  | 'AlertmanagerEndpoints'
  | 'APIServerConfig'
  | 'ScrapeClass'
  | 'TracingConfig'
  | 'Web';

/** Which keys of a mapping are judged, and as what. */
interface BlockKeys {
  /** Keys that it has in common with the specification of a ScrapeConfig. */
  readonly shared?: readonly string[];
  /** With files in the container of Prometheus, or with references alone. */
  readonly tls?: 'TLSConfig' | 'SafeTLSConfig' | 'WebTLSConfig';
  readonly authorization?: 'Authorization' | 'SafeAuthorization';
  readonly tokens?: readonly ('bearerToken' | 'bearerTokenFile' | 'bearerTokenSecret')[];
  readonly relabeling?: readonly string[];
  readonly http?: 'WebHTTPConfig';
  /** Keys that only count by being there. */
  readonly present?: readonly string[];
}

const PROXY = ['proxyUrl', 'noProxy', 'proxyFromEnvironment', 'proxyConnectHeader'];
const RELABELINGS = ['relabelings', 'metricRelabelings'];

const BLOCKS: Readonly<Record<BlockSort, BlockKeys>> = {
  Endpoint: {
    shared: ['scheme', 'basicAuth', 'oauth2', ...PROXY],
    tls: 'TLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenFile', 'bearerTokenSecret'],
    relabeling: RELABELINGS,
  },
  PodEndpoint: {
    shared: ['scheme', 'basicAuth', 'oauth2', ...PROXY],
    tls: 'SafeTLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenSecret'],
    relabeling: RELABELINGS,
  },
  ProbeSpec: {
    shared: ['basicAuth', 'oauth2'],
    tls: 'SafeTLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenSecret'],
    relabeling: ['metricRelabelings'],
  },
  Prober: { shared: ['scheme', ...PROXY] },
  ProbeTargets: { relabeling: ['relabelingConfigs'] },
  RemoteWrite: {
    shared: ['basicAuth', 'oauth2', ...PROXY],
    tls: 'TLSConfig',
    authorization: 'Authorization',
    tokens: ['bearerToken', 'bearerTokenFile'],
    relabeling: ['writeRelabelConfigs'],
    present: ['sigv4', 'azureAd'],
  },
  RemoteRead: {
    shared: ['basicAuth', 'oauth2', ...PROXY],
    tls: 'TLSConfig',
    authorization: 'Authorization',
    tokens: ['bearerToken', 'bearerTokenFile'],
  },
  AlertmanagerEndpoints: {
    shared: ['scheme', 'basicAuth', ...PROXY],
    tls: 'TLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenFile'],
    relabeling: ['relabelings', 'alertRelabelings'],
    present: ['sigv4'],
  },
  APIServerConfig: {
    shared: ['basicAuth', ...PROXY],
    tls: 'TLSConfig',
    authorization: 'Authorization',
    tokens: ['bearerToken', 'bearerTokenFile'],
  },
  ScrapeClass: { tls: 'TLSConfig', authorization: 'Authorization', relabeling: RELABELINGS },
  TracingConfig: { tls: 'TLSConfig' },
  Web: { tls: 'WebTLSConfig', http: 'WebHTTPConfig' },
};

/** The shapes of the blocks, each with the keys that are judged and no others. */
export type BlockShapes = ReadonlyMap<BlockSort, StructShape>;

/** The shapes of all blocks, with the definitions of ScrapeConfig where they are the same. */
export function blockShapes(): BlockShapes {
  const schema = buildSchema({
    $defs: { ...definitionsOf(scrapeConfigDocument), ...definitionsOf(operatorDocument) },
  });
  return new Map(
    Object.entries(BLOCKS).map(([sort, keys]) => [sort as BlockSort, blockShape(sort as BlockSort, keys, schema)]),
  );
}

function definitionsOf(document: unknown): SchemaNode {
  return (document as { readonly $defs: SchemaNode }).$defs;
}

function blockShape(sort: BlockSort, keys: BlockKeys, schema: Schema): StructShape {
  const spec = fieldsOf(schema, 'ScrapeConfigSpec');
  const tokens = fieldsOf(schema, 'BearerToken');
  const relabelings = spec.get('relabelings');
  const fields = [
    ...(keys.shared ?? []).map((key) => spec.get(key)),
    ...(keys.tokens ?? []).map((key) => tokens.get(key)),
    keys.tls && fieldOf(schema, 'tlsConfig', keys.tls),
    keys.authorization && fieldOf(schema, 'authorization', keys.authorization),
    keys.http && fieldOf(schema, 'httpConfig', keys.http),
    ...(keys.relabeling ?? []).map((key) => relabelings && { ...relabelings, key }),
    ...(keys.present ?? []).map((key): Field => ({ key, schema: {}, shape: { kind: 'any', name: '', schema: {} } })),
  ].filter((field) => field !== undefined);
  return struct(sort, [sort], new Map(fields.map((field) => [field.key, field])));
}

/** The definition `name` under `key`; of those that add files to a shared one, both together. */
function fieldOf(schema: Schema, key: string, name: NonNullable<BlockKeys['tls' | 'authorization' | 'http']>): Field {
  const [base, added] =
    name === 'TLSConfig'
      ? ['SafeTLSConfig', 'TLSFilesConfig']
      : name === 'Authorization'
        ? ['SafeAuthorization', 'AuthorizationFile']
        : [name, undefined];
  const fields = new Map([...fieldsOf(schema, base), ...(added === undefined ? [] : fieldsOf(schema, added))]);
  const names = base === name ? [name] : [name, base];
  const described = schema.definition(base)?.schema ?? {};
  return { key, schema: {}, shape: { ...struct(name, names, fields), schema: described } };
}

function fieldsOf(schema: Schema, name: string): ReadonlyMap<string, Field> {
  const shape = schema.definition(name);
  return shape?.kind === 'struct' ? shape.fields : new Map();
}

function struct(name: string, names: readonly string[], fields: ReadonlyMap<string, Field>): StructShape {
  return { kind: 'struct', name, names, schema: {}, fields };
}
