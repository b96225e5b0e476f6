import type { CheckInfo } from '../../../findings/check';
import type { RulesCheck } from '../context';
import * as aliases from './aliases';
import * as expression from './expression';
import * as names from './names';
import * as neverExposed from './neverExposed';
import * as ruleKeys from './ruleKeys';
import * as templates from './templates';

const MODULES = [aliases, ruleKeys, names, expression, neverExposed, templates];

/** Everything that the checks of one group find. */
export const rulesInfos: readonly CheckInfo[] = MODULES.flatMap(({ infos }) => Object.values<CheckInfo>(infos));

/** All checks by the definition that they look at. */
export const rulesChecks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule_group: names.checks.rule_group ?? [],
  rule: MODULES.flatMap(({ checks }) => checks.rule ?? []),
};
