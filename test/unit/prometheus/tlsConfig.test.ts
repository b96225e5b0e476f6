import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { discovery, job } from '../support/job';

const CASES: readonly CheckCase[] = [
  {
    rules: [69],
    name: 'a CA twice',
    code: 'conflicting-keys',
    text: job('tls_config:\n  ca_file: f\n  ‹ca›: c'),
    says: 'at most one of ca, ca_file & ca_ref must be configured',
    fixed: job('tls_config:\n  ca_file: f'),
  },
  {
    rules: [70],
    name: 'a certificate twice',
    code: 'conflicting-keys',
    text: job('tls_config: {cert: c, ‹cert_file›: f, key: k}'),
    says: 'at most one of cert, cert_file & cert_ref must be configured',
    fixed: job('tls_config: {cert: c, key: k}'),
  },
  {
    rules: [71],
    name: 'a key twice',
    code: 'conflicting-keys',
    text: job('tls_config: {cert: c, key: k, ‹key_file›: f}'),
    says: 'at most one of key and key_file must be configured',
    fixed: job('tls_config: {cert: c, key: k}'),
  },
  {
    rules: [69],
    name: 'a CA twice, in the words of the time',
    version: '2.52',
    code: 'conflicting-keys',
    text: job('tls_config: {ca: c, ‹ca_file›: f}'),
    says: 'at most one of ca and ca_file must be configured',
  },
  { rules: [69], name: 'an empty CA', text: job("tls_config: {ca: '', ca_file: f}") },
  {
    rules: [69],
    name: 'in a discovery without an HTTP client',
    code: 'conflicting-keys',
    text: discovery('openstack', 'role: instance\nregion: r\ntls_config: {ca: c, ‹ca_file›: f}'),
  },
  {
    rules: [72],
    name: 'a certificate without its key',
    code: 'missing-key',
    text: job('tls_config:\n  ca_file: a\n  ‹cert_file›: c'),
    says: 'exactly one of key or key_file must be configured when a client certificate is configured',
  },
  {
    rules: [73],
    name: 'a key without its certificate',
    code: 'missing-key',
    text: job('tls_config: {‹key›: k}'),
    says: 'exactly one of cert or cert_file must be configured when a client key is configured',
  },
  {
    rules: [72],
    name: 'a certificate without its key in 2.42',
    version: '2.42',
    code: 'missing-key',
    text: job('tls_config: {‹cert_file›: c}'),
    says: 'specified without client key file',
  },
  {
    rules: [72, 73],
    name: 'a certificate in a file, its key in the config',
    text: job('tls_config: {cert_file: c, key: k}'),
  },
  {
    rules: [72],
    name: 'a misspelled key is not missing',
    code: 'unknown-key',
    text: job('tls_config: {cert_file: c, ‹keyfile›: k}'),
  },
  {
    rules: [76],
    name: 'a reference counts as a key, but cannot be used',
    code: 'secret-ref-without-manager',
    text: job('tls_config: {cert_file: c, ‹key_ref›: k}'),
  },
  {
    rules: [74],
    name: 'no version is left',
    code: 'tls-version-order',
    text: job('tls_config:\n  min_version: TLS13\n  max_version: ‹TLS12›'),
    says: 'tls_config.max_version must be greater than or equal to tls_config.min_version if both are specified',
    fixed: job('tls_config:\n  min_version: TLS13\n  max_version: TLS13'),
  },
  { rules: [74], name: 'one version is left', text: job('tls_config: {min_version: TLS12, max_version: TLS12}') },
];

describe('tls_config', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
