import { type MappingNode, type Pair, resolveAlias, type ScalarNode, type YamlNode } from '../../syntax/yaml/nodes';
import type { Unit } from '../units';
import type { ValuePlace } from './places';

/** What stands at `place` as the units of the file that Prometheus will read. */
export function unitsAt({ holds, pair }: ValuePlace, incomplete: boolean): readonly Unit[] {
  const target = resolveAlias(pair.value);
  switch (holds) {
    case 'jobs':
      if (target?.type !== 'sequence')
        return [{ kind: 'section', pair: { key: scalarNamed(JOBS, pair.key), value: pair.value }, incomplete }];
      return target.items.map((node) => ({ kind: 'item', section: JOBS, node, incomplete }));
    case 'jobMap':
      if (target?.type !== 'mapping') return [];
      return target.pairs.flatMap((named) => namedJob(named, incomplete));
    case 'config':
      return target?.type === 'mapping' ? target.pairs.flatMap((inner) => sectionUnits(inner, incomplete)) : [];
    default:
      return [];
  }
}

const JOBS = 'scrape_configs';

function sectionUnits(pair: Pair, incomplete: boolean): readonly Unit[] {
  return [{ kind: 'section', pair, incomplete }];
}

/** A job of the chart prometheus, which is named by its key and can be switched off. */
function namedJob({ key, value }: Pair, incomplete: boolean): readonly Unit[] {
  const job = resolveAlias(value);
  if (job?.type !== 'mapping' || key.type !== 'scalar') return [];
  const pairs = job.pairs.filter((pair) => nameOf(pair) !== 'enabled');
  const hasName = pairs.some((pair) => nameOf(pair) === 'job_name');
  const named: MappingNode = hasName
    ? { ...job, pairs }
    : { ...job, pairs: [{ key: scalarNamed('job_name', key), value: key }, ...pairs] };
  return [{ kind: 'item', section: JOBS, node: named, incomplete }];
}

function nameOf({ key }: Pair): string {
  return key.type === 'scalar' ? key.value : '';
}

/** A key that the text does not have, at the place of one that it has. */
function scalarNamed(value: string, { start, end }: YamlNode): ScalarNode {
  return { type: 'scalar', style: 'plain', value, start, end };
}
