import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const tracing = (...lines: readonly string[]) =>
  `tracing:\n  endpoint: tempo:4317\n${lines.map((line) => `  ${line}\n`).join('')}`;
const retention = (text: string) => `storage:\n  tsdb:\n    ${text}\n`;
const otlp = (...lines: readonly string[]) => `otlp:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const LEGACY = 'global:\n  metric_name_validation_scheme: legacy\n';
const ALL = 'promote_all_resource_attributes: true';

const CASES: readonly CheckCase[] = [
  {
    rules: [167],
    name: 'tracing without an endpoint',
    code: 'missing-key',
    text: 'tracing:\n  ‹insecure›: true\n',
    says: 'tracing endpoint must be set',
  },
  { rules: [167], name: 'tracing to nowhere', code: 'missing-key', text: 'tracing: ‹{}›\n' },
  { rules: [167], name: 'an empty endpoint', code: 'invalid-value', text: 'tracing: { endpoint: ‹""› }\n' },
  { rules: [167], name: 'tracing without a value is off', text: 'tracing:\n' },
  {
    rules: [168],
    name: 'an unknown client',
    code: 'invalid-value',
    text: tracing('client_type: ‹GRPC›'),
    says: 'expected tracing client type to be to be http or grpc, but got GRPC',
    fixed: tracing('client_type: grpc'),
  },
  {
    rules: [169],
    name: 'an unknown compression',
    code: 'invalid-value',
    text: tracing('compression: ‹zstd›'),
    says: 'invalid compression type zstd provided, valid options: gzip',
  },
  {
    rules: [170],
    name: 'an authorization header',
    code: 'reserved-header',
    text: tracing('headers: { ‹Authorization›: x }'),
    says: 'custom authorization header configuration is not yet supported',
  },
  {
    rules: [171],
    name: 'a header that Prometheus sets itself',
    code: 'reserved-header',
    text: tracing('headers: { X-Team: a, ‹User-Agent›: x }'),
    says: 'User-Agent is a reserved header. It must not be changed',
  },
  {
    rules: [172, 72],
    name: 'half a client pair',
    code: 'missing-key',
    text: tracing('tls_config: { ‹cert_file›: a.crt }'),
    says: 'exactly one of key or key_file must be configured',
  },
  {
    rules: [172],
    name: 'TLS settings beside insecure',
    code: 'ignored-key',
    severity: 'warning',
    text: tracing('insecure: true', '‹tls_config›: { ca_file: ca.crt }'),
    fixed: tracing('tls_config: { ca_file: ca.crt }'),
  },
  {
    rules: [172],
    name: 'a percentage where a fraction is expected',
    code: 'fraction-out-of-range',
    severity: 'warning',
    text: tracing('sampling_fraction: ‹10›'),
  },
  { rules: [172], name: 'a fraction', text: tracing('sampling_fraction: 0.1') },
  {
    rules: [173],
    name: 'a negative size',
    code: 'invalid-value',
    text: retention('retention: { time: 15d, size: ‹-1GB› }'),
    says: "'storage.tsdb.retention.size' must be greater than or equal to 0",
  },
  {
    rules: [173],
    name: 'a negative size up to 3.10',
    version: '3.10',
    text: retention('retention: { time: 15d, size: -1GB }'),
  },
  {
    rules: [174],
    name: 'a percentage above 100',
    code: 'invalid-value',
    text: retention('retention: { time: 15d, percentage: ‹101› }'),
    says: "'storage.tsdb.retention.percentage' must be in the range [0, 100], got 101",
  },
  {
    rules: [174],
    name: 'a negative percentage',
    code: 'invalid-value',
    text: retention('retention: { time: 15d, percentage: ‹-1› }'),
  },
  {
    rules: [175],
    name: 'an unknown encoding',
    code: 'invalid-value',
    text: retention('chunk_encoding: { floats: ‹gorilla› }'),
    says: /must be 'xor' or 'xor2', .*, got "gorilla"/,
  },
  { rules: [175], name: 'an encoding', text: retention('chunk_encoding: { floats: xor }') },
  {
    rules: [175],
    name: 'an encoding behind a flag',
    code: 'feature-flag-needed',
    severity: 'warning',
    version: '3.14',
    text: retention('chunk_encoding: { floats: ‹xor2› }'),
  },
  {
    rules: [175],
    name: 'a retention without any limit',
    code: 'retention-without-limit',
    severity: 'warning',
    text: retention('‹retention›: {}'),
  },
  {
    rules: [175],
    name: 'a retention without a time',
    code: 'retention-without-time',
    severity: 'info',
    text: retention('‹retention›: { size: 100GB }'),
  },
  { rules: [175], name: 'up to 3.10 the flags stay', version: '3.10', text: retention('retention: { size: 100GB }') },
  { rules: [175], name: 'a retention that says so', text: retention('retention: { time: 0s, size: 100GB }') },
  {
    rules: [175],
    name: 'a size beside a percentage',
    code: 'ignored-key',
    severity: 'warning',
    text: retention('retention: { time: 15d, ‹size›: 100GB, percentage: 80 }'),
    fixed: retention('retention: { time: 15d, percentage: 80 }'),
  },
  {
    rules: [175],
    name: 'a threshold that is no fraction',
    code: 'fraction-out-of-range',
    severity: 'warning',
    text: retention('stale_series_compaction_threshold: ‹50›'),
  },
  {
    rules: [176],
    name: 'an unknown strategy',
    code: 'invalid-value',
    text: otlp('translation_strategy: ‹noTranslation›'),
    says: 'unsupported OTLP translation strategy "noTranslation"',
    fixed: otlp('translation_strategy: NoTranslation'),
  },
  { rules: [176], name: 'an empty strategy is the default', text: otlp('translation_strategy: ""') },
  {
    rules: [177],
    name: 'UTF-8 names under legacy',
    code: 'name-scheme-conflict',
    text: LEGACY + otlp('translation_strategy: ‹NoTranslation›'),
    says: 'OTLP translation strategy "NoTranslation" is not allowed when UTF8 is disabled',
  },
  {
    rules: [177],
    name: 'UTF-8 names with suffixes under legacy, which stands below',
    code: 'name-scheme-conflict',
    text: otlp('translation_strategy: ‹NoUTF8EscapingWithSuffixes›') + LEGACY,
  },
  {
    rules: [177],
    name: 'escaped names under legacy',
    text: LEGACY + otlp('translation_strategy: UnderscoreEscapingWithoutSuffixes'),
  },
  {
    rules: [178],
    name: 'all attributes and some',
    code: 'conflicting-keys',
    text: otlp('promote_resource_attributes: [a]', '‹promote_all_resource_attributes›: true'),
    says: 'cannot be configured simultaneously',
  },
  { rules: [178], name: 'all attributes and none', text: otlp(ALL, 'promote_resource_attributes: []') },
  {
    rules: [179],
    name: 'attributes to ignore where none are promoted',
    code: 'missing-key',
    text: otlp('‹ignore_resource_attributes›: [a]'),
    fixed: otlp(ALL, 'ignore_resource_attributes: [a]'),
    says: "cannot be configured unless 'promote_all_resource_attributes' is true",
  },
  { rules: [179], name: 'attributes to ignore', text: otlp(ALL, 'ignore_resource_attributes: [a, b]') },
  {
    rules: [180],
    name: 'an attribute twice, blanks around it or not, and an empty one',
    code: 'invalid-value',
    text: otlp(ALL, 'ignore_resource_attributes: [a, ‹" a"›, ‹""›]'),
    says: 'duplicated ignored OTel resource attribute "a"',
  },
  {
    rules: [180],
    name: 'a null attribute',
    code: 'invalid-value',
    text: otlp('promote_resource_attributes:', '  - a', '  - ‹null›'),
    says: "invalid 'promote_resource_attributes': empty promoted OTel resource attribute",
  },
];

describe('tracing, storage and otlp', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
