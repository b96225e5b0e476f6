import schemaDocument from '../../../../../schemas/prometheus.schema.json';
import * as validators from '../../../generated/prometheus.validators.mjs';
import type { Finding } from '../../findings/finding';
import { spanOf, structural } from '../../schema/decode';
import { buildSchema, type Schema, type SchemaNode } from '../../schema/shape';
import type { Validator } from '../../schema/validate';
import type { Value } from '../../schema/value';
import { resolveAlias } from '../../syntax/yaml/nodes';
import { resolveScalar } from '../../syntax/yaml/resolve';
import type { Surroundings, YamlKind } from '../kind';
import { keyName, type Unit } from '../units';
import { type Checker, type CheckRun, checkNode } from '../walk';
import { checkPrometheusAcross, prometheusNeeds } from './across';
import { prometheusChecks, prometheusInfos } from './checks';
import { nullItem, infos as nullItemInfos } from './checks/nullItem';
import { type PrometheusContext, readContext } from './context';
import { NO_FACTS, type PrometheusFacts } from './facts';
import { factsOf } from './factsOf';

const PROGRAM = 'Prometheus';

/** Builds the kind `prometheus`: prometheus.yml and the files of `scrape_config_files`. */
export function prometheusKind(): YamlKind<PrometheusContext, PrometheusFacts> {
  const schema = buildSchema(schemaDocument as SchemaNode);
  return {
    id: 'prometheus',
    cut: 'sections',
    schema,
    checks: [...prometheusInfos, ...Object.values(nullItemInfos)],
    version: (targets) => targets.prometheus,
    program: PROGRAM,
    context: readContext,
    checkUnits: (units, context, surroundings) => checkUnits(schema, units, context, surroundings),
    checkAcross: (facts, context, surroundings) => checkPrometheusAcross(facts, context, surroundings, PROGRAM),
    needs: prometheusNeeds,
  };
}

function checkUnits(schema: Schema, units: readonly Unit[], context: PrometheusContext, surroundings: Surroundings) {
  const checker: Checker<PrometheusContext> = {
    program: PROGRAM,
    version: surroundings.targets.prometheus,
    context,
    checks: prometheusChecks,
    nullItem,
    validatorOf: (definition) => (validators as unknown as Record<string, Validator | undefined>)[definition],
  };
  const findings: Finding[] = [];
  let facts: PrometheusFacts = NO_FACTS;
  for (const unit of units) {
    const value = checkUnit(schema, unit, { checker, findings, incomplete: unit.incomplete });
    facts = factsOf(unit, value, schema, facts);
  }
  return { findings, facts };
}

/** Checks one unit; the decoded value is that of a whole section or of an item. */
function checkUnit(schema: Schema, unit: Unit, run: CheckRun<PrometheusContext>): Value | undefined {
  const { root } = schema;
  if (root.kind !== 'struct') return undefined;
  if (unit.kind === 'root') {
    const target = resolveAlias(unit.node);
    if (target?.type === 'scalar' && resolveScalar(target).type === 'null') return undefined;
    run.findings.push(
      structural(
        'wrong-type',
        spanOf(unit.node),
        'a mapping with keys such as `scrape_configs` is expected in this file.',
      ),
    );
    return undefined;
  }
  if (unit.kind === 'section') {
    // The root with this one key: so the key itself is judged by the same code as every other key.
    const { pair } = unit;
    const node = { type: 'mapping', flow: false, pairs: [pair], start: pair.key.start, end: pair.value.end } as const;
    const value = checkNode(node, root, undefined, run);
    return value?.kind === 'struct' ? value.entries.get(keyName(pair))?.value : undefined;
  }
  const field = root.fields.get(unit.section);
  if (field?.shape.kind !== 'list') return undefined;
  const { node } = unit;
  // A list with this one item: a null item is judged in its list.
  const list = { type: 'sequence', flow: false, items: [node], start: node.start, end: node.end } as const;
  const value = checkNode(list, field.shape, field, run);
  return value?.kind === 'list' ? value.items[0] : undefined;
}
