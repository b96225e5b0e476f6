import type { Finding } from '../findings/finding';
import type { Catalogue } from './catalogue';
import type { Level, RuleSetting } from './levels';

/** What the user makes of what is found. */
export interface Policy {
  readonly level: Level;
  /** By the id of a rule or check; wins over the level. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly catalogue: Catalogue;
}

/**
 * Whether the user decides about `finding`. There is nothing to accept where a program refuses its file: until it is
 * mended, nothing works.
 */
export function canBeSilenced({ category, severity }: Pick<Finding, 'category' | 'severity'>): boolean {
  return category === 'security' || (category === 'validation' && severity !== 'error');
}
