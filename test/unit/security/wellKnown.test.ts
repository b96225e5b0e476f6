import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import { afterAll, describe, expect, test } from 'vitest';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { NO_PROJECT } from '../../../server/src/core/policy/project';
import { RULES } from '../../../server/src/core/rules/all';
import { isWellKnown, wordsFor, worthTrying } from '../../../server/src/core/secrets/wellKnown';
import { checkFile } from '../../../server/src/core/services/checkFile';
import { createServices } from '../../../server/src/core/services/registry';
import { isIgnoredByGit } from '../../../server/src/host/gitignore';
import { guesser, patientGuesser } from '../../../server/src/host/guesses';

/** Real hashes, of the lowest cost that there is. */
const hashOf = (password: string, cost = 4) => hashSync(password, cost);
const services = createServices(RULES);

const webConfig = (users: Readonly<Record<string, string>>) =>
  `tls_server_config:\n  cert_file: a.crt\n  key_file: a.key\nbasic_auth_users:\n${Object.entries(users)
    .map(([user, hash]) => `  ${user}: ${hash}\n`)
    .join('')}`;

/** The users whose password is found to be a well-known one, as the command line finds them. */
function foundIn(text: string, path = 'web-config.yml') {
  const context = {
    path,
    project: NO_PROJECT,
    place: `/${path}`,
    wishes: { prometheusVersion: '', toolkitVersion: '', stunnelVersion: '', level: '' as const, rules: {} },
    readNeighbours: () => new Map(),
    guess: guesser(),
    now: 0,
  };
  const { findings = [] } = { findings: [], ...checkFile({ text }, context, { services, newest: newestTargets() }) };
  return findings
    .filter(({ code }) => code === 'well-known-password')
    .map(({ start }) => /(\w+): $/.exec(text.slice(0, start))?.[1]);
}

describe('words', () => {
  test('the name of the user comes first, and nothing comes twice', () => {
    expect(wordsFor('scraper')[0]).toBe('scraper');
    expect(wordsFor('prometheus')).toEqual([...new Set(wordsFor('prometheus'))]);
    expect(wordsFor('')).not.toContain('');
    expect(wordsFor('someone').length).toBeLessThanOrEqual(15);
  });

  test.each([
    ['password', '', true],
    ['PassWord', '', true],
    ['scraper', 'Scraper', true],
    ['scraper', '', false],
    ['correct-horse', 'prometheus', false],
    ['password-of-node-1', '', false],
    ['', '', false],
  ])('%j of the user %j', (text, user, expected) => {
    expect(isWellKnown(text, user)).toBe(expected);
  });
});

describe('what is tried', () => {
  const user = (hash: string, name = 'a') => ({ hash, user: name });
  const good = hashOf('correct-horse');

  test('complete hashes of a cost that can be paid', () => {
    const dear = good.replace('$04$', '$13$');
    const cut = good.slice(0, 50);
    expect(worthTrying([user(good), user(dear), user(cut), user('correct-horse')])).toEqual([user(good)]);
  });

  test('nothing in a file of more than 20 users', () => {
    const users = Array.from({ length: 20 }, (_, index) => user(good, `u${index}`));
    expect(worthTrying(users)).toHaveLength(20);
    expect(worthTrying([...users, user(good, 'one more')])).toEqual([]);
  });

  test('no more than the work of 20 hashes of cost 10', () => {
    const users = Array.from({ length: 20 }, (_, index) => user(good.replace('$04$', '$12$'), `u${index}`));
    expect(worthTrying(users)).toHaveLength(5);
  });
});

describe('on the command line', () => {
  test('hashes of well-known words are found, others are not', () => {
    const users = {
      alice: hashOf('alice'),
      bob: hashOf('secure_password'),
      carol: hashOf('correct-horse'),
      dave: hashOf('alice'),
      erin: hashOf('changeme').replace('$2b$', '$2y$'),
    };
    expect(foundIn(webConfig(users))).toEqual(['alice', 'bob', 'erin']);
  });

  test('the same hash of two users is one of whoever has that name', () => {
    const hash = hashOf('bob');
    expect(foundIn(webConfig({ alice: hash, bob: hash }))).toEqual(['alice', 'bob']);
  });

  test('a web configuration inside of a ConfigMap', () => {
    const inner = webConfig({ prom: hashOf('test') }).replace(/^(?=.)/gm, '    ');
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  web-config.yml: |\n${inner}`;
    expect(foundIn(text, 'config-map.yml')).toEqual(['prom']);
  });

  test('a hash is tried once, however many files have it', () => {
    const guess = guesser();
    const hash = hashOf('correct-horse', 8);
    const first = performance.now();
    guess([{ hash, user: 'a' }]);
    const second = performance.now();
    guess([{ hash, user: 'a' }]);
    expect(performance.now() - second).toBeLessThan((second - first) / 2);
  });
});

describe('in the server', () => {
  test('words are tried with rests, and what is known is answered at once', async () => {
    const guess = patientGuesser();
    const guesses = [
      { hash: hashOf('correct-horse', 6), user: 'a' },
      { hash: hashOf('admin', 6), user: 'b' },
    ];
    let rests = 0;
    const counting = setInterval(() => rests++, 1);
    const tried = await guess(guesses);
    clearInterval(counting);
    expect([...tried.values()]).toEqual([false, true]);
    expect(rests).toBeGreaterThan(5);
    let isAnswered = false;
    void guess(guesses).then(() => {
      isAnswered = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(true);
  });
});

describe('whether git ignores a file', () => {
  const root = mkdtempSync(join(tmpdir(), 'scrapeguard-git-'));
  afterAll(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'repo', '.git'), { recursive: true });
  mkdirSync(join(root, 'repo', 'private', 'deep'), { recursive: true });
  mkdirSync(join(root, 'repo', 'apps'), { recursive: true });
  writeFileSync(join(root, 'repo', '.gitignore'), 'private/\n*.secret.yml\n');
  writeFileSync(join(root, 'repo', 'apps', '.gitignore'), 'local.yml\n!keep.secret.yml\n');

  test.each([
    ['repo/a.secret.yml', true],
    ['repo/a.yml', false],
    ['repo/private/a.yml', true],
    ['repo/private/deep/a.yml', true],
    ['repo/apps/local.yml', true],
    ['repo/apps/keep.secret.yml', false],
    ['outside.secret.yml', false],
  ])('%s: %s', (path, expected) => {
    expect(isIgnoredByGit(join(root, path))).toBe(expected);
  });
});
