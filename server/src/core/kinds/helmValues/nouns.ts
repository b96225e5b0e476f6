import { NO_NOUNS, type Nouns, type Secret } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { secretOf } from '../../model/secretForm';
import { decode } from '../../schema/decode';
import { noRepetition } from '../../schema/repetition';
import type { StructShape } from '../../schema/shape';
import { type MappingNode, type Pair, resolveAlias, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { GLOBAL_SECRETS, RECEIVER_SORTS } from '../alertmanager/secretKeys';
import { scalarOf } from '../manifest/object';
import type { CheckedBlock } from '../manifest/objects/operator/block';
import type { BlockSort } from '../manifest/objects/operator/blocks';
import { blockNouns, nounsOfSpec } from '../manifest/objects/operator/nouns';
import { BLOCK_PLACES, nodesAt } from '../manifest/objects/operator/places';
import type { BlockShapes } from '../manifest/objects/operator/shapes';
import { entriesOf, itemsOf, nodeAt } from '../yamlReading';

const MAX_DEPTH = 12;

/**
 * The nouns of the values in `pair` besides those of the jobs: passwords, what is mounted from Secrets, and the web
 * server of Prometheus.
 */
export function valuesNouns(pair: Pair, shapes: BlockShapes, depth = 0): Nouns {
  const { key, value } = pair;
  const name = key.type === 'scalar' ? key.value : '';
  if (value.type !== 'mapping' || depth > MAX_DEPTH) return NO_NOUNS;
  const own = name === 'prometheusSpec' ? specNouns(value, key, shapes) : NO_NOUNS;
  const grafana = name === 'grafana' ? { ...NO_NOUNS, secrets: grafanaSecrets(value) } : NO_NOUNS;
  const config = ALERTMANAGER_CONFIGS.get(name);
  const secrets = config === undefined ? [] : alertmanagerSecrets(nodeAt(value, config));
  return joinNouns([
    own,
    grafana,
    { ...NO_NOUNS, secrets },
    ...value.pairs.map((inner) => valuesNouns(inner, shapes, depth + 1)),
  ]);
}

/** The specification of the Prometheus object that the chart makes: its parts, its process and what it mounts. */
function specNouns(spec: MappingNode, { start, end }: Span, shapes: BlockShapes): Nouns {
  const own = nounsOfSpec(spec, { program: 'prometheus', name: '', at: { start, end } });
  const object = { ...NO_OBJECT, node: spec, spec, at: { start, end } };
  const parts = (BLOCK_PLACES.Prometheus ?? []).flatMap(({ way, sort }) => {
    const shape = shapes.get(sort);
    if (shape === undefined || sort === 'RunSpec') return [];
    return nodesAt(spec, way).flatMap((node) => {
      const block = blockOf(node, sort, shape);
      return block === undefined ? [] : [blockNouns(block, object)];
    });
  });
  return joinNouns([{ ...NO_NOUNS, ...own }, ...parts]);
}

/** What the chart makes of the values has a name that they do not tell. */
const NO_OBJECT = {
  apiVersion: '',
  kind: 'Prometheus',
  name: undefined,
  namespace: undefined,
  labels: new Map<string, string>(),
  metadata: undefined,
  spans: {},
  incomplete: false,
} as const;

function blockOf(node: YamlNode, sort: BlockSort, shape: StructShape): CheckedBlock | undefined {
  const mapping = resolveAlias(node);
  if (mapping?.type !== 'mapping') return undefined;
  const decoding = { version: 0, program: '', report: () => undefined, around: [], repetition: noRepetition() };
  const value = decode(mapping, shape, decoding);
  return value?.kind === 'struct' ? { sort, node: mapping, value } : undefined;
}

function grafanaSecrets(grafana: YamlNode): readonly Secret[] {
  const password = scalarOf(valueAt(grafana, 'adminPassword'));
  return password === undefined ? [] : [secretOf('adminPassword', password.value, password, 'admin.existingSecret')];
}

/** The values below which both charts have a configuration of Alertmanager, with the key that holds it. */
const ALERTMANAGER_CONFIGS: ReadonlyMap<string, string> = new Map([
  ['alertmanager', 'config'],
  ['alertmanagerFiles', 'alertmanager.yml'],
]);

function alertmanagerSecrets(config: YamlNode | undefined): readonly Secret[] {
  const receivers = itemsOf(nodeAt(config, 'receivers')).flatMap((receiver) => entriesOf(receiver));
  return [
    ...secretsUnder(nodeAt(config, 'global'), GLOBAL_SECRETS),
    ...receivers.flatMap(({ key, value }) => {
      const keys = Object.hasOwn(RECEIVER_SORTS, key) ? (RECEIVER_SORTS[key]?.secrets ?? []) : [];
      return itemsOf(value).flatMap((item) => secretsUnder(item, keys));
    }),
  ];
}

/** Their keys tell whose they are: nothing that Prometheus mounts helps them (`canMove`). */
function secretsUnder(node: YamlNode | undefined, keys: readonly string[]): readonly Secret[] {
  return keys.flatMap((key) => {
    const scalar = scalarOf(nodeAt(node, key));
    return scalar === undefined ? [] : [secretOf(`alertmanager.${key}`, scalar.value, scalar, `${key}_file`)];
  });
}
