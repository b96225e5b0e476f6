import { describe, expect, test } from 'vitest';
import { RECEIVER_SORTS } from '../../../server/src/core/kinds/alertmanager/secretKeys';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { createServices } from '../../../server/src/core/services/registry';
import { findingsIn } from '../support/expectFindings';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';

const HONEST = `global:
  resolve_timeout: 5m
  smtp_smarthost: mail.example.org:587
  smtp_from: alerts@example.org
  smtp_auth_password_file: /etc/alertmanager/smtp
  slack_api_url_file: /etc/alertmanager/slack
templates: [/etc/alertmanager/*.tmpl]
route:
  receiver: team
  group_by: [alertname]
  routes:
    - matchers: [severity="page"]
      receiver: pager
receivers:
  - name: team
    slack_configs:
      - channel: '#alerts'
        title: '{{ template "title" . }}'
    email_configs:
      - to: team@example.org
        auth_username: alerts
  - name: pager
    pagerduty_configs:
      - routing_key_file: pagerduty.key
  - name: "null"
inhibit_rules: []
`;

/** A configuration with one receiver. */
function receiver(lines: string, global = ''): string {
  return `${global}route: { receiver: a }\nreceivers:\n  - name: a\n${lines}`;
}

const CASES: readonly NounCase[] = [
  {
    name: 'secrets of global, with the key of a file where there is one',
    text: receiver(
      '',
      "global:\n  smtp_auth_password: ‹pw›\n  slack_api_url: '‹https://hooks.slack.com/services/a/b/c›'\n  opsgenie_api_key: ‹<secret>›\n  smtp_auth_username: u\n",
    ),
    of: ({ secrets }) => secrets,
    is: [
      { key: 'smtp_auth_password', fileKey: 'smtp_auth_password_file', form: 'clear' },
      { key: 'slack_api_url', fileKey: 'slack_api_url_file', form: 'clear' },
      { key: 'opsgenie_api_key', form: 'placeholder' },
    ],
  },
  {
    name: 'secrets of receivers and of their http_config',
    text: receiver(
      '    webhook_configs:\n      - url: ‹http://10.0.0.1/hook›\n        http_config: { authorization: { credentials: ‹tok› } }\n    pushover_configs: [{ user_key: ‹u›, token: ‹t› }]\n    sns_configs: [{ topic_arn: x, sigv4: { access_key: k, secret_key: ‹s› } }]\n',
    ),
    of: ({ secrets }) => secrets,
    is: [
      { key: 'url', fileKey: 'url_file' },
      { key: 'credentials', fileKey: 'credentials_file' },
      { key: 'user_key', fileKey: 'user_key_file' },
      { key: 'token' },
      { key: 'secret_key' },
    ],
  },
  {
    name: 'files, beside the configuration',
    text: HONEST.replace('/etc/alertmanager/smtp', '‹/etc/alertmanager/smtp›')
      .replace('/etc/alertmanager/slack', '‹/etc/alertmanager/slack›')
      .replace('pagerduty.key', '‹pagerduty.key›'),
    of: ({ files }) => files,
    is: [
      { holds: 'password', base: 'config' },
      { holds: 'secret', base: 'config' },
      { path: 'pagerduty.key', base: 'config' },
    ],
  },
  {
    name: 'verification switched off anywhere',
    text: receiver(
      '    webhook_configs:\n      - url: https://x/\n        http_config: { tls_config: { insecure_skip_verify: ‹true› } }\n    email_configs:\n      - { to: a@b, tls_config: { insecure_skip_verify: ‹true› } }\n',
      'global:\n  http_config:\n    tls_config:\n      insecure_skip_verify: ‹true›\n  smtp_tls_config:\n    insecure_skip_verify: ‹true›\n',
    ),
    of: ({ clients }) => clients.map(({ tls }) => tls?.skipVerify),
    is: Array.from({ length: 4 }, () => ({ value: true })),
  },
  {
    name: 'a client stands at its first key, with the origin of its URL and no more of it',
    text: receiver(
      '    webhook_configs:\n      - send_resolved: true\n        url: "‹http://user:pw@10.0.0.1:8080/hook?token=x›"\n',
    ),
    of: ({ clients }) => clients.flatMap(({ targets }) => targets),
    is: [{ value: 'http://10.0.0.1:8080' }],
  },
  {
    name: 'URLs that are filled in are unknown',
    text: receiver('    webhook_configs:\n      - url: ‹${URL}›\n    slack_configs:\n      - api_url: ‹<secret>›\n'),
    of: ({ clients }) => clients.flatMap(({ targets }) => targets),
    is: [{ value: undefined }, { value: undefined }],
  },
];

describe('alertmanager.yml', () => {
  test.each(CASES)('$name', (row) => expectNouns('alertmanager', row));

  test('the scheme of each receiver: its URL, that of global, or that of the service', () => {
    const { clients } = nounsIn(
      'alertmanager',
      receiver(
        '    webhook_configs: [{ url: "http://x/" }, { url_file: /x }]\n    slack_configs: [{ channel: a }]\n    pagerduty_configs: [{ routing_key: x }]\n    email_configs: [{ to: a@b }]\n',
        'global: { slack_api_url: "https://hooks.slack.com/x" }\n',
      ),
    );
    expect(clients.map(({ role, name, scheme }) => `${role} ${name} ${scheme.value}`)).toEqual([
      'notification a http',
      'notification a undefined',
      'notification a https',
      'notification a https',
      'notification a undefined',
    ]);
  });

  test.each(Object.entries(RECEIVER_SORTS).flatMap(([sort, { secrets }]) => secrets.map((key) => [sort, key])))(
    '%s keeps a secret in %s',
    (sort, key) => {
      const text = receiver(`    ${sort}: [{ ${key}: abc }]\n`);
      expect(nounsIn('alertmanager', text).secrets).toMatchObject([{ key, text: 'abc', fileKey: `${key}_file` }]);
      expect(
        createServices([])
          .get('alertmanager')
          ?.secretNames()
          .secret.has(key ?? ''),
      ).toBe(true);
    },
  );

  test('an honest file has no findings, and its receivers in the outline', () => {
    expect(findingsIn('alertmanager', HONEST)).toEqual([]);
    const outline = createServices([]).get('alertmanager')?.outline(HONEST) ?? [];
    expect(outline.find(({ name }) => name === 'receivers')?.children.map(({ name }) => name)).toEqual([
      'team',
      'pager',
      'null',
    ]);
  });

  test.each([
    ['by its content', '/config.yml', HONEST, 'alertmanager'],
    ['by its name, before it has receivers', '/alertmanager.yml', 'route:\n  group_by: [a]\n', 'alertmanager'],
    [
      'another program that routes',
      '/config.yml',
      'logLevel: info\nroute:\n  routes:\n    - match:\n        - receiver: dump\nreceivers:\n  - name: dump\n    stdout: {}\n',
      undefined,
    ],
    ['a manifest', '/x.yml', 'apiVersion: v1\nroute:\n  receiver: x\nreceivers: []\n', undefined],
    ['values of a chart', '/alertmanager-values.yml', 'alertmanager:\n  config:\n    route: {}\n', undefined],
  ])('is detected: %s', (_name, path, text, kind) => {
    expect(detectKind({ path, text })).toBe(kind);
  });
});
