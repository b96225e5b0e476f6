import { describe, expect, test } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
const remote = (lines: string) => `remote_write:\n- url: http://a/\n${lines}`;

/** Files with a password in a place where it is wrong, broken lines among them. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  ['prometheus.yml', remote('  basic_auth:\n    username: u\n    password:hunter2\n')],
  ['prometheus.yml', remote('  basic_auth:\n    username: u\n    password hunter2\n')],
  ['prometheus.yml', remote('  basic_auth: hunter2\n')],
  ['prometheus.yml', remote('  basic_auth:\n    - hunter2\n')],
  ['prometheus.yml', remote('  basic_auth:\n    - password: hunter2\n')],
  ['prometheus.yml', remote('  authorization:\n    credentials: *hunter2\n')],
  ['prometheus.yml', remote('  sigv4: {secret_key: hunter2}\n')],
  ['prometheus.yml', remote('  bearer_tokn: hunter2\n')],
  ['web-config.yml', 'basic_auth_users:\n  a:hunter2\n'],
  ['web-config.yml', 'basic_auth_users:\n  a hunter2\n'],
  ['web-config.yml', 'basic_auth_users: hunter2\n'],
  ['web-config.yml', 'tls_server_config:\n  key:hunter2\n'],
  ['web-config.yml', `basic_auth_users:\n  a: $2hunter2${'x'.repeat(60)}\n`],
  ['prometheus.yml', remote('  basic_auth: {username: u, password: [hunter2]}\n')],
  ['prometheus.yml', remote('  basic_auth: {password: {hunter2: a}}\n')],
  ['prometheus.yml', remote('  http_headers: {X-A: {secrets: hunter2}}\n')],
  ['prometheus.yml', remote('  http_headers: {X-A: [hunter2]}\n').replace('[hunter2]', '{secrets: {a: hunter2}}')],
  ['prometheus.yml', remote('  oauth2: {client_id: a, client_secret: [hunter2], token_url: "http://u:hunter2@a:b"}\n')],
  ['prometheus.yml', 'remote_write:\n- url: http://u:hunter2@a:b\n'],
  ['prometheus.yml', 'remote_write:\n- url: http://u:hunter2 @a/\n'],
  ['prometheus.yml', 'remote_write:\n- url: http://u:hunter2/x@a/\n'],
  ['prometheus.yml', 'remote_write:\n- url: http://u:%hunter2@a/\n'],
  ['prometheus.yml', remote('  basic_auth: {username: u, password:hunter2}\n')],
  ['prometheus.yml', remote('  basic_auth: {username: u, hunter2}\n')],
  ['prometheus.yml', remote('  basic_auth:\n    pasword: hunter2\n')],
  ['prometheus.yml', remote('  authorization: Bearer hunter2\n')],
  ['prometheus.yml', remote('  authorization:\n    Bearer hunter2: a\n')],
  ['prometheus.yml', remote('  basic_auth:\n    u: hunter2\n')],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  proxy_url: http://u:hunter2@a b\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  static_configs: [{targets: ["http://u:hunter2@a/x"]}]\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  http_sd_configs: [{url: "ftp://u:hunter2@a/x"}]\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  http_sd_configs: [{url: "u:hunter2@a/x"}]\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  consul_sd_configs: [{server: "", token: hunter2}]\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  bearer_token: hunter2\n  basic_auth: {password: hunter2}\n'],
  ['prometheus.yml', 'scrape_configs:\n- job_name: a\n  params: {token: hunter2}\n'],
];

describe('no report prints a password', () => {
  test.each(FILES)('%s %j', (name, text) => {
    cli.files({ [name]: text });
    for (const format of ['text', 'json']) {
      const { status, stdout, stderr } = cli.run(['check', '--format', format, '--severity', 'hint', name]);
      expect(status).toBe(1);
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });
});
