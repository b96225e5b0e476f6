import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const job = (...lines: readonly string[]) =>
  `scrape_configs:\n  - job_name: a\n${lines.map((line) => `    ${line}\n`).join('')}`;
const globally = (...lines: readonly string[]) => `global:\n${lines.map((line) => `  ${line}\n`).join('')}`;

const LEGACY = 'metric_name_validation_scheme: legacy';
const ALLOW = 'metric_name_escaping_scheme: allow-utf-8';

const CASES: readonly CheckCase[] = [
  {
    rules: [35],
    name: 'a limit of 0 under a limit of global',
    code: 'zero-inherits-global',
    severity: 'warning',
    text: globally('sample_limit: 1000') + job('sample_limit: ‹0›', 'label_limit: 0'),
  },
  {
    rules: [35],
    name: 'a size of 0 under a limit of global',
    code: 'zero-inherits-global',
    severity: 'warning',
    text: globally('body_size_limit: 10MB') + job('body_size_limit: ‹0›'),
  },
  { rules: [35], name: 'a limit of 0 under none', text: job('sample_limit: 0') },
  {
    rules: [35],
    name: 'an interval of 0',
    code: 'zero-inherits-global',
    severity: 'info',
    text: job('scrape_interval: ‹0s›'),
  },
  {
    rules: [35],
    name: 'a short interval of its own never meets the timeout of global',
    text: globally('scrape_timeout: 10s') + job('scrape_interval: 5s'),
  },
  {
    rules: [36],
    name: 'a timeout longer than the interval of the job',
    code: 'scrape-timeout-exceeds-interval',
    text: job('scrape_interval: 10s', 'scrape_timeout: ‹15s›'),
    says: 'scrape timeout greater than scrape interval for scrape config with job name "a"',
  },
  {
    rules: [36],
    name: 'a timeout longer than the interval of global',
    code: 'scrape-timeout-exceeds-interval',
    text: globally('scrape_interval: 5s') + job('scrape_timeout: ‹6s›'),
  },
  {
    rules: [36],
    name: 'a timeout longer than an interval that global merges in',
    code: 'scrape-timeout-exceeds-interval',
    text: `${globally('<<: { scrape_interval: 5s }')}${job('scrape_timeout: ‹6s›')}`,
  },
  { rules: [36], name: 'a timeout as long as the interval', text: job('scrape_interval: 10s', 'scrape_timeout: 10s') },
  {
    rules: [33],
    name: 'an unknown validation scheme of a job',
    code: 'invalid-value',
    text: job('metric_name_validation_scheme: ‹utf-8›'),
    says: 'unrecognized ValidationScheme: "utf-8"',
  },
  {
    rules: [33],
    name: 'nobody looked at it before 3.4',
    version: '3.3',
    text: job('metric_name_validation_scheme: utf-8'),
  },
  {
    rules: [37],
    name: 'an unknown escaping scheme',
    code: 'invalid-value',
    text: job('metric_name_escaping_scheme: ‹underscore›'),
    says: /unknown scrape config name escaping method specified, must be one of .*, got "underscore"/,
    fixed: job('metric_name_escaping_scheme: underscores'),
  },
  {
    rules: [38],
    name: 'UTF-8 asked for under the legacy scheme of the job',
    code: 'name-scheme-conflict',
    text: job(LEGACY, 'metric_name_escaping_scheme: ‹allow-utf-8›'),
    says: 'utf8 metric names requested but validation scheme is not set to UTF8',
    fixed: job(LEGACY, 'metric_name_escaping_scheme: underscores'),
  },
  {
    rules: [38],
    name: 'UTF-8 asked for under the legacy scheme of global',
    code: 'name-scheme-conflict',
    text: globally(LEGACY) + job('metric_name_escaping_scheme: ‹allow-utf-8›'),
  },
  {
    rules: [38],
    name: 'both in global, inherited by two jobs',
    code: 'name-scheme-conflict',
    text: `${globally(LEGACY, 'metric_name_escaping_scheme: ‹allow-utf-8›')}${job()}  - job_name: b\n`,
  },
  {
    rules: [38],
    name: 'both in global, with a job of its own scheme',
    text: globally(LEGACY, ALLOW) + job('metric_name_validation_scheme: utf8'),
  },
  { rules: [38], name: 'both in global, and no job', text: globally(LEGACY, ALLOW) },
  { rules: [38], name: 'a legacy job does not inherit the escaping of global', text: globally(ALLOW) + job(LEGACY) },
  { rules: [38], name: 'legacy alone', text: globally(LEGACY) + job() },
  {
    rules: [38],
    name: 'up to 3.6 a legacy job inherits it',
    code: 'name-scheme-conflict',
    version: '3.6',
    text: job('metric_name_validation_scheme: ‹legacy›'),
    fixed: job('metric_name_escaping_scheme: underscores', LEGACY),
  },
  { rules: [38], name: 'before 3.4 there is no escaping scheme', version: '3.3', text: job(LEGACY) },
  {
    rules: [39],
    name: 'an unknown fallback',
    code: 'invalid-value',
    text: job('fallback_scrape_protocol: ‹PrometheusText›'),
    says: 'invalid fallback_scrape_protocol for scrape config with job name "a": unknown scrape protocol PrometheusText, supported: [',
  },
  {
    rules: [40],
    name: 'no protocol',
    code: 'invalid-value',
    text: job('scrape_protocols: ‹[]›'),
    says: 'scrape_protocols cannot be empty for scrape config with job name "a"',
  },
  {
    rules: [41],
    name: 'a protocol twice',
    code: 'duplicate-scrape-protocol',
    text: job('scrape_protocols:', '  - PrometheusText0.0.4', '  - PrometheusProto', '  - ‹PrometheusText0.0.4›'),
    says: 'for scrape config with job name "a"',
  },
  {
    rules: [42],
    name: 'an unknown protocol',
    code: 'invalid-value',
    text: job('scrape_protocols: [PrometheusProto, ‹OpenMetrics›]'),
    says: /scrape_protocols: unknown scrape protocol OpenMetrics, .* for scrape config with job name "a"\.$/,
  },
  {
    rules: [42],
    name: 'a protocol in the wrong case',
    code: 'invalid-value',
    text: job('scrape_protocols: [‹prometheusproto›]'),
    fixed: job('scrape_protocols: [PrometheusProto]'),
  },
  {
    rules: [42],
    name: 'a null protocol',
    code: 'invalid-value',
    text: job('scrape_protocols: [PrometheusProto, ‹null›]'),
  },
  {
    rules: [42],
    name: 'a protocol that came with 3.0',
    code: 'newer-version-needed',
    version: '2.55',
    text: job('scrape_protocols: [‹PrometheusText1.0.0›]'),
  },
  {
    rules: [41],
    name: 'the list before there was one',
    code: 'newer-version-needed',
    version: '2.48',
    text: job('‹scrape_protocols›: [PrometheusText0.0.4, PrometheusText0.0.4]'),
  },
  {
    rules: [49],
    name: 'an interval that leaves gaps',
    code: 'scrape-interval-too-long',
    severity: 'warning',
    text: job('scrape_interval: ‹5m›'),
  },
  {
    rules: [49],
    name: 'such an interval of global, once for all jobs',
    code: 'scrape-interval-too-long',
    severity: 'warning',
    text: `${globally('scrape_interval: ‹10m›')}${job()}  - job_name: b\n`,
  },
  {
    rules: [49],
    name: 'such an interval that no job inherits',
    text: globally('scrape_interval: 10m') + job('scrape_interval: 1m'),
  },
  {
    rules: [50],
    name: 'parameters are lists',
    code: 'wrong-type',
    text: job('params:', '  module: ‹a›'),
    fixed: job('params:', '  module: [a]'),
  },
];

describe('scrape_configs', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
