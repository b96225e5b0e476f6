import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSync, hashSync } from 'bcryptjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runHash } from '../../../server/src/cli/hash/hashCommand';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scrapeguard-hash-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PASSWORD = 'correct-horse';
const TLS = 'tls_server_config: # ours\n  cert_file: a.crt\n  key_file: a.key\n';
const other = hashSync('another', 10);
const same = hashSync(PASSWORD, 10);

/** Runs the command on a web configuration that says `before`, with the password on standard input. */
async function into(before: string | Buffer, args: readonly string[] = [], name = 'web-config.yml') {
  const path = join(folder, name);
  writeFileSync(path, before, { mode: 0o640 });
  const [out, err]: [string[], string[]] = [[], []];
  const all = ['--cost', '10', '--user', 'alice', '--into', path, ...args];
  const status = await runHash(all, {
    print: (text) => void out.push(text),
    tell: (text) => void err.push(text),
    isTerminal: false,
    readInput: async () => Buffer.from(PASSWORD),
    askHidden: async () => '',
    confirm: async () => false,
  });
  const bytes = readFileSync(path);
  return { status, out: out.join('').replaceAll(folder, ''), err: err.join('').replaceAll(folder, ''), bytes };
}

const hashIn = (bytes: Buffer) => /\$2[ab]\$\d\d\$[./A-Za-z0-9]{53}/.exec(bytes.toString('latin1'))?.[0] ?? '';

describe('scrapeguard hash --into', () => {
  test('adds the user by an edit that keeps the rest, rights included', async () => {
    const { status, out, err, bytes } = await into(TLS);
    expect([status, out, err]).toEqual([0, '/web-config.yml: added the user alice.\n', '']);
    expect(bytes.toString()).toBe(`${TLS}basic_auth_users:\n  alice: '${hashIn(bytes)}'\n`);
    expect(compareSync(PASSWORD, hashIn(bytes))).toBe(true);
    expect(statSync(join(folder, 'web-config.yml')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['web-config.yml']);
  });

  test('keeps byte order mark and line ends', async () => {
    const { bytes } = await into(`\uFEFF${TLS}`.replaceAll('\n', '\r\n'));
    const after = `\uFEFF${TLS}basic_auth_users:\n  alice: '${hashIn(bytes)}'\n`.replaceAll('\n', '\r\n');
    expect(bytes.toString()).toBe(after);
  });

  test.each([[], ['--replace']])('changes nothing where the user has this password already (%j)', async (...args) => {
    const before = `basic_auth_users: { alice: '${same}' }\n`;
    const { status, out, bytes } = await into(before, args);
    expect([status, bytes.toString()]).toEqual([0, before]);
    expect(out).toBe('/web-config.yml: the user alice has this password already. Nothing was changed.\n');
  });

  test('replaces another password only where that is said', async () => {
    const before = `basic_auth_users:\n  alice: ${other} # me\n  bob: ${other}\n`;
    const refused = await into(before);
    expect([refused.status, refused.out, refused.bytes.toString()]).toEqual([2, '', before]);
    expect(refused.err).toContain('has a user "alice" already, with another hash');
    expect(refused.err).not.toContain('$2');
    const { status, out, bytes } = await into(before, ['--replace']);
    expect([status, out]).toEqual([0, '/web-config.yml: a new password for alice.\n']);
    expect(bytes.toString()).toBe(`basic_auth_users:\n  alice: '${hashIn(bytes)}' # me\n  bob: ${other}\n`);
    expect(compareSync(PASSWORD, hashIn(bytes))).toBe(true);
  });

  test('hashes a password that stood there in clear text', async () => {
    const before = 'basic_auth_users:\n  alice: correct-horse\n';
    const { err } = await into(before);
    expect(err).not.toContain('correct-horse');
    expect((await into(before, ['--replace'])).bytes.toString()).toMatch(/^basic_auth_users:\n {2}alice: '?\$2b\$10\$/);
  });

  test('writes to where a link leads', async () => {
    writeFileSync(join(folder, 'real.yml'), TLS);
    symlinkSync('real.yml', join(folder, 'web-config.yml'));
    await into(TLS);
    expect(readFileSync(join(folder, 'real.yml'), 'utf8')).toContain('alice: ');
  });

  test('shows a password that it made once, and only where the user has it now', async () => {
    const { err, bytes } = await into(TLS, ['--generate']);
    expect(compareSync(err.trim().split(' ').at(-1) ?? '', hashIn(bytes))).toBe(true);
    const refused = await into(`basic_auth_users: { alice: '${other}' }\n`, ['--generate']);
    expect([refused.status, refused.err]).toEqual([2, expect.not.stringContaining('shown this once')]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['another kind of file', 'scrape_configs: []\n', /This is no web configuration/],
    ['broken YAML', 'tls_server_config: [\n', /cannot be read as YAML \(line \d\)/],
    ['an alias', 'x: &x {}\nbasic_auth_users: *x\n', /Add it by hand/],
    ['what is no UTF-8', Buffer.from('# caf\xe9\nbasic_auth_users: {}\n', 'latin1'), /not valid UTF-8/],
  ])('refuses %s, and leaves it as it is', async (_name, before, told) => {
    const { status, out, err, bytes } = await into(before);
    expect([status, out, bytes]).toEqual([2, '', Buffer.from(before)]);
    expect(err).toMatch(told);
  });

  test.each<[readonly string[], RegExp]>([
    [['--into', 'x.yml'], /add `--user NAME`/],
    [['--user', 'a', '--replace'], /goes with `--into FILE`/],
    [['--user', 'a', '--into', 'x.yml', '--htpasswd'], /Remove one of the two/],
    [['--user', 'a', '--into', 'not-there.yml'], /not-there\.yml cannot be read: /],
  ])('refuses %j', async (args, told) => {
    const err: string[] = [];
    const status = await runHash(args, {
      print: () => undefined,
      tell: (text) => void err.push(text),
      isTerminal: false,
      readInput: async () => Buffer.from(PASSWORD),
      askHidden: async () => '',
      confirm: async () => false,
    });
    expect([status, err.join('')]).toEqual([2, expect.stringMatching(told)]);
  });
});
