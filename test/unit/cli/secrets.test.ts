import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NamesOfFile, secretsIn } from '../../../server/src/cli/secrets';
import { keyNames } from '../../../server/src/core/features/secretNames';
import { yamlKinds } from '../../../server/src/core/kinds/registry';
import { yamlText } from '../support/yamlTexts';

const kinds = yamlKinds();
const prometheus = keyNames(kinds.get('prometheus')?.().schemas ?? []);
const inner = keyNames([...kinds.values()].flatMap((kind) => kind().schemas));
const none: NamesOfFile = { known: new Set(), secret: new Set(), holders: new Set() };
const stunnel: NamesOfFile = {
  ...none,
  known: new Set(['protocolPassword', 'ticketKeySecret']),
  secret: new Set(['protocolPassword', 'ticketKeySecret']),
};
const manifest: NamesOfFile = { ...none, known: new Set(['key', 'name']), inner };

/** `text` as a report would show it. */
function shown(text: string, names: NamesOfFile): string {
  const secrets = secretsIn(text, names);
  let result = '';
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const end = start + line.replace(/\n$/, '').length;
    let at = start;
    for (const span of secrets({ start, end })) {
      expect(span.start).toBeGreaterThanOrEqual(at);
      expect(span.end).toBeLessThanOrEqual(end);
      result += `${text.slice(at, span.start)}*`;
      at = span.end;
    }
    result += text.slice(at, start + line.length);
    start += line.length;
  }
  return result;
}

/** What is hidden of lines of all sorts: the text, and what is left of it. */
const HIDDEN: readonly (readonly [text: string, left: string, names?: NamesOfFile])[] = [
  ['protocolPassword = a b', 'protocolPassword = *', stunnel],
  ['PROTOCOLPASSWORD=a', 'PROTOCOLPASSWORD=*', stunnel],
  ['; ticketKeySecret = 00112233', '; ticketKeySecret = *', stunnel],
  ['engineCtrl = PIN:1234', 'engineCtrl = PIN:*', stunnel],
  ['psk = abc', 'psk = *'],
  ['  - api_url: "https://hooks.slack.com/services/T0/B0/x1"', '  - api_url: "https://hooks.slack.com/services/*"'],
  ['curl https://discord.com/api/webhooks/1/ab -d x', 'curl https://discord.com/api/webhooks/* -d x'],
  ['    - service_key: abc', '    - service_key: *'],
  ['DB_PASSWORD=a b c', 'DB_PASSWORD=*'],
  ['export API_TOKEN="a b"', 'export API_TOKEN=*'],
  ['# export PGPASSWORD=x', '# export PGPASSWORD=*'],
  ['Environment="DB_PASS=a b" "PORT=1"', 'Environment="DB_PASS=*" "PORT=1"'],
  ['Environment=A_TOKEN=x PORT=1', 'Environment=A_TOKEN=* PORT=1'],
  ["Environment='DATA_SOURCE_NAME=u:p@(h:3306)/' A=b", "Environment='DATA_SOURCE_NAME=*' A=b"],
  ['  - MYSQL_ROOT_PASSWORD=a b', '  - MYSQL_ROOT_PASSWORD=*'],
  ['  - "GF_SECURITY_ADMIN_PASSWORD=x"', '  - "GF_SECURITY_ADMIN_PASSWORD=*'],
  ['  POSTGRES_PASSWORD: x', '  POSTGRES_PASSWORD: *'],
  ['ExecStart=/bin/x --web.token=abc --port=1', 'ExecStart=/bin/x --web.token=* --port=1'],
  ['ExecStart=/bin/x --password abc --port 1', 'ExecStart=/bin/x --password * --port 1'],
  ['ARGS="--snmp.password=\'a b\' --x=1"', 'ARGS="--snmp.password=* --x=1"'],
  ['command: ["--redis.password", "abc", "--x"]', 'command: ["--redis.password", "*", "--x"]'],
  ['command:\n  - --redis.password\n  - abc\n  - --x', 'command:\n  - --redis.password\n  - *\n  - --x'],
  ['x --password \\\n  abc \\\n  --y', 'x --password \\\n  *\n  --y'],
  ['curl -u admin:abc http://a', 'curl -u admin:* http://a'],
  ['curl -H "Authorization: Bearer abc" http://a', 'curl -H "Authorization: *'],
  ['curl -H "X-Api-Key: abc"', 'curl -H "X-Api-Key: *'],
  ['proxy_set_header Authorization "Basic dTpw";', 'proxy_set_header Authorization *'],
  ['proxy_set_header X-Auth-Token abc;', 'proxy_set_header X-Auth-Token *'],
  ['set $api_token "abc";', 'set $api_token *'],
  ['auth_basic abc;', 'auth_basic *'],
  ['# Bearer eyJhbGciOi.x', '# Bearer *'],
  ['url: https://u:p@a/x', 'url: https://*@a/x'],
  ['  - https://a/x?token=abc&b=c', '  - https://a/x?token=*&b=c'],
  ['dsn: u:p@tcp(a:3306)/', 'dsn: *'],
  ['x u:p@tcp(a:3306)/', 'x u:*@tcp(a:3306)/'],
  ['{"user": "a", "password": "b"}', '{"user": "a", "password": *'],
  ['  "apiKey": "b",', '  "apiKey": *'],
  ['adminPassword: x', 'adminPassword: *'],
  ['password:\n  abc\nuser: b', 'password:\n  *\nuser: b'],
  ['password: |\n  a\n  b: c\nuser: d', 'password: *\n  *\n  b: *\nuser: d'],
  ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nx', '*\n*\n*\nx'],
  ['x: |\n  -----BEGIN PRIVATE KEY-----\n  abc\n  -----END PRIVATE KEY-----\ny: 1', 'x: |\n  *\n  *\n  *\ny: 1'],
  [
    'kind: Secret\ndata:\n  a: b\n  c: d\nmetadata:\n  name: x',
    'kind: Secret\ndata:\n  a: *\n  c: *\nmetadata:\n  name: x',
  ],
  [
    'stringData:\n  a: |\n    b: c\n\n    d\ntype: x\nkind: "Secret" # y',
    'stringData:\n  a: *\n    *\n\n    *\ntype: x\nkind: "Secret" # y',
  ],
  [
    'kind: ConfigMap\ndata:\n  a: b\n---\nkind: Secret\ndata: {a: b}',
    'kind: ConfigMap\ndata:\n  a: b\n---\nkind: Secret\ndata: *',
  ],
  ['items:\n- kind: Secret\n  data:\n    a: b', 'items:\n- kind: Secret\n  data:\n    a: *'],
  ['{"kind": "Secret", "data": {"a": "b"}}', '{"kind": "Secret", "data": *'],
  [
    'data:\n  web.yml: |\n    basic_auth_users:\n      a: b\n    x: y\nkey: c',
    'data:\n  web.yml: |\n    basic_auth_users:\n      a: *\n    x: y\nkey: c',
    manifest,
  ],
  [
    'data:\n  p.yml: |\n    tls_config:\n      key: b\nkey: c',
    'data:\n  p.yml: |\n    tls_config:\n      key: *\nkey: c',
    manifest,
  ],
  [`x: ${'a'.repeat(10_001)}\ny: b`, '*\ny: b'],
  ['data: {p.yml: "a: b\\npassword: c"}', 'data: {p.yml: "a: b\\npassword: *', manifest],
];

