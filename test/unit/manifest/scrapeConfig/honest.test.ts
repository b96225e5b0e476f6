import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsIn } from '../../support/expectFindings';
import { scrapeConfig } from '../../support/scrapeConfig';

const secret = '{name: s, key: k}';
const tls = `tlsConfig: {ca: {secret: ${secret}}, insecureSkipVerify: false}`;
const oauth2 = `oauth2: {clientId: {secret: ${secret}}, clientSecret: ${secret}, tokenUrl: "https://t/token", ${tls}}`;
const token = `authorization: {type: Bearer, credentials: ${secret}}`;
const login = `basicAuth: {username: ${secret}, password: ${secret}}`;

/** Honest bodies of a ScrapeConfig. */
const HONEST: readonly (readonly [name: string, spec: string])[] = [
  ['nothing at all', '{}\n'],
  [
    'static targets',
    'staticConfigs:\n  - labels:\n      job: node\n      __metrics_path__: /proxy\n    targets:\n      - a.example:9100\n      - "[::1]:9100"\n      - 10.0.0.1\n',
  ],
  [
    'a federation',
    'honorLabels: true\nmetricsPath: /federate\nparams:\n  match[]:\n    - \'{job="a"}\'\nstaticConfigs: [{targets: [a:9090]}]\n',
  ],
  [
    'probes',
    `metricsPath: /probe\nparams: {module: [http_2xx]}\nstaticConfigs: [{targets: ["https://a.example/x", "https://b.example"]}]\nrelabelings:\n  - sourceLabels: [__address__]\n    targetLabel: __param_target\n  - sourceLabels: [__param_target]\n    targetLabel: instance\n  - targetLabel: __address__\n    replacement: blackbox.monitoring.svc:9115\n`,
  ],
  [
    'SNMP',
    'scrapeInterval: 1m\nscrapeTimeout: 50s\nmetricsPath: /snmp\nparams: {auth: [public_v2], module: [if_mib]}\nstaticConfigs: [{targets: [192.168.1.2]}]\nrelabelings: [{sourceLabels: [__address__], targetLabel: __param_target}, {targetLabel: __address__, replacement: "snmp:9116"}]\n',
  ],
  [
    'nodes of the cluster',
    `kubernetesSDConfigs: [{role: Node}]\nscheme: HTTPS\ntlsConfig: {insecureSkipVerify: true}\nrelabelings:\n  - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}\n  - {sourceLabels: [__meta_kubernetes_node_name], targetLabel: __address__, replacement: "\${1}:9100"}\n`,
  ],
  [
    'pods with selectors',
    'kubernetesSDConfigs:\n  - role: Pod\n    namespaces: {ownNamespace: true, names: [a, b]}\n    attachMetadata: {node: true}\n    selectors: [{role: Pod, label: "app in (a,b),!c", field: status.phase=Running}]\nrelabelings:\n  - sourceLabels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]\n    action: keep\n    regex: "true"\n  - sourceLabels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]\n    action: replace\n    regex: ([^:]+)(?::\\d+)?;(\\d+)\n    replacement: $1:$2\n    targetLabel: __address__\n',
  ],
  ['another cluster', `kubernetesSDConfigs: [{role: Endpoints, apiServer: "https://a:6443", ${tls}, ${token}}]\n`],
  [
    'files and lists',
    'fileSDConfigs: [{files: [/etc/p/a.json, /etc/p/*.yaml], refreshInterval: 5m}]\nhttpSDConfigs: [{url: "http://a/sd?x=1", refreshInterval: 30s, proxyUrl: "http://p:3128", noProxy: b}]\n',
  ],
  ['names', 'dnsSDConfigs: [{names: [_a._tcp.b.]}, {names: [a], type: A, port: 9100, refreshInterval: 15s}]\n'],
  [
    'registries',
    `consulSDConfigs: [{server: "consul:8500", scheme: https, services: [a, b], tags: [c], nodeMeta: {d: e}, allowStale: true, tokenRef: ${secret}}]\neurekaSDConfigs: [{server: "http://eureka:8761/eureka/v2"}]\nnomadSDConfigs: [{server: "http://nomad:4646", region: global, ${token}}]\nkumaSDConfigs: [{server: "http://kuma:5676", clientID: p, fetchTimeout: 2m}]\npuppetDBSDConfigs: [{url: "https://p:8081", query: "resources { type = 'X' }", port: 9100}]\n`,
  ],
  [
    'containers',
    'dockerSDConfigs: [{host: "unix:///var/run/docker.sock", filters: [{name: label, values: [a, b]}], port: 80, matchFirstNetwork: true}]\ndockerSwarmSDConfigs: [{host: "tcp://d:2375", role: Tasks}]\n',
  ],
  [
    'clouds',
    `ec2SDConfigs: [{region: eu-west-1, accessKey: ${secret}, secretKey: ${secret}, roleARN: arn, filters: [{name: tag, values: [a]}]}]\nlightSailSDConfigs: [{region: us-east-1}]\nazureSDConfigs: [{subscriptionID: a, authenticationMethod: ManagedIdentity}, {subscriptionID: a, tenantID: b, clientID: c, clientSecret: ${secret}, port: 9100}]\ngceSDConfigs: [{project: a, zone: b, filter: c}]\ndigitalOceanSDConfigs: [{${token}, port: 80}]\nlinodeSDConfigs: [{${oauth2}, tagSeparator: ","}]\nhetznerSDConfigs: [{role: hcloud, ${token}, labelSelector: a=b}, {role: robot, ${login}}]\n`,
  ],
  [
    'more clouds',
    `ionosSDConfigs: [{datacenterID: a, ${token}}]\novhcloudSDConfigs: [{applicationKey: a, applicationSecret: ${secret}, consumerKey: ${secret}, service: VPS, endpoint: ovh-eu}]\nopenstackSDConfigs: [{role: Instance, region: a, identityEndpoint: "http://k:5000/v3", username: b, password: ${secret}, domainName: c, projectName: d, availability: public, userid: e}]\nscalewaySDConfigs: [{role: Baremetal, accessKey: SCWAAAAAAAAAAAAAAAAA, projectID: 11111111-2222-3333-4444-555555555555, secretKey: ${secret}, tagsFilter: [a], zone: nl-ams-1}]\n`,
  ],
  [
    'everything of the spec',
    `jobName: a\nscrapeClass: b\nscheme: https\n${oauth2}\n${tls}\nproxyFromEnvironment: true\nproxyConnectHeader: {X-A: [${secret}]}\nenableHTTP2: true\nenableCompression: true\nhonorTimestamps: false\ntrackTimestampsStaleness: true\nbodySizeLimit: 10MB\nsampleLimit: 100\ntargetLimit: 10\nlabelLimit: 5\nlabelNameLengthLimit: 6\nlabelValueLengthLimit: 7\nkeepDroppedTargets: 0\nscrapeProtocols: [PrometheusProto, OpenMetricsText1.0.0]\nfallbackScrapeProtocol: PrometheusText0.0.4\nscrapeClassicHistograms: true\nscrapeNativeHistograms: true\nconvertClassicHistogramsToNHCB: true\nnativeHistogramBucketLimit: 160\nnativeHistogramMinBucketFactor: "1.1"\nnameValidationScheme: UTF8\nnameEscapingScheme: AllowUTF8\nmetricRelabelings: [{sourceLabels: [__name__], regex: go_.*, action: Drop}, {action: LabelDrop, regex: a}]\n`,
  ],
];

