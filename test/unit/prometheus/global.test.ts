import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const labels = (scheme: string, name: string) =>
  `global:\n${scheme === '' ? '' : `  metric_name_validation_scheme: ${scheme}\n`}  external_labels:\n    ${name}: x\n`;

const CASES: readonly CheckCase[] = [
  {
    rules: [30],
    name: 'an external label without a name',
    code: 'invalid-value',
    text: labels('', '‹""›'),
    says: '"" is not a valid label name',
  },
  { rules: [30], name: 'any name from 3.0 on', text: labels('', 'a.b') },
  {
    rules: [30],
    name: 'a UTF-8 name under legacy',
    code: 'invalid-value',
    text: labels('legacy', '‹a.b›'),
    says: '"a.b" is not a valid label name',
    fixed: labels('legacy', 'a_b'),
  },
  { rules: [30], name: 'legacy did not restrict labels before 3.7', version: '3.6', text: labels('legacy', 'a.b') },
  {
    rules: [30],
    name: 'a UTF-8 name in 2.x',
    code: 'invalid-value',
    version: '2.42',
    text: labels('', '‹a.b›'),
    says: '"a.b" is not a valid label name',
  },
  {
    rules: [30],
    name: 'values may name environment variables',
    text: 'global:\n  external_labels:\n    a: $HOST-$$x\n',
  },
  {
    rules: [31],
    name: 'a timeout longer than the interval',
    code: 'global-timeout-exceeds-interval',
    text: 'global:\n  scrape_interval: 10s\n  scrape_timeout: ‹15s›\n',
    says: 'global scrape timeout greater than scrape interval',
  },
  {
    rules: [31],
    name: 'a timeout longer than the default interval',
    code: 'global-timeout-exceeds-interval',
    text: 'global:\n  scrape_timeout: ‹2m›\n',
  },
  { rules: [31], name: 'an interval shorter than the default timeout', text: 'global:\n  scrape_interval: 5s\n' },
  {
    rules: [32, 40],
    name: 'no protocol',
    code: 'invalid-value',
    text: 'global:\n  scrape_protocols: ‹[]›\n',
    says: 'scrape_protocols cannot be empty for global config',
  },
  {
    rules: [32, 41],
    name: 'a protocol twice',
    code: 'duplicate-scrape-protocol',
    text: 'global:\n  scrape_protocols: [PrometheusProto, ‹PrometheusProto›]\n',
    says: 'got [PrometheusProto PrometheusProto] for global config',
  },
  {
    rules: [32, 42],
    name: 'an unknown protocol',
    code: 'invalid-value',
    text: 'global:\n  scrape_protocols:\n    - ‹openmetricstext1.0.0›\n',
    says: /scrape_protocols: unknown scrape protocol openmetricstext1\.0\.0, .* for global config\.$/,
    fixed: 'global:\n  scrape_protocols:\n    - OpenMetricsText1.0.0\n',
  },
  {
    rules: [33],
    name: 'an unknown validation scheme',
    code: 'invalid-value',
    text: 'global:\n  metric_name_validation_scheme: ‹UTF8›\n',
    says: 'unrecognized ValidationScheme: "UTF8"',
    fixed: 'global:\n  metric_name_validation_scheme: utf8\n',
  },
  { rules: [33], name: 'an empty validation scheme', text: 'global:\n  metric_name_validation_scheme: ""\n' },
  {
    rules: [33],
    name: 'utf8 needs a flag in 2.55',
    code: 'feature-flag-needed',
    severity: 'warning',
    version: '2.55',
    text: 'global:\n  metric_name_validation_scheme: ‹utf8›\n',
  },
  {
    rules: [33],
    name: 'the scheme before there was one',
    code: 'newer-version-needed',
    version: '2.54',
    text: 'global:\n  ‹metric_name_validation_scheme›: legacy\n',
  },
  {
    rules: [34],
    name: 'an unknown escaping scheme, with a job',
    code: 'invalid-value',
    text: 'global:\n  metric_name_escaping_scheme: ‹dot›\nscrape_configs:\n  - job_name: a\n',
    says: 'unknown global name escaping method specified',
    fixed: 'global:\n  metric_name_escaping_scheme: dots\nscrape_configs:\n  - job_name: a\n',
  },
  {
    rules: [34],
    name: 'the same in one flow mapping',
    code: 'invalid-value',
    text: '{ scrape_configs: [{ job_name: a }], global: { metric_name_escaping_scheme: ‹dot› } }\n',
  },
  { rules: [34], name: 'without a job nobody looks', text: 'global:\n  metric_name_escaping_scheme: dot\n' },
];

describe('global', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