/** What has to stay readable. */
const SHOWN: readonly (readonly [text: string, names?: NamesOfFile])[] = [
  ['cert = /etc/stunnel/a.pem', stunnel],
  ['PSKsecrets = /etc/stunnel/psk.txt', stunnel],
  ['password_file: /run/secrets/a', prometheus],
  ['basic_auth_users_file = x'],
  ['DB_PASSWORD_FILE=/run/secrets/a'],
  ['ExecStart=/bin/x --web.config.file=/etc/a --password-file=/x'],
  ['auth_basic off;'],
  ['auth_basic_user_file /etc/nginx/htpasswd;'],
  ['proxy_pass http://127.0.0.1:9100/;'],
  ['proxy_set_header Host $host;'],
  ['proxy_pass_header Server;'],
  ['automountServiceAccountToken: false'],
  ['secretName: prom-tls'],
  ['secrets:\n  - prom-tls'],
  ['secret:\n  secretName: a'],
  ['secretKeyRef:\n  name: a\n  key: b'],
  ['existingSecret: a'],
  ['passwordSecret:\n  name: a\n  key: b'],
  ['PassEnvironment=HOME'],
  ['image: prom/node-exporter:v1.8.0@sha256:0123abcd'],
  ['# Basic authentication is on, see http://a/b'],
  ['ssl_certificate_key /etc/a.key;'],
  ['kind: ConfigMap\ndata:\n  a: b'],
  ['kind: SealedSecret\nspec:\n  encryptedData:\n    a: b'],
  ['  - targets: [a:9100, "b:9100"]', prometheus],
  ['ufw allow from 10.0.0.0/8 to any port 9100'],
  ['regex: (.*)@(.*)', prometheus],
];

describe('secrets in lines', () => {
  const hidden = HIDDEN.map(([text, left, names = none]) => ({ text, left, names }));
  test.each(hidden)('$text', ({ text, left, names }) => expect(shown(text, names)).toBe(left));
  const readable = SHOWN.map(([text, names = none]) => ({ text, names }));
  test.each(readable)('$text stays', ({ text, names }) => expect(shown(text, names)).toBe(text));

  test('any text has its lines, with stretches inside of them', () => {
    fc.assert(fc.property(yamlText, (text) => typeof shown(text, prometheus) === 'string'));
  });
});
