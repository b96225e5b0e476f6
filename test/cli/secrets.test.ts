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
