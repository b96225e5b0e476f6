import type { Finding } from '../../findings/finding';
import type { Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import type { Shape } from '../../schema/shape';
import type { Part } from '../../syntax/yaml/parts';
import type { PrometheusKind } from '../helmValues/checkPlace';
import type { EmbeddedFile, PartReport, Surroundings, YamlKind } from '../kind';
import type { Unit } from '../units';
import { wrongApiVersion } from './apiVersion';
import { checkKindName, infos as kindNameInfos } from './checks/kindName';
import type { ManifestFacts } from './facts';
import { type ManifestObject, objectsIn } from './object';
import { groupOf, type ObjectFact, type ObjectKind } from './objectKind';
import { checkObjectsAcross, objectsAcrossInfos, otherObjects } from './objects';
import { scrapeConfigObject } from './scrapeConfig';

/** The documents of a manifest need nothing of each other while they are checked one by one. */
export type ManifestContext = Readonly<Record<string, never>>;

/**
 * Builds the kind `scrape-config`: manifests of the operator, and of what belongs to scraping beside them. `prometheus`
 * judges the jobs in the values of charts.
 */
export function manifestKind(prometheus: PrometheusKind): YamlKind<ManifestContext, ManifestFacts> {
  const scrapeConfig = scrapeConfigObject();
  const kinds = new Map(
    [scrapeConfig, ...otherObjects(prometheus)].map((kind) => [`${kind.group}/${kind.kind}`, kind]),
  );
  const all = [...kinds.values()];
  const kindOf = ({ apiVersion, kind }: ManifestObject) => kinds.get(`${groupOf(apiVersion)}/${kind}`);
  return {
    id: 'scrape-config',
    cut: 'documents',
    schemas: [...new Set(all.flatMap(({ schema }) => schema ?? []))],
    shapeOf: (part) => shapeOf(part, kindOf, scrapeConfig),
    checks: [...all.flatMap(({ checks }) => checks), ...Object.values(kindNameInfos), ...objectsAcrossInfos],
    version: (targets) => targets.prometheus,
    program: 'Kubernetes',
    context: () => ({}),
    checkUnits: (units, _context, surroundings) => checkDocuments(units, kindOf, surroundings),
    checkAcross: (facts, _context, surroundings) => checkObjectsAcross(facts, surroundings),
    needs: () => ({ patterns: [] }),
  };
}

type KindOf = (object: ManifestObject) => ObjectKind | undefined;

function checkDocuments(units: readonly Unit[], kindOf: KindOf, surroundings: Surroundings): PartReport<ManifestFacts> {
  const findings: Finding[] = [];
  const objects: ObjectFact[] = [];
  const nouns: Nouns[] = [];
  const embedded: EmbeddedFile[] = [];
  for (const unit of units) {
    if (unit.kind !== 'root') continue;
    for (const object of objectsIn(unit.node, unit.incomplete)) {
      const report = kindOf(object)?.read(object, surroundings);
      objects.push({ ...factOf(object), ...(report?.more !== undefined && { more: report.more }) });
      findings.push(...wrongApiVersion(object));
      for (const finding of report?.findings ?? checkKindName(object)) findings.push(finding);
      for (const file of report?.embedded ?? []) embedded.push(file);
      if (report?.nouns !== undefined) nouns.push(report.nouns);
    }
  }
  return { findings, facts: { objects }, nouns: () => joinNouns(nouns), embedded };
}

function factOf({ apiVersion, kind, name, namespace, labels, at }: ManifestObject): ObjectFact {
  return {
    apiVersion,
    kind,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    labels: Object.fromEntries(labels),
    ...at,
  };
}

/** The shape of the object that `part` is, of `otherwise` where it does not say; undefined for a List or another kind. */
function shapeOf(part: Part, kindOf: KindOf, otherwise: ObjectKind): Shape | undefined {
  const objects = objectsIn(part.tree.documents[0]?.root, true);
  const [object] = objects;
  if (object === undefined || object.kind === '' || object.apiVersion === '') return otherwise.shape;
  return objects.length > 1 ? undefined : kindOf(object)?.shape;
}
