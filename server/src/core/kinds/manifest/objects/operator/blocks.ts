/**
 * The parts of the operator's objects that are judged: mappings with keys for TLS, credentials, a proxy, relabeling, and
 * the frame of the monitors around them.
 */
export type BlockSort =
  | 'ServiceMonitorSpec'
  | 'PodMonitorSpec'
  | 'RunSpec'
  | 'Endpoint'
  | 'PodEndpoint'
  | 'ProbeSpec'
  | 'Prober'
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
export interface BlockKeys {
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
export const OTHER_NAMES: Readonly<Record<string, string>> = {
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
  endpoints: 'podMetricsEndpoints',
  podMetricsEndpoints: 'endpoints',
  scrapeClassName: 'scrapeClass',
};
/** Those of the addresses of a Probe, whose relabelings have the name of old. */
export const OTHER_NAMES_OF_TARGETS: Readonly<Record<string, string>> = {
  targets: 'static',
  relabelings: 'relabelingConfigs',
  relabelConfigs: 'relabelingConfigs',
};

/** The keys of every block. */
export const BLOCKS: Readonly<Record<BlockSort, BlockKeys>> = {
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
  RunSpec: {
    shared: ['scrapeInterval', 'scrapeTimeout'],
    renamed: { evaluationInterval: 'scrapeInterval', retention: 'scrapeInterval' },
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
