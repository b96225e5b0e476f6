import type { Metric } from './measure';

/** Medians by row and number of jobs. */
export type Medians = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The rows of the table: whose figure it is, and what it is. */
export interface Row {
  readonly label: string;
  readonly key: string;
}

export const METRIC_LABELS: Readonly<Record<Metric, string>> = {
  cold: 'start of the server to the right diagnostics, ms',
  edit: 'one-character edit to the right diagnostics, ms',
  completion: 'completion right after a keystroke, ms',
  hover: 'hover, ms',
  memory: 'peak memory of the server, MiB',
};

/** The middle of `samples`; undefined where there are none. */
export function median(samples: readonly number[]): number | undefined {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (sorted.length % 2 === 1 || low === undefined || high === undefined) return high;
  return (low + high) / 2;
}

/** A Markdown table of `rows`, a column for each number of jobs. */
export function tableOf(rows: readonly Row[], sizes: readonly number[], medians: Medians): string {
  const head = ['', ...sizes.map((size) => `${size.toLocaleString('en')} jobs`)];
  const body = rows.map(({ label, key }) => [label, ...sizes.map((size) => shown(medians.get(key)?.get(size)))]);
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...body];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function shown(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

const MARKERS = /(<!-- bench:start -->\n)[\s\S]*?(<!-- bench:end -->)/;

/** `readme` with `table` between its markers; undefined where it has none. */
export function withTable(readme: string, table: string): string | undefined {
  if (!MARKERS.test(readme)) return undefined;
  return readme.replace(MARKERS, (_, start: string, end: string) => `${start}${table}\n${end}`);
}
