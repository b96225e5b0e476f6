import schemaDocument from '../../../../../schemas/prometheus.schema.json';
import * as validators from '../../../generated/prometheus.validators.mjs';
import type { CheckInfo } from '../../findings/check';
import { compareFindings, type Finding, shiftFinding } from '../../findings/finding';
import { buildSchema, type Schema, type SchemaNode } from '../../schema/shape';
import type { Validator } from '../../schema/validate';
import { release, type Version } from '../../schema/version';
import { openDocument } from '../../syntax/yaml/parts';
import { checkEachUnit } from '../checkUnit';
import type { PlacedFacts, Surroundings, YamlKind } from '../kind';
import { checkFiles } from '../namedFiles';
import { checkTopLevel, collect } from '../topLevel';
import { partFindings, sectionOf, sectionShape, type Unit, unitsOf } from '../units';
import type { Checker } from '../walk';
import { infos as acrossInfos, checkPrometheusAcross, prometheusNeeds } from './across';
import { prometheusChecks, prometheusInfos } from './checks';
import { nullItem, infos as nullItemInfos } from './checks/nullItem';
import { type PrometheusContext, readContext } from './context';
import { NO_FACTS, type PrometheusFacts } from './facts';
import { factsOf } from './factsOf';
import { infos as fileInfos } from './files';
import { checkIncludedFiles, type IncludedFile, infos as includedInfos } from './includedFiles';
import { checkLinkedFiles, linkedCheck, infos as linkedInfos } from './linkedFiles';
import { prometheusNouns } from './nouns';

const PROGRAM = 'Prometheus';

/** Builds the kind `prometheus`: prometheus.yml and the files of `scrape_config_files`. */
export function prometheusKind(): YamlKind<PrometheusContext, PrometheusFacts> {
  const schema = buildSchema(schemaDocument as SchemaNode);
  const included = keepingIncluded(schema);
  const linked = linkedCheck();
  return {
    id: 'prometheus',
    cut: 'sections',
    schemas: [schema],
    shapeOf: (part, section) => sectionShape(schema, part, section),
    checks: [
      ...prometheusInfos,
      ...[nullItemInfos, acrossInfos, includedInfos, linkedInfos, fileInfos].flatMap((infos) =>
        Object.values<CheckInfo>(infos),
      ),
    ],
    version: (targets) => targets.prometheus,
    program: PROGRAM,
    context: (document) => readContext(document, schema),
    checkUnits: (units, context, surroundings) => checkUnits(schema, units, context, surroundings),
    checkAcross: (facts, context, surroundings) => [
      ...checkPrometheusAcross(facts, PROGRAM),
      ...checkFiles(
        collect(facts, ({ files }) => files),
        surroundings.neighbours,
        fileInfos,
        PROGRAM,
      ),
      ...checkIncludedFiles(facts, surroundings, PROGRAM, (text) => included(text, context, surroundings)),
      ...checkLinkedFiles(facts, surroundings, PROGRAM, linked),
    ],
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
    validatorOf: validatorsFor(context, surroundings.targets.prometheus),
  };
  return checkEachUnit(
    schema,
    units,
    'scrape_configs',
    checker,
    NO_FACTS,
    (facts, unit, checked) => factsOf(unit, checked, schema, facts),
    (unit, checked) => prometheusNouns(unit, checked, context.limits),
  );
}

const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;
const OWN_SCHEME_SINCE = release('3.4');

/** The compiled constraints, without those that Prometheus does not look at in this file or version. */
function validatorsFor({ hasScrapeConfigs }: PrometheusContext, version: Version) {
  const unchecked = [
    // Spec rule 34: the scheme of `global` is only looked at for the sake of a job.
    ...(hasScrapeConfigs ? [] : ['^/global/metric_name_escaping_scheme$']),
    // Since-behaviour 18 and 22: up to 3.3, a job may write anything.
    ...(version < OWN_SCHEME_SINCE ? ['^/scrape_configs/\\d+/metric_name_validation_scheme$'] : []),
  ].join('|');
  if (unchecked === '') return (definition: string) => COMPILED[definition];
  const pattern = new RegExp(unchecked);
  return (definition: string) => without(COMPILED[definition], pattern);
}

function without(validator: Validator | undefined, unchecked: RegExp): Validator | undefined {
  if (validator === undefined) return undefined;
  const lenient: Validator = (data) => {
    validator(data);
    lenient.errors = (validator.errors ?? []).filter(({ instancePath }) => !unchecked.test(instancePath));
    return lenient.errors.length === 0;
  };
  return lenient;
}

/** How many files of `scrape_config_files` are remembered. */
const KEPT_FILES = 500;

/** `checkIncluded` that remembers: an edit of the main file does not check all others again. */
function keepingIncluded(schema: Schema) {
  const known = new Map<string, { readonly dependsOn: string; readonly file: IncludedFile }>();
  return (text: string, context: PrometheusContext, surroundings: Surroundings): IncludedFile => {
    const dependsOn = JSON.stringify([context, surroundings.targets]);
    const kept = known.get(text);
    if (kept?.dependsOn === dependsOn) return kept.file;
    const file = checkIncluded(schema, text, context, surroundings);
    if (known.size >= KEPT_FILES) known.clear();
    known.set(text, { dependsOn, file });
    return file;
  };
}

/** Checks a file of `scrape_config_files` as Prometheus does: with the `global` of the file that names it. */
function checkIncluded(
  schema: Schema,
  text: string,
  context: PrometheusContext,
  surroundings: Surroundings,
): IncludedFile {
  const findings: Finding[] = [];
  const facts: PlacedFacts<PrometheusFacts>[] = [];
  let section = '';
  for (const { part, start } of openDocument(text, 'sections').parts) {
    if (part.kind === 'section') section = sectionOf(part);
    const checked = checkUnits(schema, unitsOf(part, section), { ...context, hasScrapeConfigs: true }, surroundings);
    const found = partFindings(part, checked.findings, PROGRAM);
    findings.push(...found.map((finding) => shiftFinding(finding, start)));
    facts.push({ start, facts: checked.facts });
  }
  findings.push(...checkTopLevel(facts, PROGRAM));
  return { findings: findings.sort(compareFindings), facts };
}
