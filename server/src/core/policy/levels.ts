import type { Severity } from '../findings/finding';

/** Named sets of rules; `recommended` is what counts where nobody says anything. */
export const LEVELS = ['recommended', 'strict', 'all'] as const;

/**
 * `recommended`: the severities of the catalogue, without the rules of `level: 'all'`. `strict`: the same, and
 * informations and hints count as warnings. `all`: strict, and the rules of `level: 'all'` as warnings.
 */
export type Level = (typeof LEVELS)[number];

/** What the user makes of a rule: its severity, or nothing at all. */
export const RULE_SETTINGS = ['error', 'warning', 'info', 'hint', 'off'] as const;

/** See `RULE_SETTINGS`. */
export type RuleSetting = (typeof RULE_SETTINGS)[number];

/** `text` as a level; undefined where it names none. */
export function levelOf(text: unknown): Level | undefined {
  return LEVELS.find((level) => level === text);
}

/** `text` as a setting of a rule; undefined where it is none. */
export function ruleSettingOf(text: unknown): RuleSetting | undefined {
  return RULE_SETTINGS.find((setting) => setting === text);
}

/** The severity that a finding of `severity` has at `level`; undefined where it is not told there. */
export function severityAt(level: Level, severity: Severity, isOfLevelAll: boolean): Severity | undefined {
  if (isOfLevelAll) return level === 'all' ? 'warning' : undefined;
  const isMild = severity === 'info' || severity === 'hint';
  return isMild && level !== 'recommended' ? 'warning' : severity;
}
