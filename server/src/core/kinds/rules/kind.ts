import schemaDocument from '../../../../../schemas/rules.schema.json';
import type { CheckInfo } from '../../findings/check';
import { buildSchema, type SchemaNode } from '../../schema/shape';
import { checkEachUnit } from '../checkUnit';
import type { YamlKind } from '../kind';
import { topLevelFacts } from '../topLevel';
import { sectionShape } from '../units';
import { infos as acrossInfos, checkRulesAcross } from './across';
import { PROGRAM, rulesChecker } from './checker';
import { rulesInfos } from './checks';
import type { RulesContext } from './context';
import { factsOf, NO_FACTS, type RulesFacts } from './facts';
import { forgottenQuotes, infos as quoteInfos } from './forgottenQuotes';

/** Builds the kind `rules`: the files of `rule_files`. */
export function rulesKind(): YamlKind<RulesContext, RulesFacts> {
  const schema = buildSchema(schemaDocument as SchemaNode);
  return {
    id: 'rules',
    cut: 'sections',
    schemas: [schema],
    shapeOf: (part, section) => sectionShape(schema, part, section),
    checks: [...rulesInfos, ...[acrossInfos, quoteInfos].flatMap((infos) => Object.values<CheckInfo>(infos))],
    version: (targets) => targets.prometheus,
    program: PROGRAM,
    context: () => ({}),
    checkUnits: (units, _context, { targets }) =>
      checkEachUnit(schema, units, 'groups', rulesChecker(targets.prometheus), NO_FACTS, (facts, unit, checked) =>
        factsOf(unit, checked, topLevelFacts(unit, schema, facts)),
      ),
    checkAcross: (facts) => checkRulesAcross(facts, PROGRAM),
    needs: () => ({ patterns: [] }),
    otherFormat: (text) => {
      const findings = forgottenQuotes(text, PROGRAM);
      return findings && { findings, facts: NO_FACTS };
    },
  };
}
