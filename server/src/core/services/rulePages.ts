import { RULES } from '../rules/all';
import { pageMarkdown, rulePage, ruleRow } from '../rules/page';
import { programTables } from './checksPage';
import { createServices } from './registry';

/** The pages in docs/rules by the names of their files: one for each rule, and README.md, the table of them. */
export function rulePages(): ReadonlyMap<string, string> {
  const { all, catalogue } = createServices(RULES);
  const tables = programTables(all().flatMap((service) => service.checks));
  const pages = RULES.map((rule): [string, string] => {
    const table = tables(rule.id);
    const more = table === undefined ? [] : [`## In the words of the program\n\n${table}`];
    return [
      `${rule.id}.md`,
      `${GENERATED}\n\n${pageMarkdown(rulePage(rule, !catalogue.canBeSilenced(rule.id)), more)}`,
    ];
  });
  return new Map([...pages, ['README.md', overview()]]);
}

const GENERATED = '<!-- Generated from the files in server/src/core/rules by npm run generate. Not to be edited. -->';

function overview(): string {
  const categories = [...new Set(RULES.map(({ category }) => category))];
  const tables = categories.map((category) => {
    const rows = RULES.filter((rule) => rule.category === category).map(ruleRow);
    return `## ${category}\n\n| rule | severity | in | finds |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Security rules

${GENERATED}

What ScrapeGuard finds although the program that reads the file takes it: it works, and it is not safe. What programs
refuse or misread is in [the list of checks](../checks.md). \`scrapeguard rules\` prints this table, \`scrapeguard explain
RULE\` one of the pages.

${tables.join('\n')}`;
}
