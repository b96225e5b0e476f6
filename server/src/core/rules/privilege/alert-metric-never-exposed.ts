import { defineRule } from '../rule';

const alert = (expr: string, indent = '') =>
  `groups:
  - name: scraping
    rules:
      - alert: ScrapesFail
        expr: ${expr}
        for: 10m
        labels: { severity: warning }
        annotations: { summary: Scrapes of an exporter fail }
`.replace(/^(?=.)/gm, indent);

const WRONG = `sum by (instance) (rate(http_requests_total{job="node", handler="/metrics", code="500"}[5m])) > 0`;
const RIGHT = `sum by (instance) (rate(promhttp_metric_handler_requests_total{job="node", code="500"}[5m])) > 0`;
const marked = (expr: string) => expr.replace(/(http_requests_total\{.*?\})/, '‹$1›');

const OBJECT = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: scraping
spec:
`;
const VALUES = 'additionalPrometheusRulesMap:\n  scraping:\n';

export default defineRule({
  id: 'alert-metric-never-exposed',
  category: 'privilege',
  severity: 'hint',
  kinds: ['rules', 'scrape-config', 'helm-values'],
  summary: 'An alert on how an exporter is scraped asks for a metric that exporters do not have',
  why: 'An alert on a series that nobody has never fires, and looks like a guard all the same. Exporters that are built with the Go client count the requests of `/metrics` in `promhttp_metric_handler_requests_total`, whose only label is `code`; Prometheus counts its own pages in `prometheus_http_requests_total` with `handler`. What the web configuration refuses (401) is counted in neither.',
  advice:
    'Ask for the metric that is there. Who was refused only the log of a proxy in front of the exporter tells; that a target cannot be scraped, `up == 0` does.',
  sources: [
    'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp#InstrumentMetricHandler',
    'https://github.com/prometheus/exporter-toolkit/blob/master/web/handler.go',
  ],
  examples: [
    { kind: 'rules', bad: alert(marked(WRONG)), fixed: alert(RIGHT) },
    {
      kind: 'rules',
      bad: alert('increase(‹promhttp_metric_handler_requests_total{code="401"}›[5m]) > 10'),
    },
    { kind: 'scrape-config', bad: OBJECT + alert(marked(WRONG), '  '), fixed: OBJECT + alert(RIGHT, '  ') },
    { kind: 'helm-values', bad: VALUES + alert(marked(WRONG), '    '), fixed: VALUES + alert(RIGHT, '    ') },
  ],
  good: [
    { kind: 'rules', text: alert(RIGHT) },
    { kind: 'rules', text: alert('rate(http_requests_total{job="shop", handler="/metrics"}[5m]) > 0') },
  ],
});
