import type { CheckInfo } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import type { PrometheusKind } from '../../helmValues/checkPlace';
import type { PlacedFacts, Surroundings } from '../../kind';
import type { ManifestFacts } from '../facts';
import type { ObjectKind } from '../objectKind';
import { configMapObject } from './configMap';
import { operatorObjects } from './operator';
import { prometheusRuleObject } from './prometheusRule';
import { releaseObjects } from './release';
import { secretObject } from './secret';
import { serviceObject } from './service';
import { workloadObjects } from './workload';

/** The kinds of objects beside ScrapeConfig. Building a schema costs a few milliseconds. */
export function otherObjects(prometheus: PrometheusKind): readonly ObjectKind[] {
  return [
    configMapObject(),
    secretObject(),
    serviceObject(),
    ...workloadObjects(),
    ...operatorObjects(),
    prometheusRuleObject(),
    ...releaseObjects(prometheus),
  ];
}

/** The checks that look at several objects of a file. */
export const objectsAcrossInfos: readonly CheckInfo[] = [];

/** What only shows when the objects of a file are seen together. */
export function checkObjectsAcross(
  _facts: readonly PlacedFacts<ManifestFacts>[],
  _surroundings: Surroundings,
): readonly Finding[] {
  return [];
}
