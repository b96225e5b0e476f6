import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withUser } from '../../../server/src/core/generators/extend/webConfig';
import { applyChanges } from '../../../server/src/core/text/edit';
import { makeIdentity } from '../certificate';
import { findPromtool } from '../promtool';

const promtool = findPromtool();
const home = mkdtempSync(join(tmpdir(), 'scrapeguard-web-'));
afterAll(() => rmSync(home, { recursive: true }));

const OLD = `$2y$10$${'x'.repeat(53)}`;
const NEW = `$2b$12$${'y'.repeat(53)}`;
const TLS = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';
const HTTP = 'http_server_config:\n  http2: true\n  headers:\n    X-Frame-Options: deny\n';
const USERS = `basic_auth_users:\n  bob: ${OLD}\n`;

/** Web configurations that promtool takes, by what is special about them. */
const STYLES: Readonly<Record<string, string>> = {
  nothing: '',
  'comments alone': '# Nothing yet.\n#basic_auth_users:\n#  bob: x',
  'TLS alone': TLS,
  'users behind TLS': TLS + USERS,
  'users before TLS': `${USERS}\n# Certificates\n${TLS}`,
  'the end without a line end': (TLS + USERS).trimEnd(),
  'a comment at the end without a line end': `${TLS}${USERS}# end`,
  'users that are commented out': `${TLS}basic_auth_users:\n  # alice: x\n  bob: ${OLD} # boss\n  # carol: y\n\n# end\n`,
  'a key without users': `basic_auth_users:\n${TLS}`,
  'a key without users, with a comment': `${TLS}basic_auth_users: # none yet\n`,
  'users that are null': `${TLS}basic_auth_users: ~\n`,
  'no users in braces': `${TLS}basic_auth_users: {}\n`,
  'users in braces': `${TLS}basic_auth_users: { bob: '${OLD}' } # short\n`,
  'braces over several lines': `${TLS}basic_auth_users: {\n  "bob": "${OLD}",\n}\n`,
  'all in braces': `{ tls_server_config: { cert_file: server.crt, key_file: server.key }, basic_auth_users: { bob: '${OLD}' } }\n`,
  'Windows line ends': (TLS + USERS).replaceAll('\n', '\r\n'),
  'an indentation of 4': (TLS + USERS).replaceAll('  ', '    '),
  'keys in quotes': `'tls_server_config': {"cert_file": server.crt, 'key_file': server.key}\n"basic_auth_users":\n  "bob": ${OLD}\n`,
  'a document that begins and ends': `---\n${TLS}${USERS}...\n`,
  'an anchor elsewhere': `tls_server_config: &tls\n  cert_file: server.crt\n  key_file: server.key\n${USERS}`,
  'a hash over several lines': `${TLS}basic_auth_users:\n  bob: >-\n    ${OLD}\n`,
  'headers behind the users': TLS + USERS + HTTP,
  'tabs before comments': `${TLS.trimEnd()}\t# ours\n${USERS.trimEnd()}\t# boss\n`,
};

function judged(text: string): string {
  writeFileSync(join(home, 'web.yml'), text);
  const program = promtool?.program ?? 'promtool';
  const { status, stdout, stderr } = spawnSync(program, ['check', 'web-config', 'web.yml'], {
    cwd: home,
    encoding: 'utf8',
  });
  return status === 0 && !/FAILED/.test(stdout) ? 'accepted' : `${stdout}${stderr}\n${text}`;
}

const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '');

describe.skipIf(promtool === undefined)(
  'a web configuration gets a user [needs promtool: apt-get install prometheus]',
  () => {
    const { certificate, key } = makeIdentity();
    writeFileSync(join(home, 'server.crt'), certificate);
    writeFileSync(join(home, 'server.key'), key, { mode: 0o600 });

    test.each(Object.entries(STYLES))('%s', (_name, text) => {
      if (text.trim() !== '') expect(judged(text)).toBe('accepted');
      const extension = withUser(text, { user: 'alice', hash: NEW });
      if ('problem' in extension) throw new Error(extension.problem);
      const once = applyChanges(text, extension.changes);
      expect(judged(once)).toBe('accepted');
      const lost = linesOf(text).filter((line) => !linesOf(once).some((other) => other.startsWith(line.trimEnd())));
      // Where it is put into braces, or in the place of nothing, that line alone is another one.
      expect(
        lost.filter((line) => !/[{}]|~/.test(line)),
        once,
      ).toEqual([]);
      const { basic_auth_users: users, ...others } = parse(once);
      const { basic_auth_users: before, ...othersBefore } = parse(text) ?? {};
      expect([others, users]).toEqual([othersBefore, { ...before, alice: NEW }]);
      expect(withUser(once, { user: 'alice', hash: NEW })).toEqual({ changes: [] });
      const other = withUser(once, { user: 'alice', hash: OLD }, { replace: true });
      const replaced = applyChanges(once, 'changes' in other ? other.changes : []);
      expect(parse(replaced).basic_auth_users).toEqual({ ...before, alice: OLD });
      expect(judged(replaced)).toBe('accepted');
    });
  },
);
