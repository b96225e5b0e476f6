import { describe, expect, test } from 'vitest';
import type { Extension } from '../../../../server/src/core/generators/extend/extension';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { setUpOf } from './sides';

/** The text after the extension, or its problem. */
function after(text: string, extension: Extension): string {
  return 'problem' in extension ? `problem: ${extension.problem}` : applyChanges(text, extension.changes);
}

const ONE: Answers = { profile: ['mtls'], hosts: ['web-1.example.com'], web: ['unchanged'] };

const JOB = (dash: string) =>
  `- job_name: node
  scrape_interval: 30s
  sample_limit: 20000
  label_limit: 64
  body_size_limit: 20MB
  scheme: https
  tls_config:
    ca_file: /etc/prometheus/node-ca.crt
    cert_file: /etc/prometheus/node-client.crt
    key_file: /etc/prometheus/node-client.key
  static_configs:
    - targets: [web-1.example.com:9100]
      labels:
        instance: web-1.example.com
`
    .replace(/^/gm, dash)
    .replace(/ +$/, '');

const ALERTS = 'rule_files: [/etc/prometheus/node-alerts.yml]\n';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly answers?: Answers;
  readonly gives: string;
}

const ADDED: readonly Case[] = [
  { name: 'an empty file', text: '', gives: `${ALERTS}scrape_configs:\n${JOB('  ')}` },
  {
    name: 'a file of comments, without an end',
    text: '# mine',
    gives: `# mine\n${ALERTS}scrape_configs:\n${JOB('  ')}`,
  },
  {
    name: 'jobs with comments, in the middle of the file',
    text: `# mine
global:
  scrape_interval: 15s # often

scrape_configs:
  # itself
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:9090'] # here

alerting: {}
`,
    gives: `# mine
global:
  scrape_interval: 15s # often
${ALERTS}
scrape_configs:
  # itself
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:9090'] # here
${JOB('  ')}
alerting: {}
`,
  },
  {
    name: 'a list that is not indented, with rule files',
    text: `rule_files:
- 'rules/*.yml' # ours
scrape_configs:
- job_name: prometheus
  static_configs:
  - targets: [localhost:9090]
`,
    gives: `rule_files:
- 'rules/*.yml' # ours
- /etc/prometheus/node-alerts.yml
scrape_configs:
- job_name: prometheus
  static_configs:
  - targets: [localhost:9090]
${JOB('')}`,
  },
  {
    name: 'rule files in brackets, one pattern of which takes the alerts already',
    text: 'rule_files: [ "*-alerts.yml" ]\nscrape_configs: []\n',
    gives: `rule_files: [ "*-alerts.yml" ]\nscrape_configs:\n${JOB('  ')}`,
  },
  {
    name: 'a file without jobs',
    text: 'global:\n  scrape_interval: 15s\n',
    gives: `global:\n  scrape_interval: 15s\n${ALERTS}scrape_configs:\n${JOB('  ')}`,
  },
  {
    name: 'keys without values, with the line ends of Windows',
    text: 'rule_files:\r\nscrape_configs:\r\nglobal: {}\r\n',
    gives: `${ALERTS}scrape_configs:\n${JOB('  ')}global: {}\n`.replaceAll('\n', '\r\n'),
  },
  {
    name: 'a tailnet: its targets are found in a file',
    answers: { profile: ['tailnet'], job: ['tail'], web: ['unchanged'] },
    text: 'scrape_configs: []\n',
    gives: `scrape_configs:
  - job_name: tail
    scrape_interval: 30s
    sample_limit: 20000
    label_limit: 64
    body_size_limit: 20MB
    file_sd_configs:
      - files: [/etc/prometheus/tail-targets.json]
rule_files: [/etc/prometheus/tail-alerts.yml]
`,
  },
  {
    name: 'one that is secured in this way, of which a target is missing',
    answers: { ...ONE, hosts: ['web-1.example.com', 'web-2.example.com'] },
    text: `scrape_configs:
${JOB('  ').replace('    static', '    # mine\n    static')}
  - job_name: other
`,
    gives: `scrape_configs:
${JOB('  ').replace('    static', '    # mine\n    static')}      - targets: [web-2.example.com:9100]
        labels:
          instance: web-2.example.com

  - job_name: other
rule_files: [/etc/prometheus/node-alerts.yml]
`,
  },
  {
    name: 'one whose files lie beside the configuration, all of which is there',
    text: `rule_files: [node-alerts.yml]\nscrape_configs:\n${JOB('').replaceAll('/etc/prometheus/', '')}`,
    gives: `rule_files: [node-alerts.yml]\nscrape_configs:\n${JOB('').replaceAll('/etc/prometheus/', '')}`,
  },
  {
    name: 'the scrape of itself, which follows the interface: by certificate',
    answers: { ...ONE, web: ['certificate'] },
    text: `rule_files: ['*.yml']
scrape_configs:
  - job_name: prometheus # itself
    scheme: http
    static_configs:
      - targets: ['localhost:9090']
${JOB('  ')}`,
    gives: `rule_files: ['*.yml']
scrape_configs:
  - job_name: prometheus # itself
    tls_config:
      ca_file: /etc/prometheus/node-ca.crt
      cert_file: /etc/prometheus/node-client.crt
      key_file: /etc/prometheus/node-client.key
    scheme: https
    static_configs:
      - targets: ['localhost:9090']
${JOB('  ')}`,
  },
  {
    name: 'the scrape of itself, which follows the interface: by password, under another name than in the certificate',
    answers: { ...ONE, web: ['password'] },
    text: `rule_files: ['*.yml']
scrape_configs:
${JOB('  ')}  - job_name: me
    static_configs:
      - targets: ['127.0.0.1:9090']
`,
    gives: `rule_files: ['*.yml']
scrape_configs:
${JOB('  ')}  - job_name: me
    scheme: https
    tls_config:
      ca_file: /etc/prometheus/node-ca.crt
      server_name: localhost
    basic_auth:
      username: admin
      password_file: /etc/prometheus/prometheus-web.password
    static_configs:
      - targets: ['127.0.0.1:9090']
`,
  },
];

