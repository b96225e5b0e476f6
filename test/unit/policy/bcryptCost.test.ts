import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bcryptCostIn } from '../../../server/src/core/policy/bcryptCost';
import { configReader } from '../../../server/src/core/policy/config';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { bcryptCostFor } from '../../../server/src/host/credentials/bcryptCost';

const read = configReader(createServices(RULES).catalogue);

describe('the cost of bcrypt in a configuration', () => {
  test.each([
    ['bcryptCost: 10\n', 10],
    ['level: strict\nbcryptCost: 0xD # a reason\n', 13],
    ['{"bcryptCost": 14}', 14],
    ['a: &cost 11\nbcryptCost: *cost\n', 11],
    ['bcryptCost: 9\n', undefined],
    ['bcryptCost: 15\n', undefined],
    ['bcryptCost: "12"\n', undefined],
    ['bcryptCost: 11.5\n', 11],
    ['bcryptCost: .nan\n', undefined],
    ['bcryptCost:\n', undefined],
    ['bcryptCost: [11]\n', undefined],
    ['rules: {}\n', undefined],
    ['- bcryptCost: 11\n', undefined],
    ['', undefined],
    ['{{', undefined],
  ])('%j is %s, as the whole configuration is read', (text, cost) => {
    expect(bcryptCostIn(text)).toBe(cost);
    expect(read(text).config.bcryptCost).toBe(cost ?? 12);
  });
});

describe('the cost of bcrypt for a folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'scrapeguard-cost-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'repository/.git'), { recursive: true });
  mkdirSync(join(home, 'repository/inner'));
  mkdirSync(join(home, 'other/.git'), { recursive: true });
  writeFileSync(join(home, '.scrapeguard.yaml'), 'bcryptCost: 14\n');
  writeFileSync(join(home, 'repository/.scrapeguard.yaml'), 'bcryptCost: 11\n');
  writeFileSync(join(home, 'repository/inner/.scrapeguard.yml'), 'level: strict\n');

  test.each([
    ['is what somebody wants', 'repository', 13, 13],
    ['is what the configuration in it says', 'repository', undefined, 11],
    ['is what the one above it says, for one that is not there yet', 'repository/scraping/web', undefined, 11],
    ['is the usual one where the nearest configuration says none', 'repository/inner', undefined, 12],
    ['is not what stands above its repository', 'other', undefined, 12],
  ])('%s', (_name, folder, wanted, cost) => {
    expect(bcryptCostFor(join(home, folder), wanted)).toBe(cost);
  });
});
