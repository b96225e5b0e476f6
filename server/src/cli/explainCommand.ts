import { RULES } from '../core/rules/all';
import { type PageBlock, rulePage } from '../core/rules/page';
import { nearest } from '../core/schema/suggest';
import { type Entry, entriesOf } from '../core/services/entries';
import { helpAddress } from '../core/services/help';
import type { Services } from '../core/services/service';
import type { Colours } from './colours';
import { plainText } from './plainText';

/** What `scrapeguard explain` has to say, or why it has nothing. */
export type Explanation = { readonly text: string } | { readonly problem: string };

/** Everything that can be found by the checks of `services` and the rules. */
export function allEntries(services: Services): readonly Entry[] {
  return entriesOf(
    RULES,
    services.all().flatMap(({ checks }) => checks),
  );
}

/** What is known of the rule or check `id`; `docs` is the address of the folder of the pages. */
export function explain(id: string, services: Services, docs: string, colours: Colours): Explanation {
  const entries = allEntries(services);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) {
    const near = nearest(
      id,
      entries.map((one) => one.id),
    );
    const hint = near === undefined ? '`scrapeguard rules` lists the rules.' : `Did you mean \`${near}\`?`;
    return { problem: `There is no rule or check \`${id}\`. ${hint}` };
  }
  const { rule } = entry;
  const head = colours.bold(id);
  const foot = `${colours.dim(helpAddress(id, docs))}\n`;
  if (rule === undefined) return { text: [head, ...entry.help.map(plainText), foot].join('\n\n') };
  const page = rulePage(rule, !services.catalogue.canBeSilenced(id));
  const sections = page.sections.flatMap(({ heading, blocks }) => [
    colours.bold(plainText(heading)),
    ...blocks.map((block) => blockText(block, colours)),
  ]);
  return { text: [head, plainText(page.facts), page.summary, ...sections, foot].join('\n\n') };
}

function blockText(block: PageBlock, colours: Colours): string {
  if ('text' in block) return plainText(block.text);
  const lines = block.code.replace(/\n+$/, '').split('\n');
  const title = block.title === undefined ? [] : [colours.dim(`    ${block.title}`)];
  return [...title, ...lines.map((line) => (line === '' ? '' : `    ${line}`))].join('\n');
}
