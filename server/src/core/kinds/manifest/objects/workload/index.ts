import { NO_NOUNS } from '../../../../model/nouns';
import { textOf } from '../../object';
import type { ObjectKind } from '../../objectKind';
import { nodeAt } from '../texts';
import { containersOf } from './container';
import { listenersOf } from './listener';
import { podSpecOf, WORKLOADS } from './podSpec';
import { processOf, secretsOf } from './process';

/** The objects that run pods, understood for the containers with exporters, Prometheus and what stands around them. */
export function workloadObjects(): readonly ObjectKind[] {
  return WORKLOADS.map(({ group, kind, way }) => ({
    group,
    kind,
    checks: [],
    read: (object) => {
      const pod = podSpecOf(object, way);
      const containers = containersOf(pod);
      const isOnHost = textOf(nodeAt(pod, 'hostNetwork')) === 'true';
      const listeners = containers.flatMap((container) => listenersOf(container, isOnHost));
      return {
        findings: [],
        nouns: {
          ...NO_NOUNS,
          processes: containers.map((container) => processOf(container, pod)),
          listeners,
          secrets: containers.flatMap(secretsOf),
          files: listeners.flatMap(({ webConfig }) => webConfig ?? []),
        },
      };
    },
  }));
}
