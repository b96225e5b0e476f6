import type { Field, ScalarShape } from '../../server/src/core/schema/shape';
import type { Random } from './random';
import { quoted } from './tree';

const UUID = '00000000-0000-4000-8000-000000000001';

/** Plausible values of text fields that take more than any text, by their key. */
const BY_KEY: Readonly<Record<string, readonly string[]>> = {
  client_id: [UUID],
  tenant_id: [UUID],
  subscription_id: [UUID],
  project_id: [UUID],
  secret_key: [UUID],
  access_key: ['SCW00000000000000000'],
  organization_id: [UUID],
  zone: ['fr-par-1', 'europe-west1-b'],
  host: ['unix:///var/run/docker.sock', 'http://docker.example.net:2375'],
  server: ['http://server.example.net:5676', 'consul.example.net:8500'],
  endpoint: ['https://api.example.net', 'otel.example.net:4317', 'ovh-eu'],
  url: ['http://example.net:8080/path', 'https://user@example.net/', 'http://example.net'],
  cert: ['pem'],
  dns_suffix: ['triton.example.net'],
  port: ['9100'],
  compartments: ['ocid1.compartment'],
  private_key: ['key'],
  api_url: ['https://api.example.net'],
  api_server: ['https://kubernetes.example.net:6443'],
  token_url: ['https://token.example.net/oauth2'],
  metrics_path: ['/metrics', '/probe'],
  scope: ['https://monitor.azure.com//.default'],
  region: ['eu-west-1'],
  query: ['nodes { }', 'resources { type = "Package" }'],
  location: ['lon1'],
  label: ['app=web', 'environment in (production, qa)'],
  field: ['metadata.name=my-pod', 'status.phase!=Running'],
  api_version: ['v2'],
  target_label: ['instance', 'job', '$1_x'],
  replacement: ['$1', 'value', ''],
  separator: [';', ''],
  grant_type: ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
  signature_algorithm: ['RS256', 'RS384'],
  authentication_method: ['OAuth', 'ManagedIdentity', 'SDK'],
  environment: ['AzurePublicCloud'],
  cloud: ['AzurePublic', 'AzureChina'],
  record: ['job:requests:rate5m', 'up:sum'],
  alert: ['InstanceDown', 'High latency'],
  summary: ['{{ $labels.instance }} is down', '{{ $value | humanize }}', 'text'],
};

