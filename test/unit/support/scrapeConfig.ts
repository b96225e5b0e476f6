import { type CheckCase, expectCase } from './expectFindings';

const HEAD = 'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata:\n  name: a\nspec:\n';

/** A ScrapeConfig whose `spec` has the lines of `spec`. */
export function scrapeConfig(spec: string): string {
  return HEAD + spec.replace(/^(?=.)/gm, '  ');
}

/** Expects what `row` says of a ScrapeConfig; `text` and `fixed` are its `spec`. */
export function expectSpec(row: CheckCase): void {
  const { text, fixed } = row;
  expectCase('scrape-config', {
    ...row,
    text: scrapeConfig(text),
    ...(fixed !== undefined && { fixed: scrapeConfig(fixed) }),
  });
}
