import type { NewBlock, NewEntry } from '../../../edits/edits';
import { yamlFile } from '../../yamlFile';
import { serviceUnit } from '../exporter/service';
import { tunnelUnit } from '../network/stunnel';
import type { SetUp } from '../setUp';
import { SAMPLE_LIMIT } from './scrapeJob';

/** The name of the alert rules in the folder of Prometheus. */
export function alertsFileName({ prometheus: { job } }: Pick<SetUp, 'prometheus'>): string {
  return `${job}-alerts.yml`;
}

/** A rule file that watches the scraping itself: only with metrics that the programs really have. */
export function alertRules(setUp: SetUp): string {
  return yamlFile(alertsComment(setUp), [{ key: 'groups', value: alertGroups(setUp) }]);
}

/** What stands above the rules: what they cannot see. */
export function alertsComment(setUp: SetUp): readonly string[] {
  return [
    `Alerts on the job ${setUp.prometheus.job}.`,
    'None of these metrics counts requests that were refused, neither by the exporter nor by what stands before it:',
    ...refusals(setUp),
  ];
}

/** The groups of rules, as a rule file and a PrometheusRule have them. */
export function alertGroups(setUp: SetUp): readonly NewBlock[] {
  const { prometheus, exporter } = setUp;
  const rules = [
    ...targetAlerts(prometheus.job),
    ...(exporter.id === 'node' ? nodeAlerts(prometheus.job) : []),
    ...(exporter.id === 'blackbox' ? [EXPIRY] : []),
    PROMETHEUS_ERRORS,
  ];
  return [
    [
      { key: 'name', value: { text: `${prometheus.job}-scraping` } },
      { key: 'rules', value: rules.map(alert) },
    ],
  ];
}

/** Where a refused request leaves a trace, for each profile (generators.md). */
function refusals(setUp: SetUp): readonly string[] {
  const { profile, exporter, form, asks } = setUp;
  const log = form === 'compose' ? 'docker compose logs' : `journalctl -u ${serviceUnit(setUp)}`;
  switch (profile) {
    case 'stunnel':
      return [`${tunnelUnit(setUp).replace('.service', '')} logs them on the target (debug = 5).`];
    case 'reverse-proxy':
      return ['nginx writes them to the access log of the site, with status 401, 403 or 400.'];
    case 'tailnet':
      return ['the policy of the tailnet and the firewall drop them before any program sees them.'];
    default:
      return [
        `${exporter.program} logs failed TLS handshakes on the target (${log}).`,
        ...(asks.password ? ['Wrong passwords (401) are logged nowhere.'] : []),
      ];
  }
}

interface Alert {
  readonly name: string;
  readonly expr: string;
  readonly minutes: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly description: string;
}

function alert({ name, expr, minutes, severity, summary, description }: Alert): NewBlock {
  const labels: NewEntry = { key: 'labels', value: [{ key: 'severity', value: severity }] };
  return [
    { key: 'alert', value: name },
    { key: 'expr', value: expr },
    ...(minutes === 0 ? [] : [{ key: 'for', value: `${minutes}m` }]),
    labels,
    {
      key: 'annotations',
      value: [
        { key: 'summary', value: summary },
        { key: 'description', value: description },
      ],
    },
  ];
}

function targetAlerts(job: string): readonly Alert[] {
  return [
    {
      name: 'ScrapeFails',
      expr: `up{job="${job}"} == 0`,
      minutes: 5,
      severity: 'critical',
      summary: 'No metrics from {{ $labels.instance }}',
      description:
        'Every scrape of {{ $labels.instance }} has failed for 5 minutes. The page Status > Targets of Prometheus shows the error: an expired certificate, a changed password, a firewall, or the exporter is down.',
    },
    {
      name: 'NoTargets',
      expr: `absent(up{job="${job}"})`,
      minutes: 10,
      severity: 'critical',
      summary: `The job ${job} has no targets`,
      description: 'Prometheus knows nothing to scrape for this job, so no other alert on it can fire.',
    },
    {
      name: 'SampleLimitNear',
      expr: `scrape_samples_post_metric_relabeling{job="${job}"} > ${SAMPLE_LIMIT * 0.8}`,
      minutes: 30,
      severity: 'warning',
      summary: '{{ $labels.instance }} has nearly as many samples as its job allows',
      description: `A scrape with more than ${SAMPLE_LIMIT} samples fails as a whole. Find out what grows, or raise sample_limit.`,
    },
  ];
}

function nodeAlerts(job: string): readonly Alert[] {
  return [
    {
      name: 'ScrapeErrors',
      expr: `increase(promhttp_metric_handler_requests_total{job="${job}", code=~"5.."}[10m]) > 0`,
      minutes: 0,
      severity: 'warning',
      summary: '{{ $labels.instance }} answers scrapes with errors',
      description: 'The exporter answered with status {{ $labels.code }} in the last 10 minutes; its log says why.',
    },
    {
      // A collector without anything to collect (no RAID, no NFS) counts as failed, too, on every machine (1.5.0, seen).
      name: 'CollectorFails',
      expr: `node_scrape_collector_success{job="${job}"} == 0 and max_over_time(node_scrape_collector_success{job="${job}"}[1d:30m]) == 1`,
      minutes: 15,
      severity: 'warning',
      summary: 'A collector has stopped on {{ $labels.instance }}',
      description:
        'The collector {{ $labels.collector }} gave metrics within the last day, and has given none for 15 minutes. The log of the exporter says why.',
    },
  ];
}

const EXPIRY: Alert = {
  name: 'CertificateExpires',
  expr: 'probe_ssl_earliest_cert_expiry - time() < 14 * 86400',
  minutes: 60,
  severity: 'warning',
  summary: 'A certificate of {{ $labels.instance }} expires in less than 14 days',
  description: 'When it has expired, nobody who verifies it connects any more. Renew it.',
};

const PROMETHEUS_ERRORS: Alert = {
  name: 'PrometheusAnswersWithErrors',
  expr: 'sum by (instance, handler) (increase(prometheus_http_requests_total{code=~"5.."}[10m])) > 0',
  minutes: 10,
  severity: 'warning',
  summary: 'Prometheus itself answers with errors',
  description: 'Requests to {{ $labels.handler }} on {{ $labels.instance }} failed; its log says why.',
};
