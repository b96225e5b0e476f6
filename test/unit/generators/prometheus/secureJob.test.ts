import { describe, expect, test } from 'vitest';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import { secureJob } from '../../../../server/src/core/generators/extend/secureJob';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { unmark } from '../../support/expectFindings';
import { setUpOf } from './sides';

const MTLS: Answers = { profile: ['mtls'], hosts: ['web-1.example.com,10.0.0.5'], web: ['unchanged'] };
const BOTH: Answers = { ...MTLS, profile: ['mtls+basic-auth'] };

const TLS = (indent: string) =>
  `tls_config:
  ca_file: /etc/prometheus/node-ca.crt
  cert_file: /etc/prometheus/node-client.crt
  key_file: /etc/prometheus/node-client.key
`.replace(/^(?=.)/gm, indent);

const CASES: readonly { name: string; text: string; gives: string; answers?: Answers }[] = [
  {
    name: 'a plain job, with a comment',
    text: `scrape_configs:
  - job_name: node # mine
    static_configs:
      - targets: [‹'web-1.example.com:9100'›]
`,
    gives: `scrape_configs:
  - job_name: node # mine
    scheme: https
${TLS('    ')}    static_configs:
      - targets: ['web-1.example.com:9100']
`,
  },
  {
    name: 'another name of the machine, and another port',
    answers: { ...MTLS, profile: ['stunnel'], port: ['9443'] },
    text: `scrape_configs:
- static_configs:
  - targets: ["10.0.0.5:9100"]
  job_name: ‹node›
  scheme: "http"
`,
    gives: `scrape_configs:
- static_configs:
  - targets: ["10.0.0.5:9443"]
  job_name: node
${TLS('  ')}  scheme: "https"
`,
  },
  {
    name: 'one that shuts its eyes, and has a password in clear text',
    answers: BOTH,
    text: `scrape_configs:
  - job_name: ‹node›
    scheme: https
    tls_config:
      insecure_skip_verify: true
      min_version: TLS13
    basic_auth:
      username: prometheus
      password: hunter2
    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
    gives: `scrape_configs:
  - job_name: node
    scheme: https
    tls_config:
      ca_file: /etc/prometheus/node-ca.crt
      cert_file: /etc/prometheus/node-client.crt
      key_file: /etc/prometheus/node-client.key
      min_version: TLS13
    basic_auth:
      username: prometheus
      password_file: /etc/prometheus/node.password
    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
  },
  {
    name: 'one with a password that nothing asks for any more',
    text: `scrape_configs:
  - job_name: ‹node›
    basic_auth:
      username: prometheus
      password: hunter2
    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
    gives: `scrape_configs:
  - job_name: node
    scheme: https
${TLS('    ')}    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
  },
  {
    name: 'one with files of its own',
    text: `scrape_configs:
  - job_name: ‹node›
    scheme: https
    tls_config: { ca_file: other.crt, insecure_skip_verify: false }
    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
    gives: `scrape_configs:
  - job_name: node
    scheme: https
    tls_config: { ca_file: /etc/prometheus/node-ca.crt, cert_file: /etc/prometheus/node-client.crt, key_file: /etc/prometheus/node-client.key }
    static_configs: [{ targets: [web-1.example.com:9100] }]
`,
  },
  {
    name: 'a list of jobs',
    text: '- job_name: ‹node›\n  static_configs: [{ targets: [web-1.example.com:9100] }]\n',
    gives: `- job_name: node\n  scheme: https\n${TLS('  ')}  static_configs: [{ targets: [web-1.example.com:9100] }]\n`,
  },
  {
    name: 'a job in braces',
    answers: { ...MTLS, profile: ['basic-auth'] },
    text: 'scrape_configs: [{ job_name: ‹node›, static_configs: [{ targets: [web-1.example.com:9100] }] }]\n',
    gives:
      'scrape_configs: [{ job_name: node, static_configs: [{ targets: [web-1.example.com:9100] }], scheme: https, tls_config: { ca_file: /etc/prometheus/node-ca.crt }, basic_auth: { username: prometheus, password_file: /etc/prometheus/node.password } }]\n',
  },
];

describe('a job is secured', () => {
  test.each(CASES)('$name', ({ text: marked, gives, answers = MTLS }) => {
    const { text, spans } = unmark(marked);
    const at = spans[0] ?? { start: 0, end: 0 };
    const setUp = setUpOf(answers, 'extended');
    const extension = secureJob(text, at, setUp);
    if ('problem' in extension) throw new Error(extension.problem);
    const once = applyChanges(text, extension.changes);
    expect(once).toBe(gives);
    const again = secureJob(once, { start: once.indexOf('job_name'), end: once.indexOf('job_name') }, setUp);
    expect(again).toEqual({ changes: [] });
  });

  test('is the job of the set-up from then on: what is missing besides are its alerts', () => {
    const { text, spans } = unmark(CASES[0]?.text ?? '');
    const setUp = setUpOf(MTLS, 'extended');
    const extension = secureJob(text, spans[0] ?? { start: 0, end: 0 }, setUp);
    const once = applyChanges(text, 'problem' in extension ? [] : extension.changes);
    const more = withScrapeJob(once, setUp);
    expect(applyChanges(once, 'problem' in more ? [] : more.changes)).toBe(
      `${CASES[0]?.gives}rule_files: [/etc/prometheus/node-alerts.yml]\n`,
    );
  });
});

describe('a job is left alone, and it is said why', () => {
  const job = (more: string) => `scrape_configs:\n  - job_name: ‹node›\n${more}`;
  const targets = '    static_configs: [{ targets: [web-1.example.com:9100] }]\n';
  test.each<[name: string, marked: string, problem: RegExp, answers?: Answers]>([
    ['no job there', '‹a›: 1\n', /no job at this place/],
    [
      'another machine',
      job('    static_configs: [{ targets: [web-1.example.com:9100, db.example.com:9100] }]\n'),
      /also scrapes db\.example\.com:9100/,
    ],
    ['found by itself', job(`${targets}    dns_sd_configs: []\n`), /finds its targets by itself/],
    ['another login', job(`${targets}    authorization: {}\n`), /only one login/, BOTH],
    ['a login for nothing', job(`${targets}    authorization: {}\n`), /for which nothing asks/],
    ['keys of an anchor', job(`    <<: *x\n${targets}`), /takes some of its keys from an anchor/],
    [
      'an anchor on it',
      `scrape_configs:\n  - &base\n    job_name: ‹node›\n${targets}`,
      /other jobs would change with it/,
    ],
    [
      'an anchor in it',
      job('    static_configs: &hosts [{ targets: [web-1.example.com:9100] }]\n'),
      /other jobs would change with it/,
    ],
    ['a scheme that is an alias', `x: &x http\n${job(`    scheme: *x\n    tls_config: &t {}\n${targets}`)}`, /by hand/],
  ])('%s', (_name, marked, problem, answers = MTLS) => {
    const { text, spans } = unmark(marked);
    const extension = secureJob(text, spans[0] ?? { start: 0, end: 0 }, setUpOf(answers, 'extended'));
    expect('problem' in extension ? extension.problem : applyChanges(text, extension.changes)).toMatch(problem);
  });
});
