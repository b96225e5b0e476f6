import { describe, expect, test } from 'vitest';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { canMove } from '../../../server/src/core/secrets/canMove';
import { moveSecret } from '../../../server/src/core/secrets/moveSecret';
import { ownerOf } from '../../../server/src/core/secrets/names';
import type { SecretMove } from '../../../server/src/core/secrets/secretMove';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';

const services = createServices([]);

/** The nouns of `text` whose secret is `correct-horse`. */
function secretIn(kind: KindId, text: string) {
  const service = services.get(kind);
  const nouns = service?.check(service.open(text), { targets: newestTargets() }).nouns();
  const secret = nouns?.secrets.find((found) => found.text.includes('correct-horse'));
  if (nouns === undefined || secret === undefined) throw new Error('no such secret');
  return { secret, owner: ownerOf(secret, nouns.clients) };
}

function move(kind: KindId, text: string, taken: readonly string[] = []): SecretMove | undefined {
  const { secret, owner } = secretIn(kind, text);
  expect(canMove(secret, kind)).toBe(true);
  return moveSecret({ text, kind, secret, owner, taken: new Set(taken) });
}

/** What comes of a move: the text, and the files by their paths. */
function moved(kind: KindId, text: string, taken: readonly string[] = []) {
  const result = move(kind, text, taken);
  if (result === undefined) return undefined;
  expect(result.files.map(({ mode }) => mode)).toEqual([0o600]);
  return {
    text: applyChanges(text, result.changes),
    files: Object.fromEntries(result.files.map(({ path, content }) => [path, content])),
  };
}

const job = (lines: string) => `scrape_configs:\n  - job_name: Node (eu)\n${lines.replace(/^/gm, '    ')}\n`;

describe('a secret beside the config', () => {
  test.each([
    [
      'a password, in its quotes, with the comment behind it',
      job('basic_auth: # who\n  username: a\n  password: "correct-horse" # why'),
      job('basic_auth: # who\n  username: a\n  password_file: "node-eu-password" # why'),
      'node-eu-password',
      'correct-horse',
    ],
    [
      'a password in braces',
      job("basic_auth: {username: a, password: 'correct-horse'}"),
      job("basic_auth: {username: a, password_file: 'node-eu-password'}"),
      'node-eu-password',
      'correct-horse',
    ],
    [
      'a token with escapes',
      job('authorization:\n  credentials: "correct-horse\\x21"'),
      job('authorization:\n  credentials_file: "node-eu-credentials"'),
      'node-eu-credentials',
      'correct-horse!',
    ],
    [
      'a token on lines of its own',
      job('bearer_token: |-\n  correct-horse\nscheme: https'),
      job('bearer_token_file: node-eu-bearer-token\nscheme: https'),
      'node-eu-bearer-token',
      'correct-horse',
    ],
    [
      'the only value of a header',
      job('http_headers:\n  X-Api-Key:\n    secrets: [correct-horse]'),
      job('http_headers:\n  X-Api-Key:\n    files: [node-eu-secrets]'),
      'node-eu-secrets',
      'correct-horse',
    ],
    [
      'the password of a remote_write, whose URL gives no name',
      'remote_write:\n  - url: https://u:p@example.com/write\n    basic_auth:\n      password: correct-horse\n',
      'remote_write:\n  - url: https://u:p@example.com/write\n    basic_auth:\n      password_file: remote-write-password\n',
      'remote-write-password',
      'correct-horse',
    ],
  ])('%s', (_name, text, expected, path, content) => {
    expect(moved('prometheus', text)).toEqual({ text: expected, files: { [path]: content } });
  });

  test('a name that is taken is not used again', () => {
    const text = job('basic_auth:\n  password: correct-horse');
    const taken = ['node-eu-password', 'node-eu-password-2'];
    expect(Object.keys(moved('prometheus', text, taken)?.files ?? {})).toEqual(['node-eu-password-3']);
  });

  test.each<[string, KindId, string, string]>([
    [
      'Alertmanager',
      'alertmanager',
      'route:\n  receiver: ops\nreceivers:\n  - name: ops\n    slack_configs:\n      - api_url: https://hooks.example.com/correct-horse\n',
      'api_url_file: ops-api-url',
    ],
    [
      'the blackbox exporter',
      'blackbox',
      'modules:\n  web:\n    prober: http\n    http:\n      basic_auth:\n        username: a\n        password: correct-horse\n',
      'password_file: web-password',
    ],
    [
      'the collector',
      'otel-collector',
      'receivers:\n  prometheus:\n    config:\n      scrape_configs:\n        - job_name: web\n          basic_auth:\n            password: correct-horse\n',
      'password_file: web-password',
    ],
  ])('%s reads a path from where it is started, which the note says', (program, kind, text, expected) => {
    expect(moved(kind, text)?.text).toContain(expected);
    expect(move(kind, text)?.note).toContain(program);
  });

  test.each([
    ['an anchor', job('basic_auth:\n  password: &shared correct-horse')],
    ['the file beside it', job('basic_auth:\n  password: correct-horse\n  password_file: there')],
    ['others in its list', job('http_headers:\n  X-Api-Key:\n    secrets: [correct-horse, battery]')],
  ])('is left where it is because of %s', (_name, text) => {
    expect(move('prometheus', text)).toBeUndefined();
  });
});

