import { explainScrapeError, type Explanation as Meaning } from '../core/generators/scrapeErrors/explain';
import { helpAddress } from '../core/services/help';
import type { Colours } from './colours';
import type { Explanation } from './explainCommand';

/**
 * What `scrapeguard explain --error TEXT` has to say of an error of a scrape or of a log. Nothing of the text is printed
 * but the program's own words, as the table has them: a log may hold secrets.
 * @param docs the address of the folder of the pages
 */
export function explainError(text: string, docs: string, colours: Colours): Explanation {
  if (text.trim() === '') {
    return { problem: 'There is no text to explain. Paste the error that Prometheus shows, or lines of a log.' };
  }
  const found = explainScrapeError(text);
  if (found.length === 0) {
    return {
      problem:
        'Nothing in this text is known. Look for the line that says why: in Prometheus under Status, Targets; on the target in the log of the exporter (journalctl -u UNIT), of stunnel or of nginx.',
    };
  }
  const isLong = /\n./.test(text.trim());
  return { text: found.map((meaning) => paragraph(meaning, { docs, colours, isLong })).join('\n') };
}

function paragraph(
  { error, line, count, issue }: Meaning,
  { docs, colours, isLong }: { readonly docs: string; readonly colours: Colours; readonly isLong: boolean },
): string {
  const times = count === 1 ? '' : `, and on ${count - 1} more`;
  const rules = error.rules ?? [];
  const names = issue?.names ?? [];
  return [
    colours.bold(error.says),
    ...(isLong ? [colours.dim(`on line ${line}${times}`)] : []),
    '',
    `Cause:      ${error.cause}`,
    `What to do: ${error.remedy}`,
    ...(names.length === 0 ? [] : [`            scrapeguard pki issue --name ${names.join(' --name ')} --for server`]),
    ...rules.map((id) => `More:       scrapeguard explain ${id}, ${helpAddress(id, docs)}`),
    '',
  ].join('\n');
}
