import { NO_NOUNS } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import type { PlacedFacts, YamlKind } from '../kind';
import { type BlockShapes, blockShapes } from '../manifest/objects/operator/shapes';
import type { PrometheusContext } from '../prometheus/context';
import type { PrometheusFacts } from '../prometheus/facts';
import { ruleNodeCheck } from '../rules/checkGroups';
import type { Unit } from '../units';
import { checkJobs, checkPlace, infos, type PlaceCheck, type PrometheusKind, type ValuesReport } from './checkPlace';
import { readContext } from './context';
import type { HelmValuesFacts } from './facts';
import { valuesNouns } from './nouns';
import { placesIn } from './places';
import { partShape, staticRoot, targetShapes } from './shapes';

/**
 * Builds the kind `helm-values`: values of a chart with jobs for Prometheus, and rules. They are checked where they
 * stand, by the kinds that the chart makes files of; nothing else of the values is judged.
 */
export function helmValuesKind(prometheus: PrometheusKind): YamlKind<PrometheusContext, HelmValuesFacts> {
  const rules = ruleNodeCheck();
  const shapes = blockShapes();
  const [schema] = prometheus.schemas;
  const targets = schema === undefined ? undefined : targetShapes(schema);
  const roots = targets === undefined ? [] : [staticRoot(targets)];
  return {
    id: 'helm-values',
    cut: 'sections',
    schemas: roots.map((root) => ({ root, definition: () => undefined, definitions: [] })),
    shapeOf: (part, section) => (targets === undefined ? undefined : partShape(part, section, targets)),
    checks: Object.values(infos),
    version: (versions) => prometheus.version(versions),
    program: 'Helm',
    context: readContext,
    checkUnits: (units, context, surroundings) =>
      joinReports(
        units.flatMap((unit) =>
          checkUnit(unit, { prometheus, rules, context, surroundings, incomplete: unit.incomplete }, shapes),
        ),
      ),
    checkAcross: (facts, context, { targets: versions }) =>
      byPlace(facts).flatMap((group) => prometheus.checkAcross(group, context, { targets: versions })),
    needs: () => ({ patterns: [] }),
  };
}

function checkUnit(unit: Unit, check: PlaceCheck, shapes: BlockShapes): readonly ValuesReport[] {
  if (unit.kind === 'root') return [];
  if (unit.kind === 'item') {
    // The items of a list at the top level are parts of their own.
    if (unit.section !== 'additionalScrapeConfigs') return [];
    return [checkJobs(unit.section, [{ ...unit, section: 'scrape_configs' }], unit.node, check)];
  }
  const values: ValuesReport = { findings: [], facts: { places: [] }, nouns: () => valuesNouns(unit.pair, shapes) };
  return [values, ...placesIn(unit.pair).map((place) => checkPlace(place, check))];
}

function joinReports(reports: readonly ValuesReport[]): ValuesReport {
  return {
    findings: reports.flatMap(({ findings }) => findings),
    facts: { places: reports.flatMap(({ facts }) => facts.places) },
    nouns: () => joinNouns(reports.map(({ nouns }) => nouns?.() ?? NO_NOUNS)),
    embedded: reports.flatMap(({ embedded = [] }) => embedded),
  };
}

/** The facts of each place: the jobs of two lists never meet. */
function byPlace(parts: readonly PlacedFacts<HelmValuesFacts>[]): readonly (readonly PlacedFacts<PrometheusFacts>[])[] {
  const groups = new Map<string, PlacedFacts<PrometheusFacts>[]>();
  for (const { start, facts } of parts) {
    for (const { place, prometheus } of facts.places) {
      const group = groups.get(place) ?? [];
      group.push({ start, facts: prometheus });
      groups.set(place, group);
    }
  }
  return [...groups.values()];
}
