import { destinationsOf } from '../reach';
import { defineRule, fix } from '../rule';

export default defineRule({
  id: 'unbounded-scrape',
  category: 'privilege',
  severity: 'hint',
  kinds: ['prometheus', 'scrape-config'],
  summary: 'A job scrapes public targets without a limit',
  why: 'Prometheus takes whatever a target hands out. One on the internet that is broken into, or whose name somebody else has taken over, can fill the memory of the server with a single response, and every alert with it.',
  advice: 'Set `sample_limit` and `body_size_limit` somewhat above what the targets have: a scrape beyond them fails.',
  sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: ‹node›
    scheme: https
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    sample_limit: 10000
    body_size_limit: 10MB
    scheme: https
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: ‹node›
spec:
  scheme: HTTPS
  staticConfigs:
    - targets: ['node-1.example.net:9100']
`,
      fixed: `apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: node
spec:
  scheme: HTTPS
  staticConfigs:
    - targets: ['node-1.example.net:9100']
  sampleLimit: 10000
  bodySizeLimit: 10MB
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `global:
  body_size_limit: 10MB
scrape_configs:
  - job_name: node
    scheme: https
    static_configs:
      - targets: ['node-1.example.net:9100']
  - job_name: local
    static_configs:
      - targets: ['localhost:9100']
`,
    },
  ],
  check: ({ kind, nouns, edits, report }) => {
    for (const client of nouns.clients) {
      const { role, at, block, limits } = client;
      if (role !== 'scrape' || limits.some((limit) => /^(sample_?limit|body_?size_?limit)$/i.test(limit))) continue;
      const far = destinationsOf(client).find(({ reach }) => reach === 'public');
      if (far === undefined) continue;
      const names = kind === 'prometheus' ? ['sample_limit', 'body_size_limit'] : ['sampleLimit', 'bodySizeLimit'];
      const entries = names.map((key, index) => ({ key, value: index === 0 ? '10000' : '10MB' }));
      const change = kind === 'prometheus' ? edits.addBeside(at, entries) : edits.addInto(block, entries);
      const keys = names.map((name) => `\`${name}\``).join(' and ');
      // Short, and without a second place: a file of many such jobs has many of these.
      const message = `This public target (\`${far.at.value}\`) may send any number of samples, enough to bring Prometheus down. Set ${keys}.`;
      report(at, message, { fixes: fix('Set limits', [change]) });
    }
  },
});
