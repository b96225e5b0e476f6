import type { YamlNode } from '../../../../syntax/yaml/nodes';
import type { ManifestObject } from '../../object';
import { nodeAt } from '../texts';

/** The kinds of objects that run pods, by the groups they have or had, with the way from `spec` to that of the pod. */
export const WORKLOADS: readonly { readonly group: string; readonly kind: string; readonly way: readonly string[] }[] =
  [
    { group: '', kind: 'Pod', way: [] },
    { group: '', kind: 'ReplicationController', way: ['template', 'spec'] },
    ...['apps', 'extensions'].flatMap((group) =>
      ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
        group,
        kind,
        way: ['template', 'spec'],
      })),
    ),
    { group: 'batch', kind: 'Job', way: ['template', 'spec'] },
    { group: 'batch', kind: 'CronJob', way: ['jobTemplate', 'spec', 'template', 'spec'] },
  ];

/** The specification of the pods that `object` runs; `way` leads to it from `spec`. */
export function podSpecOf({ spec }: ManifestObject, way: readonly string[]): YamlNode | undefined {
  return nodeAt(spec, ...way);
}
