import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubernetesFiles } from '../../../../server/src/core/generators/setUp/prometheus/kubernetes';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { credentialsFor, findingsIn, setUpOf, textIn } from './sides';

function filesOf(answers: Answers) {
  const setUp = setUpOf({ profile: ['kubernetes'], hosts: ['web-1.example.com'], ...answers });
  return kubernetesFiles(setUp, credentialsFor(setUp));
}

const SCRAPE_CONFIG = `# The operator of the release kps reads this by its label. Apply secret.yml first.
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata:
  name: node
  namespace: monitoring
  labels:
    release: kps
spec:
  jobName: node
  scheme: HTTPS
  scrapeInterval: 30s
  sampleLimit: 20000
  labelLimit: 64
  bodySizeLimit: 20MB
  tlsConfig:
    ca:
      secret:
        name: node-scraping
        key: ca.crt
    cert:
      secret:
        name: node-scraping
        key: client.crt
    keySecret:
      name: node-scraping
      key: client.key
  basicAuth:
    username:
      name: node-scraping
      key: username
    password:
      name: node-scraping
      key: password
  staticConfigs:
    - targets: [web-1.example.com:9100]
      labels:
        instance: web-1.example.com
`;

const VALUES = `prometheus:
  prometheusSpec:
    secrets: [node-scraping]
    additionalScrapeConfigs:
      - job_name: node
        scrape_interval: 30s
        sample_limit: 20000
        label_limit: 64
        body_size_limit: 20MB
        scheme: https
        tls_config:
          ca_file: /etc/prometheus/secrets/node-scraping/ca.crt
        basic_auth:
          username: prometheus
          password_file: /etc/prometheus/secrets/node-scraping/password
        static_configs:
          - targets: [web-1.example.com:9100]
            labels:
              instance: web-1.example.com
`;

test('a ScrapeConfig names the Secret, and has the label that the operator looks for', () => {
  expect(textIn(filesOf({ auth: ['both'], release: ['kps'] }), 'kubernetes/scrape-config.yml')).toBe(SCRAPE_CONFIG);
});

test('Helm values mount the Secret, and the job names the files of it', () => {
  const files = filesOf({ auth: ['password'], kubernetesForm: ['helm-values'] });
  expect(textIn(files, 'kubernetes/values.yml').replace(/^(#.*\n)+/, '')).toBe(VALUES);
  expect(files.map(({ path }) => path)).not.toContain('kubernetes/scrape-config.yml');
});

describe('the Secret', () => {
  test.each<[auth: string, keys: readonly string[]]>([
    ['certificate', ['ca.crt', 'client.crt', 'client.key']],
    ['password', ['ca.crt', 'username', 'password']],
    ['both', ['ca.crt', 'client.crt', 'client.key', 'username', 'password']],
  ])('by %s has what is needed, to the byte', (auth, keys) => {
    const files = filesOf({ auth: [auth] });
    expect(files.find(({ path }) => path === 'kubernetes/secret.yml')).toMatchObject({ mode: 0o600, isSecret: true });
    const { data, kind, type } = parse(textIn(files, 'kubernetes/secret.yml'));
    expect({ kind, type }).toEqual({ kind: 'Secret', type: 'Opaque' });
    const { authority, client, login } = credentialsFor(setUpOf({ profile: ['mtls'] }));
    const wanted: Readonly<Record<string, string | undefined>> = {
      'ca.crt': authority,
      'client.crt': client?.certificate,
      'client.key': client?.key,
      username: 'prometheus',
      password: login?.password,
    };
    const decoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(String(text), 'base64').toString()]);
    expect(Object.fromEntries(decoded)).toEqual(Object.fromEntries(keys.map((key) => [key, wanted[key]])));
    // One line each, no blank and no line break at the end of what was encoded.
    for (const text of Object.values(data)) expect(text).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
  });
});

test('the alerts are a PrometheusRule with the same label', () => {
  const rule = parse(textIn(filesOf({ release: ['kps'] }), 'kubernetes/prometheus-rule.yml'));
  expect(rule).toMatchObject({ kind: 'PrometheusRule', metadata: { labels: { release: 'kps' } } });
  expect(rule.spec.groups[0].rules.length).toBeGreaterThan(3);
});

test.each(['123', 'on', 'null', 'My_Job.x', '1e3'])('a job called %s makes objects that the API takes', (job) => {
  for (const form of ['scrape-config', 'helm-values']) {
    const files = filesOf({ job: [job], auth: ['both'], kubernetesForm: [form], release: ['123'], namespace: ['on'] });
    expect(findingsIn(files, 'all')).toEqual([]);
    for (const version of ['1.1', '1.2'] as const) {
      for (const { path, content } of files) {
        if (path.endsWith('values.yml')) continue;
        const { metadata, spec } = parse(String(content), { version });
        expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
        expect(metadata.namespace).toBe('on');
        if (path.endsWith('scrape-config.yml')) expect(spec.jobName).toBe(job);
      }
    }
  }
});

test.each(['certificate', 'password', 'both'])('by %s our own rules find only what the Secret is', (auth) => {
  for (const form of ['scrape-config', 'helm-values']) {
    const found = findingsIn(filesOf({ auth: [auth], kubernetesForm: [form] }), 'recommended');
    // The rule says it of every Secret that is written down; git ignores this one.
    const isOfSecret = (line: string) => line.startsWith('kubernetes/secret.yml: hint plaintext-secret-manifest: ');
    expect(found.filter((line) => !isOfSecret(line))).toEqual([]);
    expect(found.length).toBe(auth === 'both' ? 2 : 1);
  }
});

test('where Prometheus is in no cluster there are none', () => {
  const setUp = setUpOf({ profile: ['mtls'] });
  expect(kubernetesFiles(setUp, credentialsFor(setUp))).toEqual([]);
});