describe('a job is added', () => {
  test.each(ADDED)('to $name', ({ text, gives, answers = ONE }) => {
    const setUp = setUpOf(answers, 'extended');
    const once = after(text, withScrapeJob(text, setUp));
    expect(once).toBe(gives);
    expect(withScrapeJob(once, setUp)).toEqual({ changes: [] });
  });
});

describe('nothing is changed, and it is said why', () => {
  test.each<[name: string, text: string, problem: RegExp, answers?: Answers]>([
    ['broken YAML', 'scrape_configs:\n  - [\n', /cannot be read as YAML \(line [23]\)/],
    ['several documents', 'a: 1\n---\nb: 1\n', /cannot be read|several documents/],
    ['a list', '- a\n', /no mapping/],
    ['jobs that are no list', 'scrape_configs: {}\n', /no plain list/],
    ['jobs said twice', 'scrape_configs: []\nscrape_configs: []\n', /no plain list/],
    ['jobs of an alias', 'x: &x []\nscrape_configs: *x\n', /no plain list/],
    ['jobs with an anchor', 'scrape_configs: &x []\n', /cannot be added/],
    ['another job of that name', 'scrape_configs:\n  - job_name: node\n', /has a job "node" already/],
    ['the job twice', `scrape_configs:\n${JOB('  ')}${JOB('  ')}`, /has a job "node" already/],
    [
      'the job, which does not look at certificates',
      `scrape_configs:\n${JOB('  ').replace('ca_file', 'insecure_skip_verify: true\n      ca_file')}`,
      /has a job "node" already/,
    ],
    [
      'the job with another login',
      `scrape_configs:\n${JOB('  ').replace('scheme', 'authorization: { credentials_file: x }\n    scheme')}`,
      /has a job "node" already/,
    ],
    [
      'a job in clear text where one of a tailnet shall be',
      'scrape_configs:\n  - job_name: node\n    scheme: https\n',
      /has a job "node" already/,
      { profile: ['tailnet'], web: ['unchanged'] },
    ],
    [
      'itself and others in one job',
      "scrape_configs:\n  - job_name: all\n    static_configs: [{ targets: ['localhost:9090', 'a:9100'] }]\n",
      /The job all scrapes Prometheus' own interface/,
      { ...ONE, web: ['certificate'] },
    ],
    [
      'an interface that another set has secured',
      'scrape_configs:\n  - job_name: me\n    scheme: https\n    tls_config: { ca_file: other-ca.crt }\n    static_configs: [{ targets: [localhost:9090] }]\n',
      /interface is secured already: the job me .*`--prometheus-web unchanged`/,
      { ...ONE, web: ['certificate'] },
    ],
    [
      'itself by keys of an anchor',
      'scrape_configs:\n  - &a { job_name: other }\n  - <<: *a\n    job_name: me\n    static_configs: [{ targets: [localhost:9090] }]\n',
      /The job me scrapes Prometheus' own interface/,
      { ...ONE, web: ['certificate'] },
    ],
  ])('%s', (_name, text, problem, answers = ONE) => {
    expect(after(text, withScrapeJob(text, setUpOf(answers, 'extended')))).toMatch(problem);
  });
});
