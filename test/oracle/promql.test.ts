import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unmark } from '../unit/support/expectFindings';
import { BAD_PROMQL, GOOD_PROMQL } from '../unit/support/promqlTexts';
import { askPromtool, createHome, findPromtool, type Promtool } from './promtool';
import type { Verdict } from './verdict';

const promtool = findPromtool();

/** What promtool says of each expression in a rule file of its own. */
async function ask(asked: Promtool, expressions: readonly string[]): Promise<readonly Verdict[]> {
  const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-promql-'));
  try {
    const texts = expressions.map(
      (expr) => `groups: [{name: a, rules: [{record: a, expr: ${JSON.stringify(expr)}}]}]\n`,
    );
    return await askPromtool(asked, 'rules', texts, createHome(parent, {}));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

describe.skipIf(promtool === undefined)('promtool on expressions [needs promtool: apt-get install prometheus]', () => {
  it('takes those that are good to us', async () => {
    const verdicts = promtool === undefined ? [] : await ask(promtool, GOOD_PROMQL);
    expect(GOOD_PROMQL.filter((_, index) => verdicts[index]?.outcome !== 'accepted')).toEqual([]);
  });

  it('refuses those that are bad to us, in the words of which we show a part', async () => {
    const verdicts =
      promtool === undefined
        ? []
        : await ask(
            promtool,
            BAD_PROMQL.map(([marked]) => unmark(marked).text),
          );
    const others = BAD_PROMQL.flatMap(([marked, words], index) => {
      const says = verdicts[index]?.says ?? '';
      return verdicts[index]?.outcome === 'refused' && says.includes(words) ? [] : [`${marked}: ${says}`];
    });
    expect(others).toEqual([]);
  });
});
