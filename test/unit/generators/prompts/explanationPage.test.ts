import { expect, it } from 'vitest';
import { explanationPage } from '../../../../client/src/commands/pki/explanationPage';
import { explainScrapeError } from '../../../../server/src/core/generators/scrapeErrors/explain';
import { SCRAPE_ERRORS } from '../../../../server/src/core/generators/scrapeErrors/table';

const HELP = 'vscode://scrapeguard.scrapeguard/docs';

it('an explanation names cause and remedy, with links to the pages of rules, and nothing of what was pasted', () => {
  const found = explainScrapeError('x509: certificate signed by unknown authority, said s3cret.example.com');
  const page = explanationPage(found, HELP);
  expect(page).toContain('# What the error means');
  expect(page).toContain(`**Cause.** ${found[0]?.error.cause}`);
  expect(page).toContain(`**What to do.** ${found[0]?.error.remedy}`);
  expect(page).not.toContain('s3cret');
});

it('every rule that an explanation names is a link', () => {
  for (const error of SCRAPE_ERRORS) {
    const page = explanationPage([{ error, line: 1, count: 1 }], HELP);
    for (const rule of error.rules ?? []) expect(page).toContain(`[${rule}](${HELP}/rules/${rule})`);
  }
});

it('what is not known is said to be so', () => {
  expect(explanationPage(explainScrapeError('hello'), HELP)).toMatch(/^# This error is not known\n/);
});
