import operatorDocument from '../../../../../../../schemas/operator-objects.schema.json';
import scrapeConfigDocument from '../../../../../../../schemas/scrape-config.schema.json';
import { buildSchema, type Field, type Schema, type SchemaNode, type StructShape } from '../../../../schema/shape';

/**
 * The parts of the operator's objects that are judged: mappings with keys for TLS, credentials, a proxy, relabeling, and
 * the frame of the monitors around them.
 */
export type BlockSort =
  | 'ServiceMonitorSpec'
  | 'PodMonitorSpec'
  | 'Endpoint'
  | 'PodEndpoint'
  | 'ProbeSpec'
  | 'Prober'
  | 'ProbeTargets'
  | 'ProbeStatic'
  | 'ProbeIngress'
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
  /** Definitions with the other keys that there are. With them all keys are known, and an unknown one is reported. */
  readonly own?: readonly string[];
  /** How messages speak of the mapping. */
  readonly title?: string;
  /** Keys that are those of the specification of a ScrapeConfig under another name. */
  readonly renamed?: Readonly<Record<string, string>>;
}

const PROXY = ['proxyUrl', 'noProxy', 'proxyFromEnvironment', 'proxyConnectHeader'];
const RELABELINGS = ['relabelings', 'metricRelabelings'];
const SCRAPES = ['scrapeTimeout', 'honorLabels', 'honorTimestamps', 'trackTimestampsStaleness', 'params'];
const RENAMED = { interval: 'scrapeInterval', path: 'metricsPath', enableHttp2: 'enableHTTP2' };
const LIMITS = [
  'sampleLimit',
  'targetLimit',
  'labelLimit',
  'labelNameLengthLimit',
  'labelValueLengthLimit',
  'keepDroppedTargets',
  'scrapeProtocols',
  'fallbackScrapeProtocol',
  'scrapeClass',
  'scrapeClassicHistograms',
  'scrapeNativeHistograms',
  'nativeHistogramBucketLimit',
  'nativeHistogramMinBucketFactor',
  'convertClassicHistogramsToNHCB',
];

/** What people write who come from prometheus.yml, from a ScrapeConfig or from the operator of VictoriaMetrics. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  relabelConfigs: 'relabelings',
  relabel_configs: 'relabelings',
  metricRelabelConfigs: 'metricRelabelings',
  metric_relabel_configs: 'metricRelabelings',
  scrapeInterval: 'interval',
  scrape_interval: 'interval',
  metricsPath: 'path',
  metrics_path: 'path',
  enableHTTP2: 'enableHttp2',
  static_configs: 'staticConfig',
};
/** Those of the addresses of a Probe, whose relabelings have the name of old. */
const OTHER_NAMES_OF_TARGETS: Readonly<Record<string, string>> = {
  targets: 'static',
  relabelings: 'relabelingConfigs',
  relabelConfigs: 'relabelingConfigs',
};

const BLOCKS: Readonly<Record<BlockSort, BlockKeys>> = {
  ServiceMonitorSpec: {
    title: 'the `spec` of a ServiceMonitor',
    shared: [...LIMITS, 'bodySizeLimit'],
    own: ['Selection', 'ServiceMonitorKeys'],
  },
  PodMonitorSpec: {
    title: 'the `spec` of a PodMonitor',
    shared: [...LIMITS, 'bodySizeLimit'],
    own: ['Selection', 'PodMonitorKeys'],
  },
  Endpoint: {
    title: 'an endpoint of a ServiceMonitor',
    own: ['MonitorPort'],
    renamed: RENAMED,
    shared: ['scheme', 'basicAuth', 'oauth2', ...SCRAPES, ...PROXY],
    tls: 'TLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenFile', 'bearerTokenSecret'],
    relabeling: RELABELINGS,
  },
  PodEndpoint: {
    title: 'an endpoint of a PodMonitor',
    own: ['MonitorPort', 'PodMonitorPort'],
    renamed: RENAMED,
    shared: ['scheme', 'basicAuth', 'oauth2', ...SCRAPES, ...PROXY],
    tls: 'SafeTLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenSecret'],
    relabeling: RELABELINGS,
  },
  ProbeSpec: {
    title: 'the `spec` of a Probe',
    own: ['ProbeKeys'],
    renamed: { interval: 'scrapeInterval' },
    shared: ['jobName', 'scrapeTimeout', 'basicAuth', 'oauth2', ...LIMITS],
    tls: 'SafeTLSConfig',
    authorization: 'SafeAuthorization',
    tokens: ['bearerTokenSecret'],
    relabeling: ['metricRelabelings'],
  },
  Prober: {
    title: 'the `prober` of a Probe',
    own: ['ProberAddress'],
    renamed: { path: 'metricsPath' },
    shared: ['scheme', ...PROXY],
  },
  ProbeTargets: { title: 'the `targets` of a Probe', own: ['ProbeTargetSorts'] },
  ProbeStatic: { title: '`staticConfig`', own: ['ProbeStaticTargets'], relabeling: ['relabelingConfigs'] },
  ProbeIngress: { title: '`ingress`', own: ['ProbeIngressTargets'], relabeling: ['relabelingConfigs'] },
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

/** Whether all keys of a block are known, so that one that is not is a mistake. */
export function isClosed(sort: BlockSort): boolean {
  return BLOCKS[sort].own !== undefined;
}

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
    ...(keys.own ?? []).flatMap((name) => [...fieldsOf(schema, name).values()]),
    ...Object.entries(keys.renamed ?? {}).map(([key, name]) => withKey(spec.get(name), key)),
    ...(keys.tokens ?? []).map((key) => tokens.get(key)),
    keys.tls && fieldOf(schema, 'tlsConfig', keys.tls),
    keys.authorization && fieldOf(schema, 'authorization', keys.authorization),
    keys.http && fieldOf(schema, 'httpConfig', keys.http),
    ...(keys.relabeling ?? []).map((key) => withKey(relabelings, key)),
    ...(keys.present ?? []).map((key): Field => ({ key, schema: {}, shape: { kind: 'any', name: '', schema: {} } })),
  ].filter((field) => field !== undefined);
  const shape = struct(sort, [sort], new Map(fields.map((field) => [field.key, field])));
  if (keys.title === undefined) return shape;
  const others = shape.fields.has('relabelingConfigs') ? OTHER_NAMES_OF_TARGETS : OTHER_NAMES;
  return { ...shape, schema: { 'x-title': keys.title, 'x-other-names': others } };
}

function withKey(field: Field | undefined, key: string): Field | undefined {
  return field && { ...field, key };
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