describe('honest ScrapeConfigs', () => {
  test.each(HONEST)('%s', (_name, spec) => {
    const text = spec === '{}\n' ? scrapeConfig('').replace('spec:\n', 'spec: {}\n') : scrapeConfig(spec);
    expect(findingsIn('scrape-config', text).map(({ message }) => message)).toEqual([]);
  });
});

/** Pieces of manifests, good and bad, so that random texts get far. */
const piece = fc.constantFrom(
  ...HONEST.map(([, spec]) => scrapeConfig(spec)),
  ...HONEST.flatMap(([, spec]) => spec.split('\n').map((line) => `  ${line}\n`)),
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  'kind: List\nitems:\n- ',
  '&a [*a]\n',
  '*a ',
  '<<: *a\n',
  '  scrapeInterval: ""\n',
  '  relabelings: [null, 1, {action: hashmod}]\n',
  '  basicAuth: &a {username: *a}\n',
  '"',
  '{',
  '\t',
);

test('any text gives findings inside of it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      for (const version of ['2.30', '2.45', '99.0']) {
        for (const { start, end, message } of findingsIn('scrape-config', text, { version })) {
          expect(0 <= start && start <= end && end <= text.length, message).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a text that is matched with a pattern may be long', () => {
  const digits = '1'.repeat(2_000_000);
  const found = findingsIn('scrape-config', scrapeConfig(`bodySizeLimit: "${digits}"\n`));
  expect(found.map(({ code, message }) => [code, message])).toEqual([['invalid-value', 'This value is far too long.']]);
});

test('no message shows the password of an address', () => {
  const url = (scheme: string) => `"${scheme}://user:hunter2@host:port/x"`;
  const text = scrapeConfig(
    `proxyUrl: ${url('http')}\nstaticConfigs: [{targets: [${url('http')}, ${url('http')}]}]\n` +
      ['http', 'ftp']
        .map((scheme) => url(scheme))
        .map((address) => `  - {url: ${address}, proxyUrl: ${address}}\n`)
        .join('')
        .replace(/^/, 'httpSDConfigs:\n') +
      `kumaSDConfigs: [{server: ${url('http')}}, {server: ${url('ftp')}}]\neurekaSDConfigs: [{server: ${url('http')}}]\n` +
      `dockerSDConfigs: [{host: ${url('tcp')}}]\nkubernetesSDConfigs: [{role: Pod, apiServer: ${url('https')}}]\n` +
      `scalewaySDConfigs: [{role: Instance, accessKey: a, projectID: b, secretKey: {name: s, key: k}, apiURL: "https://user:hunter2@a/"}]\n` +
      `oauth2: {clientId: {}, clientSecret: hunter2, tokenUrl: ${url('ftp')}}\nbasicAuth: {username: hunter2, password: {value: hunter2}}\n`,
  );
  const found = findingsIn('scrape-config', text);
  expect(found.length).toBeGreaterThan(15);
  expect(JSON.stringify(found.map(({ message, related }) => [message, related]))).not.toContain('hunter');
});
