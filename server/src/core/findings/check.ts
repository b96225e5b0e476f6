import type { Category, Severity } from './finding';

/**
 * How the program takes what a check finds, in the words of the specification: LOAD and START it refuses the file,
 * APPLY it loads and then fails, CRASH it ends with a panic, PROMTOOL only promtool says it, SILENT nobody does. For
 * manifests: API the API server refuses the object, OPER the operator drops it, PROM both take it and Prometheus
 * refuses the whole configuration that is made from it.
 */
export type Tag = 'LOAD' | 'START' | 'APPLY' | 'CRASH' | 'PROMTOOL' | 'SILENT' | 'API' | 'OPER' | 'PROM';

/** Which specification the numbers of a check's rules are from. */
export type RuleSource = 'prometheus' | 'web-config' | 'scrape-config' | 'stunnel' | 'security';

/** What a check looks for: its entry in docs/checks.md. Several may share a code; `rules` are the spec's numbers, or its sections. */
export interface CheckInfo {
  readonly code: string;
  readonly severity: Severity;
  readonly category?: Category;
  readonly source: RuleSource;
  readonly rules: readonly (number | string)[];
  readonly tag: Tag;
  /** One line on what is found. */
  readonly summary: string;
  /** The program's own words, `%q` and `%s` for what it fills in; absent where it says nothing. */
  readonly program?: string;
}

/** `infos` as they are, typed: the table of a file of checks. */
export function defineChecks<K extends string>(infos: Readonly<Record<K, CheckInfo>>): Readonly<Record<K, CheckInfo>> {
  return infos;
}
