import type { Field, Schema, SchemaNode, Shape, StructShape } from '../../schema/shape';
import { resolveAlias, type YamlNode } from '../../syntax/yaml/nodes';
import type { Part } from '../../syntax/yaml/parts';
import { placesIn, type ValuePlace } from './places';

/** The shapes that values lead to. */
export interface TargetShapes {
  readonly jobs: Shape;
  readonly job: Shape;
  readonly config: Shape;
}

const DOCUMENTATION: Readonly<Record<string, string>> = {
  additionalScrapeConfigs: 'Scrape configs that the chart hands on to Prometheus as they are: a list, or a text.',
  prometheusSpec: 'The specification of the Prometheus object that the chart makes.',
  serverFiles: 'The files of the Prometheus server, by name.',
  extraScrapeConfigs: 'Scrape configs as a text, added to those of `prometheus.yml`.',
};

/** The target shapes in the schema of a prometheus.yml. */
export function targetShapes({ root, definition }: Schema): TargetShapes | undefined {
  const jobs = root.kind === 'struct' ? root.fields.get('scrape_configs')?.shape : undefined;
  const job = definition('scrape_config');
  return jobs === undefined || job === undefined ? undefined : { jobs, job, config: root };
}

/** The values of the two charts as far as something is known of them; for keys at the start of a line, and secrets. */
export function staticRoot({ jobs, config }: TargetShapes): StructShape {
  const spec = struct([field('additionalScrapeConfigs', jobs)]);
  const password = { kind: 'scalar', name: '', type: 'string', unsigned: false, format: '', enum: [] } as const;
  const secret = { ...password, caseInsensitive: false, secret: true, schema: { 'x-secret': true } };
  return struct([
    field('prometheus', struct([field('prometheusSpec', spec)])),
    field('grafana', struct([field('adminPassword', secret, { 'x-secret': true })])),
    field('serverFiles', struct([field('prometheus.yml', config)])),
  ]);
}

/** The shape of the root of `part` below the top-level key `section`, led by the keys that the part has. */
export function partShape(part: Part, section: string, targets: TargetShapes): Shape {
  if (part.kind === 'item') return section === 'additionalScrapeConfigs' ? targets.jobs : struct([]);
  const root = part.tree.documents[0]?.root;
  const places = root?.type === 'mapping' ? root.pairs.flatMap((pair) => placesIn(pair)) : [];
  return mappingShape(root, [], places, targets);
}

function mappingShape(
  node: YamlNode | undefined,
  path: readonly string[],
  places: readonly ValuePlace[],
  targets: TargetShapes,
): StructShape {
  const fields: Field[] = [];
  for (const { key, value } of node?.type === 'mapping' ? node.pairs : []) {
    if (key.type !== 'scalar') continue;
    const way = [...path, key.value];
    const place = places.find((candidate) => isSame(candidate.path, way));
    const inner =
      place === undefined && value.type === 'mapping' ? mappingShape(value, way, places, targets) : undefined;
    if (place !== undefined) fields.push(field(key.value, placeShape(place, targets)));
    else if (inner !== undefined && inner.fields.size > 0) fields.push(field(key.value, inner));
  }
  const isSpec = path.at(-1) === 'prometheusSpec';
  if (isSpec && !fields.some(({ key }) => key === 'additionalScrapeConfigs'))
    fields.push(field('additionalScrapeConfigs', targets.jobs));
  return struct(fields);
}

function placeShape({ holds, pair }: ValuePlace, { jobs, job, config }: TargetShapes): Shape {
  if (holds === 'jobs') return jobs;
  if (holds === 'config') return config;
  const target = resolveAlias(pair.value);
  if (holds !== 'jobMap' || target?.type !== 'mapping') return { kind: 'any', name: '', schema: {} };
  return { kind: 'map', name: '', schema: {}, value: job };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

function field(key: string, shape: Shape, schema: SchemaNode = {}): Field {
  const description = DOCUMENTATION[key];
  return { key, shape, schema: description === undefined ? schema : { ...schema, description } };
}

function struct(fields: readonly Field[]): StructShape {
  const byKey = new Map(fields.map((entry) => [entry.key, entry]));
  return { kind: 'struct', name: '', names: [], schema: {}, fields: byKey };
}
