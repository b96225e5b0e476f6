import type { Category, Severity } from './finding';

/**
 * How the program takes what a check finds, in the words of the specification: LOAD and START it refuses the file,
 * APPLY it loads and then fails, CRASH it ends with a panic, PROMTOOL only promtool says it, SILENT nobody does.
 */
export type Tag = 'LOAD' | 'START' | 'APPLY' | 'CRASH' | 'PROMTOOL' | 'SILENT';

/** Which specification the numbers of a check's rules are from. */
export type RuleSource = 'prometheus' | 'web-config';

/** What a check looks for: its entry in docs/checks.md. Several may share a code; `rules` are the spec's numbers. */
export interface CheckInfo {
  readonly code: string;
  readonly severity: Severity;
  readonly category?: Category;
  readonly source: RuleSource;
  readonly rules: readonly number[];
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