describe('a secret of Helm values', () => {
  test('of kube-prometheus-stack is mounted by the specification that has the job', () => {
    const values = (auth: string, secrets: string) =>
      `prometheus:\n  prometheusSpec:\n${secrets}    additionalScrapeConfigs:\n      - job_name: node\n        basic_auth:\n          username: a\n          ${auth}\n`;
    const manifest =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: node-password\ntype: Opaque\nstringData:\n  password: "correct-horse"\n';
    const path = 'password_file: /etc/prometheus/secrets/node-password/password';
    expect(moved('helm-values', values('password: correct-horse', '    secrets:\n      - other # why\n'))).toEqual({
      text: values(path, '    secrets:\n      - other # why\n      - node-password\n'),
      files: { 'node-password.secret.yaml': manifest },
    });
    expect(moved('helm-values', values('password: correct-horse', '    secrets: [other]\n'))?.text).toBe(
      values(path, '    secrets: [other, node-password]\n'),
    );
    expect(moved('helm-values', values('password: correct-horse', '    secrets: []\n'))?.text).toBe(
      values(path, '    secrets: [node-password]\n'),
    );
    expect(moved('helm-values', values('password: correct-horse', ''))?.text).toBe(
      `${values(path, '')}`.replace(/\n$/, '\n    secrets: [node-password]\n'),
    );
  });

  test('of the chart prometheus is mounted on its server', () => {
    const values = (auth: string, server: string) =>
      `${server}serverFiles:\n  prometheus.yml:\n    scrape_configs:\n      - job_name: node\n        basic_auth:\n          ${auth}\n`;
    const path = 'password_file: /etc/prometheus/secrets/node-password/password';
    const mount = `    - name: node-password
      mountPath: /etc/prometheus/secrets/node-password
      secretName: node-password
      readOnly: true
`;
    expect(moved('helm-values', values('password: correct-horse', 'server:\n  replicaCount: 1\n'))?.text).toBe(
      values(path, `server:\n  replicaCount: 1\n  extraSecretMounts:\n${mount}`),
    );
    expect(
      moved(
        'helm-values',
        values(
          'password: correct-horse',
          'server:\n  extraSecretMounts:\n    - name: other\n      secretName: other\n',
        ),
      )?.text,
    ).toBe(values(path, `server:\n  extraSecretMounts:\n    - name: other\n      secretName: other\n${mount}`));
    expect(moved('helm-values', values('password: correct-horse', ''))?.text).toBe(
      `${values(path, '')}server:\n  extraSecretMounts:\n${mount}`,
    );
  });

  test('for Grafana is taken with the name of its user', () => {
    const text = 'prometheus:\n  prometheusSpec: {}\ngrafana:\n  adminUser: boss\n  adminPassword: correct-horse\n';
    expect(moved('helm-values', text)).toEqual({
      text: 'prometheus:\n  prometheusSpec: {}\ngrafana:\n  adminUser: boss\n  admin:\n    existingSecret: grafana-admin\n    userKey: admin-user\n    passwordKey: admin-password\n',
      files: {
        'grafana-admin.secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: grafana-admin\ntype: Opaque\nstringData:\n  admin-user: "boss"\n  admin-password: "correct-horse"\n',
      },
    });
  });

  test('in a text of jobs is left where it is', () => {
    const text =
      'prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs: |\n      - job_name: node\n        basic_auth:\n          password: correct-horse\n';
    const { secret, owner } = secretIn('helm-values', text);
    expect(moveSecret({ text, kind: 'helm-values', secret, owner, taken: new Set() })).toBeUndefined();
  });
});

describe('a secret of an object of Kubernetes', () => {
  test('in the environment becomes a reference, in the namespace of the object', () => {
    const pod = (env: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: redis-exporter\n  namespace: monitoring\nspec:\n  template:\n    spec:\n      containers:\n        - name: exporter\n          image: oliver006/redis_exporter:v1.62.0\n          env:\n            - name: REDIS_PASSWORD\n${env}`;
    expect(moved('scrape-config', pod('              value: correct-horse # why\n'))).toEqual({
      text: pod(
        '              valueFrom:\n                secretKeyRef:\n                  name: redis-exporter-redis-password\n                  key: REDIS_PASSWORD # why\n',
      ),
      files: {
        'redis-exporter-redis-password.secret.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: redis-exporter-redis-password\n  namespace: "monitoring"\ntype: Opaque\nstringData:\n  REDIS_PASSWORD: "correct-horse"\n',
      },
    });
  });

  test('a bearerToken becomes an authorization', () => {
    const text =
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata:\n  name: main\nspec:\n  remoteWrite:\n    - url: https://example.com/write\n      bearerToken: correct-horse\n';
    expect(moved('scrape-config', text)?.text).toBe(
      text.replace(
        'bearerToken: correct-horse',
        'authorization:\n        credentials:\n          name: main-bearertoken\n          key: bearerToken',
      ),
    );
  });
});

describe('what may be moved', () => {
  test.each<[string, string, boolean]>([
    ['a password', job('basic_auth:\n  password: correct-horse'), true],
    ['blanks around it, which would be taken off', job('basic_auth:\n  password: " correct-horse"'), false],
    ['a password without a key for a file', job('consul_sd_configs:\n  - password: correct-horse'), false],
    ['a password in a URL', 'remote_write:\n  - url: https://u:correct-horse@example.com/\n', false],
  ])('%s', (_name, text, expected) => {
    expect(canMove(secretIn('prometheus', text).secret, 'prometheus')).toBe(expected);
  });

  test.each<[KindId, string]>([
    [
      'compose',
      'services:\n  x:\n    image: oliver006/redis_exporter\n    environment:\n      REDIS_PASSWORD: correct-horse\n',
    ],
    ['stunnel', '[a]\nclient = yes\naccept = 1\nconnect = 2\nprotocolPassword = correct-horse\n'],
  ])('nothing in a file of the kind %s', (kind, text) => {
    expect(canMove(secretIn(kind, text).secret, kind)).toBe(false);
  });
});
