import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { alertRules } from '../../../../server/src/core/generators/setUp/prometheus/alerts';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { setUpOf } from './sides';

/** The expressions of the alerts by their names. */
function alertsOf(answers: Answers): Readonly<Record<string, string>> {
  const [group] = parse(alertRules(setUpOf(answers))).groups;
  return Object.fromEntries(group.rules.map((rule: { alert: string; expr: string }) => [rule.alert, rule.expr]));
}

const EVERYWHERE = {
  ScrapeFails: 'up{job="node"} == 0',
  NoTargets: 'absent(up{job="node"})',
  SampleLimitNear: 'scrape_samples_post_metric_relabeling{job="node"} > 16000',
  PrometheusAnswersWithErrors:
    'sum by (instance, handler) (increase(prometheus_http_requests_total{code=~"5.."}[10m])) > 0',
};

describe('alerts ask only for metrics that are there', () => {
  test('of node_exporter, which counts the requests for its metrics', () => {
    expect(alertsOf({ profile: ['mtls'] })).toEqual({
      ...EVERYWHERE,
      ScrapeErrors: 'increase(promhttp_metric_handler_requests_total{job="node", code=~"5.."}[10m]) > 0',
      CollectorFails:
        'node_scrape_collector_success{job="node"} == 0 and max_over_time(node_scrape_collector_success{job="node"}[1d:30m]) == 1',
    });
  });

  test('of other exporters', () => {
    const names = Object.keys(alertsOf({ profile: ['mtls'], exporter: ['redis'] }));
    expect(names).toEqual(Object.keys(EVERYWHERE));
  });

  test('of certificates, where blackbox_exporter looks at them', () => {
    expect(alertsOf({ profile: ['mtls'], exporter: ['blackbox'] }).CertificateExpires).toBe(
      'probe_ssl_earliest_cert_expiry - time() < 14 * 86400',
    );
  });
});

test.each<[profile: string, line: RegExp]>([
  ['mtls', /^# node_exporter logs failed TLS handshakes on the target \(journalctl -u node_exporter\.service\)\.$/m],
  ['mtls+basic-auth', /^# Wrong passwords \(401\) are logged nowhere\.$/m],
  ['stunnel', /^# stunnel-node_exporter logs them on the target/m],
  ['reverse-proxy', /^# nginx writes them to the access log of the site/m],
  ['tailnet', /^# the policy of the tailnet and the firewall drop them/m],
])('with %s the file says where refused requests leave a trace', (profile, line) => {
  expect(alertRules(setUpOf({ profile: [profile] }))).toMatch(line);
});
