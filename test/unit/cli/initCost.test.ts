import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandIo } from '../../../server/src/cli/commandIo';
import { runInit } from '../../../server/src/cli/init/initCommand';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-init-cost-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('scrapeguard init hashes with the cost that the configuration around the set says', async () => {
  writeFileSync(join(home, '.scrapeguard.yaml'), 'bcryptCost: 10\n');
  const out = join(home, 'set');
  const flags = ['--host', 'web-1', '--out', out, '--no-ca-passphrase', '--key-bits', '2048', '--ca-bits', '3072'];
  const silent = { write: () => true };
  expect(
    await runInit(['basic-auth', ...flags], commandIo({ stdin: process.stdin, stdout: silent, stderr: silent })),
  ).toBe(0);
  expect(readFileSync(join(out, 'hosts/web-1/web-config.yml'), 'utf8')).toMatch(/ '?\$2b\$10\$/);
});
