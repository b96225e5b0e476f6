import { describe, expect, test } from 'vitest';
import { withUser } from '../../../../server/src/core/generators/extend/webConfig';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { HASH, WEB_HASH } from './sides';

const TLS = 'tls_server_config:\n  cert_file: a.crt\n  key_file: a.key\n';
const USERS = (...users: readonly string[]) => `basic_auth_users:\n${users.map((one) => `  ${one}\n`).join('')}`;

describe('a user is added', () => {
  test.each<[name: string, text: string, gives: string]>([
    ['to an empty file', '', USERS(`alice: '${HASH}'`)],
    ['to comments without an end', '# mine', `# mine\n${USERS(`alice: '${HASH}'`)}`],
    ['to a file without users', `${TLS}# end\n`, `${TLS}${USERS(`alice: '${HASH}'`)}# end\n`],
    ['to a key without a value', `basic_auth_users:\n${TLS}`, `${USERS(`alice: '${HASH}'`)}${TLS}`],
    ['to empty braces', `basic_auth_users: {}\n${TLS}`, `${USERS(`alice: '${HASH}'`)}${TLS}`],
    [
      'to others, with comments',
      `${USERS(`bob: "${WEB_HASH}" # boss`)}${TLS}`,
      `${USERS(`bob: "${WEB_HASH}" # boss`, `alice: '${HASH}'`)}${TLS}`,
    ],
    [
      'with the line ends of Windows',
      `${USERS(`bob: ${WEB_HASH}`)}`.replaceAll('\n', '\r\n'),
      USERS(`bob: ${WEB_HASH}`, `alice: '${HASH}'`).replaceAll('\n', '\r\n'),
    ],
    ['to others in braces', `basic_auth_users: { bob: x }\n`, `basic_auth_users: { bob: x, alice: '${HASH}' }\n`],
  ])('%s', (_name, text, gives) => {
    const extension = withUser(text, { user: 'alice', hash: HASH });
    const once = 'problem' in extension ? extension.problem : applyChanges(text, extension.changes);
    expect(once).toBe(gives);
    expect(withUser(once, { user: 'alice', hash: HASH })).toEqual({ changes: [] });
  });

  test.each(['123', 'on', 'null', '1e3'])('who is called %s, as a text', (user) => {
    const extension = withUser('', { user, hash: HASH });
    const once = 'problem' in extension ? extension.problem : applyChanges('', extension.changes);
    expect(once).toBe(USERS(`'${user}': '${HASH}'`));
  });
});

describe('a user who is there', () => {
  const text = `${USERS(`alice: '${WEB_HASH}' # me`)}`;

  test('gets another password only where that is said', () => {
    const refused = withUser(text, { user: 'alice', hash: HASH });
    expect('problem' in refused && refused.problem).toContain('has a user "alice" already');
    expect(JSON.stringify(refused)).not.toContain('$2b$');
    const replaced = withUser(text, { user: 'alice', hash: HASH }, { replace: true });
    expect('changes' in replaced && applyChanges(text, replaced.changes)).toBe(USERS(`alice: '${HASH}' # me`));
  });

  test.each([
    ['broken YAML', 'a: [\n'],
    ['a list', '- a\n'],
    ['users that are an alias', 'x: &x {}\nbasic_auth_users: *x\n'],
    ['users that are no mapping', 'basic_auth_users: [a]\n'],
  ])('is not touched in %s', (_name, broken) => {
    expect(withUser(broken, { user: 'alice', hash: HASH })).toHaveProperty('problem');
  });
});
