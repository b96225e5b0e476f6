import { join } from 'node:path';
import { compareSync } from 'bcryptjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useCli } from './support/cli';

const { files, run } = useCli();
beforeAll(() => {
  files({});
});

describe('scrapeguard hash', () => {
  test('reads the password from standard input', () => {
    const { status, stdout, stderr } = run(['hash', '--cost', '10'], { stdin: 'correct-horse\n' });
    expect([status, stderr]).toEqual([0, '']);
    expect(compareSync('correct-horse', stdout.trim())).toBe(true);
  });

  test('has the cost 12 where nothing is said', () => {
    expect(run(['hash', '--user', 'prometheus', '--htpasswd'], { stdin: 'correct-horse' }).stdout).toMatch(
      /^prometheus:\$2b\$12\$[./A-Za-z0-9]{53}\n$/,
    );
  });

  test('has the cost of the nearest configuration, unless another one is said', () => {
    const folder = files({ '.scrapeguard.yaml': 'bcryptCost: 10\n', 'hosts/x': '' });
    const costOf = (...more: readonly string[]) =>
      run(['hash', ...more], { stdin: 'correct-horse', cwd: join(folder, 'hosts') }).stdout.slice(0, 7);
    expect([costOf(), costOf('--cost', '11')]).toEqual(['$2b$10$', '$2b$11$']);
    files({});
  });

  test('takes no password from an argument', () => {
    const { status, stdout, stderr } = run(['hash', 'hunter2'], { stdin: 'correct-horse' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^scrapeguard: A password is never an argument/);
    expect(stderr).not.toContain('hunter2');
  });

  test('prints a generated password beside its hash, and not in it', () => {
    const { status, stdout, stderr } = run(['hash', '--generate', '--cost', '10']);
    expect(status).toBe(0);
    expect(compareSync(stderr.trim().split(' ').at(-1) ?? '', stdout.trim())).toBe(true);
  });

  test('prints its help, and is in the help of the program', () => {
    expect(run(['hash', '--help']).stdout).toMatch(/^Usage: scrapeguard hash/);
    expect(run(['--help']).stdout).toContain('scrapeguard hash');
  });
});
