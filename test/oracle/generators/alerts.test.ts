import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { alertRules } from '../../../server/src/core/generators/setUp/prometheus/alerts';
import { setUpOf } from '../../unit/generators/prometheus/sides';
import { findPromtool } from '../promtool';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-alerts-'));
afterAll(() => rmSync(home, { recursive: true }));

const promtool = findPromtool();

/** Series with their samples, one a minute, as promtool writes them. */
type Series = Readonly<Record<string, string>>;

interface Course {
  readonly alert: string;
  readonly exporter?: string;
  /** What happens, in the words of a title. */
  readonly when: string;
  readonly series: Series;
  /** The minute at which is looked. */
  readonly at: number;
  /** Whom it fires for; absent where it must be silent. */
  readonly fires?: Readonly<Record<string, string>>;
}

const UP = 'up{job="node",instance="web-1"}';
const COLLECTOR = (name: string) => `node_scrape_collector_success{job="node",instance="web-1",collector="${name}"}`;
const HANDLER = 'promhttp_metric_handler_requests_total{job="node",instance="web-1",code="500"}';
const SAMPLES = 'scrape_samples_post_metric_relabeling{job="node",instance="web-1"}';
const EXPIRY = 'probe_ssl_earliest_cert_expiry{job="probe",instance="https://example.com"}';
const REQUESTS = (code: string) =>
  `prometheus_http_requests_total{job="prometheus",instance="localhost:9090",handler="/api/v1/query",code="${code}"}`;
const WEB_1 = { job: 'node', instance: 'web-1' };
const DAYS = 86_400;

const COURSES: readonly Course[] = [
  {
    alert: 'ScrapeFails',
    when: 'a target has been down for 6 minutes',
    series: { [UP]: '1 0x6' },
    at: 6,
    fires: WEB_1,
  },
  { alert: 'ScrapeFails', when: 'one scrape in five fails', series: { [UP]: '1 0 1 1 1 0 1' }, at: 6 },
  {
    alert: 'NoTargets',
    when: 'the job has none',
    series: { 'up{job="other"}': '1x12' },
    at: 12,
    fires: { job: 'node' },
  },
  { alert: 'NoTargets', when: 'its only target is down', series: { [UP]: '0x12' }, at: 12 },
  { alert: 'SampleLimitNear', when: 'there are 16001', series: { [SAMPLES]: '16001x31' }, at: 31, fires: WEB_1 },
  { alert: 'SampleLimitNear', when: 'there are 16000', series: { [SAMPLES]: '16000x31' }, at: 31 },
  {
    alert: 'ScrapeErrors',
    when: 'the exporter answered with 500',
    series: { [HANDLER]: '0 0 0 1 1 1' },
    at: 5,
    fires: { ...WEB_1, code: '500' },
  },
  { alert: 'ScrapeErrors', when: 'it did so long ago', series: { [HANDLER]: '0 1x30' }, at: 30 },
  {
    alert: 'CollectorFails',
    when: 'one that worked has stopped',
    series: { [COLLECTOR('netdev')]: '1x60 0x20' },
    at: 80,
    fires: { ...WEB_1, collector: 'netdev' },
  },
  {
    alert: 'CollectorFails',
    when: 'there was never anything to collect',
    series: { [COLLECTOR('nfs')]: '0x80' },
    at: 80,
  },
  {
    alert: 'CertificateExpires',
    exporter: 'blackbox',
    when: '13 days are left',
    series: { [EXPIRY]: `${13 * DAYS}x61` },
    at: 61,
    fires: { job: 'probe', instance: 'https://example.com' },
  },
  {
    alert: 'CertificateExpires',
    exporter: 'blackbox',
    when: '15 are left',
    series: { [EXPIRY]: `${15 * DAYS}x61` },
    at: 61,
  },
  {
    alert: 'PrometheusAnswersWithErrors',
    when: 'it goes on answering with 503',
    series: { [REQUESTS('503')]: '0+1x25' },
    at: 25,
    fires: { instance: 'localhost:9090', handler: '/api/v1/query' },
  },
  { alert: 'PrometheusAnswersWithErrors', when: 'it answers', series: { [REQUESTS('200')]: '0+1x25' }, at: 25 },
];

/** What promtool says of one course of things: the alert fires once, with these labels, or not at all. */
function judged({ alert, exporter = 'node', series, at, fires }: Course): string {
  const rules = alertRules(setUpOf({ profile: ['mtls'], job: ['node'], exporter: [exporter] }));
  const severity = parse(rules).groups[0].rules.find((rule: { alert: string }) => rule.alert === alert)?.labels
    .severity;
  const labels = { alertname: alert, alertstate: 'firing', severity, ...fires };
  const firing = `ALERTS{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}}`;
  const asked = {
    expr: `ALERTS{alertname="${alert}",alertstate="firing"}`,
    eval_time: `${at}m`,
    exp_samples: fires === undefined ? [] : [{ labels: firing, value: 1 }],
  };
  const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  const tests = [{ interval: '1m', input_series: input, promql_expr_test: [asked] }];
  writeFileSync(join(home, 'rules.yml'), rules);
  writeFileSync(join(home, 'test.yml'), stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }));
  const program = promtool?.program ?? 'promtool';
  const { status, stdout, stderr } = spawnSync(program, ['test', 'rules', 'test.yml'], { cwd: home, encoding: 'utf8' });
  return status === 0 ? 'as expected' : `${stdout}${stderr}`;
}

// In CI it has to be there: what cannot run fails.
describe.skipIf(promtool === undefined && process.env.CI !== 'true')(
  'alerts [needs promtool: apt-get install prometheus]',
  () => {
    test.each(COURSES)('$alert when $when', (course) => {
      expect(judged(course)).toBe('as expected');
    });

    test('are all tried, firing and silent', () => {
      const names = ['node', 'blackbox'].flatMap((exporter): string[] =>
        parse(alertRules(setUpOf({ profile: ['mtls'], exporter: [exporter] }))).groups[0].rules.map(
          (rule: { alert: string }) => rule.alert,
        ),
      );
      for (const isFiring of [true, false]) {
        const tried = COURSES.filter(({ fires }) => (fires !== undefined) === isFiring).map(({ alert }) => alert);
        expect([...new Set(tried)].sort()).toEqual([...new Set(names)].sort());
      }
    });
  },
);
