import * as validators from '../../../generated/scrapeguard.validators.mjs';
import type { Catalogue } from '../../policy/catalogue';
import type { Validator } from '../../schema/validate';
import { release } from '../../schema/version';
import { checkEachUnit } from '../checkUnit';
import type { YamlKind } from '../kind';
import { checkTopLevel, type TopLevelFacts, topLevelFacts } from '../topLevel';
import { sectionShape } from '../units';
import type { Checker } from '../walk';
import { type ConfigContext, configChecks, configInfos } from './checks';
import { configSchema } from './schema';

const PROGRAM = 'ScrapeGuard';
const NO_FACTS: TopLevelFacts = { keys: [], strayItems: [] };
const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;

/** Builds the kind `scrapeguard`: `.scrapeguard.yaml`, where a workspace says what counts in it. */
export function scrapeguardKind(catalogue: Catalogue): YamlKind<ConfigContext, TopLevelFacts> {
  const schema = configSchema(catalogue);
  const checker: Checker<ConfigContext> = {
    program: PROGRAM,
    // Its keys belong to this version of ScrapeGuard.
    version: release('0.1'),
    context: {},
    checks: configChecks(catalogue),
    nullItem: () => undefined,
    validatorOf: (definition) => COMPILED[definition],
  };
  return {
    id: 'scrapeguard',
    cut: 'sections',
    schemas: [schema],
    shapeOf: (part, section) => sectionShape(schema, part, section),
    checks: configInfos,
    version: () => checker.version,
    program: PROGRAM,
    context: () => ({}),
    checkUnits: (units) =>
      checkEachUnit(schema, units, 'rules', checker, NO_FACTS, (facts, unit) => topLevelFacts(unit, schema, facts)),
    checkAcross: (facts) => checkTopLevel(facts, PROGRAM),
    needs: () => ({ patterns: [] }),
  };
}
