import { type Listener, NO_NOUNS, type Said } from '../../../model/nouns';
import { PROGRAMS, type Program, programOfCommand } from '../../../model/programs';
import type { YamlNode } from '../../../syntax/yaml/nodes';
import { type ManifestObject, scalarOf, textOf, textsOf } from '../object';
import type { ObjectKind } from '../objectKind';
import { itemsOf, nodeAt, saidAt } from './texts';

/** The object `Service`, understood where it opens a port of one of our programs to the outside of the cluster. */
export function serviceObject(): ObjectKind {
  return {
    group: '',
    kind: 'Service',
    checks: [],
    read: (object) => ({ findings: [], nouns: { ...NO_NOUNS, listeners: listenersOf(object) } }),
  };
}

function listenersOf(object: ManifestObject): readonly Listener[] {
  const { spec } = object;
  const type = scalarOf(nodeAt(spec, 'type'));
  if (type === undefined || !/^(NodePort|LoadBalancer)$/.test(type.value)) return [];
  return itemsOf(nodeAt(spec, 'ports')).flatMap((port): Listener[] => {
    const program = programOf(object, port);
    const inside = saidAt(nodeAt(port, 'targetPort')) ?? saidAt(nodeAt(port, 'port'));
    if (program === undefined || inside === undefined) return [];
    const { start, end } = type;
    const outside = addressOf(object, type.value, port);
    return [
      {
        via: 'service',
        program: program.name,
        name: object.name ?? '',
        at: { start, end },
        address: outside ?? { value: undefined, start, end },
        tls: { value: undefined, start, end, isDefault: true },
        admission: { certificates: 'unknown', password: 'unknown' },
        forwardsTo: { ...inside, value: inside.value === undefined ? undefined : `:${inside.value}` },
      },
    ];
  });
}

/** Annotations that keep a load balancer inside of the network of the cluster. */
const INTERNAL = /internal|load-balancer-scheme|tailscale|metallb|private/i;

/** Unknown where only some addresses may come in, and for a port of the node that the cluster chooses. */
function addressOf({ spec, metadata }: ManifestObject, type: string, port: YamlNode): Said<string> | undefined {
  const annotations = [...textsOf(nodeAt(metadata, 'annotations')).keys()];
  const isRestricted =
    nodeAt(spec, 'loadBalancerSourceRanges') !== undefined || annotations.some((name) => INTERNAL.test(name));
  const said = saidAt(nodeAt(port, type === 'NodePort' ? 'nodePort' : 'port'));
  if (said === undefined || nodeAt(spec, 'loadBalancerClass') !== undefined) return undefined;
  return { ...said, value: isRestricted || said.value === undefined ? undefined : `:${said.value}` };
}

/** By the name and selector of the Service, or the name or number of the port that it leads to. */
function programOf({ name = '', spec }: ManifestObject, port: YamlNode): Program | undefined {
  const selector = [...textsOf(nodeAt(spec, 'selector')).values()];
  const names = [...selector, name, textOf(nodeAt(port, 'name')) ?? ''];
  const byName = names.map(programOfCommand).find((program) => program !== undefined && program.role !== 'proxy');
  if (byName !== undefined) return byName;
  const target = textOf(nodeAt(port, 'targetPort')) ?? '';
  const number = /^\d+$/.test(target) ? target : textOf(nodeAt(port, 'port'));
  return PROGRAMS.find(({ port: own }) => own !== undefined && own >= 9000 && String(own) === number);
}