/** Expressions, good ones and some that promtool refuses. */
const EXPRESSIONS: readonly string[] = [
  ...['up == 0', 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 0.1', 'time() - x > 3600'],
  ...['histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le))', 'a / on (x) group_left (y) b', 'absent(up{job="a"})'],
  ...['a offset 5m + b and c unless d', 'max_over_time(rate(x[5m])[1h:1m])', 'topk(3, x)', '1 > bool 2', '-x ^ 2'],
  ...['label_replace(x, "a", "$1", "b", "(.*)")', 'count_values("v", x)', 'predict_linear(x[1h], 3600) < 0'],
  ...[
    'rate(x)',
    'sum(x[5m])',
    'foo(x)',
    'x{a=b}',
    'x{a="b"',
    'x > > 1',
    '1 > 2',
    'sum(x',
    'x)',
    'x[5m]',
    '{a=""}',
    'x y',
  ],
  ...[
    'x offset 5m [5m]',
    'x{a=~"("}',
    'clamp(x, 1)',
    'topk(x)',
    'x and 1',
    'x + bool y',
    'x = 1',
    'x{a="\\d"}',
    '# x',
    '$x',
  ],
];

/** Plausible items of lists, by the key of the list. */
const ITEMS: Readonly<Record<string, readonly string[]>> = {
  paths: ['/zk/path'],
  files: ['targets/*.json', 'targets.yml'],
  servers: ['http://marathon.example.net:8080', 'zk.example.net:2181'],
  rule_files: ['rules/*.yml'],
  scrape_config_files: ['jobs/*.yml'],
  targets: ['localhost:9090', '[::1]:9100', 'example.net'],
  source_labels: ['__address__', 'job'],
  names: ['default', 'example.net'],
  client_allowed_sans: ['client.example.net'],
};

const BY_FORMAT: Readonly<Record<string, readonly string[]>> = {
  duration: ['30s', '1m', '1h30m', '500ms', '15s', '1d', '0'],
  'go-duration': ['1s', '1.5h', '100ms', '-1s', '0'],
  size: ['10MB', '1GiB', '512KB', '0', '1.5MB'],
  url: ['http://proxy.example.net:3128', 'https://example.net/', ''],
  re2: ['(.*)', 'a|b', '([^:]+):\\d+', '.+', '(?i)x'],
  'label-name': ['team', 'env', 'a_b'],
  'bcrypt-hash': ['$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG'],
  target: ['localhost:9090', 'example.net:443'],
};

/** The source of a scalar that its program takes, as far as the schema and the key tell. */
export function scalarValue(random: Random, shape: ScalarShape, key: string): string {
  if (key === 'expr') return JSON.stringify(random.pick(EXPRESSIONS));
  if (shape.enum.length > 0) return quoted(random.pick(shape.enum.filter((member) => member !== '')));
  switch (shape.type) {
    case 'boolean':
      return random.pick(['true', 'false', 'true', 'false', 'yes', 'off']);
    case 'integer':
      return String(random.pick([1, 5, 10, 100, 8080, 0]));
    case 'number':
      return random.pick(['0.5', '1', '1.1', '1e2']);
    default:
      return quoted(random.pick(BY_FORMAT[shape.format] ?? BY_KEY[key] ?? ITEMS[key] ?? ['text', 'some-value', 'a_b']));
  }
}

/** The name of an entry of a map under `key`. */
export function mapKey(random: Random, key: string): string {
  if (key === 'annotations') return random.pick(['summary', 'description']);
  if (key === 'headers' && random.chance(50)) return random.pick(['X-Frame-Options', 'Content-Security-Policy']);
  if (/headers?$/.test(key)) return random.pick(['X-Custom', 'X-Scope-OrgID', 'Accept']);
  return random.pick(['team', 'env', 'region', 'a_b', 'module']);
}

/** Whether `field` is known to a program of `version`. */
export function isKnown(field: Field, version: number): boolean {
  return (field.since ?? 0) <= version && (field.until === undefined || version < field.until + 1000);
}

/** Sources of scalars that something in the way of a value goes wrong with, or that YAML reads in an odd way. */
export const ODD_SCALARS: readonly string[] = [
  ...[
    '',
    '~',
    'null',
    '""',
    "''",
    '0',
    '-1',
    '1.5',
    '0x10',
    '010',
    '0b11',
    '0o17',
    '1_000',
    '1e3',
    '.5',
    '.inf',
    '.nan',
  ],
  ...[
    'yes',
    'No',
    'ON',
    'y',
    'N',
    'TRUE',
    '"true"',
    "'1'",
    '"5"',
    'true',
    '2020-01-01',
    '1:30',
    '=',
    '<<',
    '@a',
    '`a`',
  ],
  ...[
    '!!str 1',
    '!!int "1"',
    '!!bool "yes"',
    '!!null ""',
    '!custom x',
    '!!float 1',
    '!!binary aGk=',
    '&anchor a',
    '*nope',
  ],
  ...['30', '1.5m', '5 m', '1h1h', '1m1h', '-5m', '5M', '100', '1KB1MiB', '10kB', '5mb', '1e', '99999999999999999999'],
  ...[
    '(',
    '(?!a)',
    'a{1001}',
    '[a-',
    '\\p{Foo}',
    '(?P<n>a)',
    '(?<n>a)',
    '\\1',
    '*',
    'a**',
    '%zz',
    'http://[::1',
    ':a',
    'a b',
  ],
  ...['"http://a b/"', '"http://a:port/"', '"\\u0000"', '"\\xff"', '"a\\nb"', '{}', '[]', '{a: b}', '[a, b]', '[[a]]'],
  ...[
    '|\n  a\n  b',
    '>-\n  a\n  b',
    '"a\n  b"',
    'a\n  b',
    'a: b',
    '- a',
    'a #b',
    '#b',
    '"é"',
    '日本',
    '-',
    '?',
    '? a',
    'a/b',
  ],
  ...[
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551615',
    '18446744073709551616',
    '1E400',
    '-0',
    '+1',
  ],
  ...['1.0', '1.9', '-1.5', '+.5', '0.1e1', '1__0', '0x', '08', '-010', '"0x10"', '0.0', '4294967296', '2147483648'],
];

export { BY_FORMAT, ITEMS };
