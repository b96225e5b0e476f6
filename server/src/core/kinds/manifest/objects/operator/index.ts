import * as validators from '../../../../../generated/scrapeConfig.validators.mjs';
import type { Finding } from '../../../../findings/finding';
import { joinNouns } from '../../../../model/nounsOf';
import type { StructShape } from '../../../../schema/shape';
import type { Validator } from '../../../../schema/validate';
import { type Pair, resolveAlias, type YamlNode } from '../../../../syntax/yaml/nodes';
import type { Surroundings } from '../../../kind';
import { type Checker, type CheckRun, checkNode, contextOf } from '../../../walk';
import type { ObjectContext } from '../../checks/context';
import { checkVersions } from '../../checks/versions';
import { type ManifestObject, scalarOf, textOf } from '../../object';
import type { ObjectKind } from '../../objectKind';
import { structTo } from '../shapes';
import { nodeAt } from '../texts';
import type { CheckedBlock } from './block';
import { type BlockSort, isClosed } from './blocks';
import { blockChecks, blockInfos } from './checks';
import { blockNouns, objectNouns } from './nouns';
import { BLOCK_PLACES, nodesAt } from './places';
import { selectorsOf } from './selectors';
import { blockShapes } from './shapes';

const GROUP = 'monitoring.coreos.com';
const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;

/**
 * The objects of the operator beside ScrapeConfig: ServiceMonitor, PodMonitor and Probe; of what runs Prometheus, the
 * parts for TLS, credentials, proxies and relabeling are judged, and nothing else.
 */
export function operatorObjects(): readonly ObjectKind[] {
  const shapes = blockShapes();
  return Object.entries(BLOCK_PLACES).map(([kind, places], index): ObjectKind => {
    const blocks = places.flatMap(({ way, sort }) => {
      const shape = shapes.get(sort);
      return shape === undefined ? [] : [{ way, sort, shape }];
    });
    const root = structTo(blocks.map(({ way, shape }) => ({ way: ['spec', ...way], shape })));
    return {
      group: GROUP,
      kind,
      schema: { root, definition: () => undefined, definitions: [] },
      shape: root,
      // The table is that of all of them.
      checks: index === 0 ? blockInfos : [],
      read: (object, surroundings) => {
        const run = runOf(object, surroundings);
        const checked = blocks.flatMap(({ way, sort, shape }) =>
          nodesAt(object.spec, way).flatMap((node) => checkBlock(node, sort, shape, run)),
        );
        const nouns = joinNouns([...checked.map((block) => blockNouns(block, object)), objectNouns(object)]);
        return { findings: run.findings, nouns, more: selectorsOf(object) };
      },
    };
  });
}

/** Checks the keys of `node` that `shape` knows; the others are not looked at, unless it knows all. */
function checkBlock(node: YamlNode, sort: BlockSort, shape: StructShape, run: CheckRun<ObjectContext>): CheckedBlock[] {
  const mapping = resolveAlias(node);
  if (mapping?.type !== 'mapping') return [];
  const isJudged = (pair: Pair) => isClosed(sort) || shape.fields.has(textOf(pair.key) ?? '');
  const pairs = mapping.pairs.filter((pair) => isJudged(pair) && !isEmptyToken(pair));
  const value = checkNode({ ...mapping, pairs }, shape, undefined, run);
  if (value?.kind !== 'struct') return [];
  checkVersions(value, contextOf(run));
  return [{ sort, node: mapping, value }];
}

/** `bearerTokenSecret: {key: ""}`, as older versions of the operator's types write out what nobody has set. */
function isEmptyToken({ key, value }: Pair): boolean {
  if (textOf(key) !== 'bearerTokenSecret') return false;
  return scalarOf(nodeAt(value, 'key'))?.value === '' && nodeAt(value, 'name') === undefined;
}

/** Definitions whose constraints are those of another one of a ScrapeConfig. */
const SAME: Readonly<Record<string, string>> = {
  TLSConfig: 'SafeTLSConfig',
  Authorization: 'SafeAuthorization',
};

function runOf(object: ManifestObject, surroundings: Surroundings): CheckRun<ObjectContext> {
  const findings: Finding[] = [];
  const checker: Checker<ObjectContext> = {
    program: 'Kubernetes',
    version: surroundings.targets.prometheus,
    context: { objectKind: object.kind },
    checks: blockChecks,
    nullItem: () => undefined,
    reading: 'json',
    validatorOf: (definition) => COMPILED[SAME[definition] ?? definition],
  };
  return { checker, findings, incomplete: object.incomplete };
}
