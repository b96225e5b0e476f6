import type { CheckInfo } from '../findings/check';
import { STRUCTURE_CHECKS } from '../findings/structure';
import { once } from '../kinds/once';
import type { Rule } from '../rules/rule';

/** Everything that can be found, by its id: rules, and the codes of the checks. */
export interface Catalogue {
  /** The rules of the catalogue of insecurities. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Whether there is a rule or a check of that id. */
  readonly isKnown: (id: string) => boolean;
  /** Whether what is found under `id` can be silenced: not where it always is what makes a program refuse its file. */
  readonly canBeSilenced: (id: string) => boolean;
  /** Every id there is. */
  readonly ids: () => Iterable<string>;
}

/**
 * The catalogue of `rules` and of the checks that the kinds make.
 * @param checks asked at most once, for an id that is none of a rule: to make all kinds takes a while
 */
export function createCatalogue(rules: readonly Rule[], checks: () => readonly CheckInfo[]): Catalogue {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const checked = once(() => silenceable([...STRUCTURE_CHECKS, ...checks()]));
  return {
    rules: byId,
    isKnown: (id) => byId.has(id) || checked().has(id),
    canBeSilenced: (id) => byId.get(id)?.check !== undefined || (checked().get(id) ?? true),
    ids: () => new Set([...byId.keys(), ...checked().keys()]),
  };
}

/** The codes of `checks` with whether some of them can be silenced. */
function silenceable(
  checks: readonly Pick<CheckInfo, 'code' | 'severity' | 'category'>[],
): ReadonlyMap<string, boolean> {
  const codes = new Map<string, boolean>();
  for (const { code, severity, category } of checks) {
    const can = category === 'security' || severity !== 'error';
    codes.set(code, can || codes.get(code) === true);
  }
  return codes;
}
