import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { generatePassword, hashOf } from '../../../server/src/core/generators/password';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-password-'));
afterAll(() => rmSync(home, { recursive: true }));

const hasHtpasswd = spawnSync('htpasswd', ['--help']).error === undefined;
describe.skipIf(!hasHtpasswd)('hashes of passwords [needs htpasswd: apt-get install apache2-utils]', () => {
  test.each([
    generatePassword(randomBytes),
    'x',
    'correct horse battery staple',
    'a:b"c\'d\\e$f`g{{h}}#i',
    'é'.repeat(36),
    '🔑'.repeat(18),
    'x'.repeat(72),
  ])('htpasswd takes the one of %j, and no other', (password) => {
    const file = join(home, 'users');
    writeFileSync(file, `prometheus:${hashOf(password, 12, randomBytes(16))}\n`);
    const verify = (text: string) => spawnSync('htpasswd', ['-vbB', file, 'prometheus', text]).status;
    expect(verify(password)).toBe(0);
    expect(verify(`${password.slice(0, -1)}~`)).toBe(3);
  });
});
