import { RULES } from '../core/rules/all';
import { helpAddress } from '../core/services/help';

const GAP = '  ';

/** What `scrapeguard rules` prints: a line for each security rule. */
export function rulesTable(): string {
  const rows = RULES.map(({ id, severity, category, kinds, summary }) => [
    id,
    severity,
    category,
    kinds.join(','),
    summary,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(GAP));
  return lines.map((line) => `${line}\n`).join('');
}

/** What `scrapeguard rules --json` prints; `docs` is the address of the folder of the pages. */
export function rulesJson(docs: string): string {
  const rules = RULES.map(
    ({ id, severity, category, level = 'recommended', kinds, summary, why, advice, sources }) => ({
      id,
      severity,
      category,
      level,
      kinds,
      summary,
      why,
      advice,
      sources,
      help: helpAddress(id, docs),
    }),
  );
  return `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`;
}
