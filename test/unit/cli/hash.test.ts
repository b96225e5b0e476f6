import { compareSync } from 'bcryptjs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CommandIo, Interrupted } from '../../../server/src/cli/commandIo';
import { runHash } from '../../../server/src/cli/hash/hashCommand';

/** Runs the command where somebody types `typed` in turn, or `input` comes from a pipe. */
async function run(args: readonly string[], { typed, input }: { typed?: readonly string[]; input?: string | Buffer }) {
  const [out, err, lines]: [string[], string[], string[]] = [[], [], [...(typed ?? [])]];
  const io: CommandIo = {
    print: (text) => void out.push(text),
    tell: (text) => void err.push(text),
    isTerminal: typed !== undefined,
    readInput: async () => Buffer.from(input ?? ''),
    askHidden: async (question) => {
      err.push(question);
      const line = lines.shift();
      if (line === undefined) throw new Interrupted();
      return line;
    },
    confirm: async () => false,
  };
  const status = await runHash(['--cost', '10', ...args], io);
  return { status, out: out.join(''), err: err.join('') };
}

describe('scrapeguard hash', () => {
  test('asks twice at a terminal, and prints the hash', async () => {
    const { status, out, err } = await run([], { typed: ['correct-horse', 'correct-horse'] });
    expect(status).toBe(0);
    expect(out).toMatch(/^\$2b\$10\$[./A-Za-z0-9]{53}\n$/);
    expect(compareSync('correct-horse', out.trim())).toBe(true);
    expect(err).toBe('Password: The same again: ');
  });

  test.each<[readonly string[], number, RegExp]>([
    [['correct-horse', 'correct-hrose'], 2, /two different passwords/],
    [[''], 2, /empty password/],
    [['x'.repeat(73)], 2, /72 bytes/],
    [[], 130, /^Password: $/],
    [['correct-horse'], 130, /^Password: The same again: $/],
  ])('hashes nothing where %j is typed', async (typed, status, told) => {
    const result = await run([], { typed });
    expect([result.status, result.out]).toEqual([status, '']);
    expect(result.err).toMatch(told);
    expect(result.err).not.toMatch(/correct|xxx/);
  });

  test.each(['correct-horse', 'correct-horse\n', 'correct-horse\r\n'])(
    'reads one line of a pipe: %j',
    async (input) => {
      const { status, out, err } = await run([], { input });
      expect([status, err]).toEqual([0, '']);
      expect(compareSync('correct-horse', out.trim())).toBe(true);
    },
  );

  test.each<[string | Buffer, RegExp]>([
    ['', /empty password/],
    ['correct\nhorse\n', /control characters/],
    ['correct-horse\n\n', /control characters/],
    ['correct-horse \n', /drops blanks/],
    [Buffer.of(0x63, 0xff), /no UTF-8/],
  ])('refuses %j from a pipe', async (input, told) => {
    const result = await run([], { input });
    expect([result.status, result.out]).toEqual([2, '']);
    expect(result.err).toMatch(told);
    expect(result.err).not.toMatch(/correct|horse/);
  });

  test.each(['prometheus', 'yes', '0815', 'a@b.example'])('prints a line of basic_auth_users for %s', async (user) => {
    const { out } = await run(['--user', user], { input: 'correct-horse' });
    const users: unknown = parse(`basic_auth_users:\n  ${out}`, { version: '1.1' });
    expect(users).toEqual({ basic_auth_users: { [user]: expect.stringMatching(/^\$2b\$10\$/) } });
  });

  test('prints a line of an htpasswd file', async () => {
    const { out } = await run(['--user', 'prometheus', '--htpasswd'], { input: 'correct-horse' });
    expect(out).toMatch(/^prometheus:\$2b\$10\$[./A-Za-z0-9]{53}\n$/);
  });

  test('makes a password, which is not on standard output', async () => {
    const { status, out, err } = await run(['--generate'], {});
    const password = err.trim().split(' ').at(-1) ?? '';
    expect([status, out.includes(password)]).toEqual([0, false]);
    expect(compareSync(password, out.trim())).toBe(true);
  });

  test.each([
    ['hunter2'],
    ['--user', 'prometheus', 'hunter2'],
    ['--', 'hunter2'],
    ['-phunter2'],
    ['--password', 'hunter2'],
    ['--password=hunter2'],
  ])('takes no password from an argument: %j %j %j', async (...args) => {
    const { status, out, err } = await run(args.filter(Boolean), { input: 'correct-horse' });
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('A password is never an argument: everybody on this machine sees');
    expect(err).not.toContain('hunter2');
  });

  test.each<[readonly string[], RegExp]>([
    [['--cost', '9'], /from 10 to 14/],
    [['--cost', '15'], /from 10 to 14/],
    [['--cost', '1e1'], /from 10 to 14/],
    [['--cost'], /take a value/],
    [['--user', 'a:b'], /takes a name/],
    [['--user', ''], /takes a name/],
    [['--htpasswd'], /add `--user NAME`/],
    [['--generate=hunter2'], /take none/],
    [['--secret-hunter2'], /not known/],
    [['-hunter2'], /not known/],
  ])('refuses %j', async (args, told) => {
    const { status, out, err } = await run(args, { input: 'correct-horse' });
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(told);
    expect(err).not.toContain('hunter2');
  });

  test('prints its help', async () => {
    const { status, out } = await run(['--help'], {});
    expect([status, out.startsWith('Usage: scrapeguard hash')]).toEqual([0, true]);
  });
});
