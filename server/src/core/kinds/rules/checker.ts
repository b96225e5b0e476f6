import * as validators from '../../../generated/rules.validators.mjs';
import type { Validator } from '../../schema/validate';
import type { Version } from '../../schema/version';
import type { Checker } from '../walk';
import { rulesChecks } from './checks';
import type { RulesContext } from './context';

/** The program that reads rule files. */
export const PROGRAM = 'Prometheus';

const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;

/** How the groups of a rule file are checked for Prometheus `version`. A null group or rule is dropped by yaml.v3. */
export function rulesChecker(version: Version): Checker<RulesContext> {
  return {
    program: PROGRAM,
    version,
    context: {},
    checks: rulesChecks,
    nullItem: () => undefined,
    reading: 'yaml3',
    validatorOf: (definition) => COMPILED[definition],
  };
}
