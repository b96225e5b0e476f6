import type { Flag, Listener, Process, Said } from '../../../../model/nouns';
import type { YamlNode } from '../../../../syntax/yaml/nodes';
import type { Span } from '../../../../text/span';
import { scalarOf, textOf } from '../../object';
import { bare, itemsOf, nodeAt, saidAt, saidByKubernetes } from '../texts';

/** What runs by a specification: its program, its name, and where a finding about what it lacks stands. */
export interface Runs {
  readonly program: 'prometheus' | 'alertmanager';
  readonly name: string;
  readonly at: Span;
}

/** Keys of the specification of Prometheus that are flags of its command line. */
const SWITCHES: Readonly<Record<string, string>> = {
  enableAdminAPI: 'web.enable-admin-api',
  enableRemoteWriteReceiver: 'web.enable-remote-write-receiver',
};
const PORTS = { prometheus: '9090', alertmanager: '9093' } as const;

/** The process that the operator starts for the specification `spec` of Prometheus or Alertmanager. */
export function processOfSpec(spec: YamlNode | undefined, runs: Runs): Process {
  const image = imageOf(nodeAt(spec, 'image'));
  const user = saidAt(nodeAt(spec, 'securityContext', 'runAsUser'));
  const nonRoot = saidAt(nodeAt(spec, 'securityContext', 'runAsNonRoot'));
  const network = textOf(nodeAt(spec, 'hostNetwork')) === 'true' ? saidAt(nodeAt(spec, 'hostNetwork')) : undefined;
  return {
    runsIn: 'pod',
    ...runs,
    flags: flagsOf(spec),
    hardening: nonRoot === undefined ? {} : { runAsNonRoot: nonRoot },
    ...(user !== undefined && { user }),
    ...(image !== undefined && { image }),
    ...(network !== undefined && { network: { ...network, value: 'host' } }),
  };
}

/** Where it listens: on loopback where `listenLocal` says so. Who comes in is up to its web configuration. */
export function listenerOfSpec(spec: YamlNode | undefined, { program, name, at }: Runs): Listener {
  const local = scalarOf(nodeAt(spec, 'listenLocal'));
  const isLocal = local?.value === 'true';
  const isOnHost = textOf(nodeAt(spec, 'hostNetwork')) === 'true';
  const hasTls = nodeAt(spec, 'web', 'tlsConfig') !== undefined;
  const address: Said<string> = isLocal
    ? { value: `127.0.0.1:${PORTS[program]}`, ...bare(local) }
    : { value: `:${PORTS[program]}`, ...at, isDefault: true };
  return {
    via: 'process',
    program,
    name,
    at,
    address,
    tls: { value: hasTls ? undefined : 'off', ...at, isDefault: true },
    admission: { certificates: hasTls ? 'unknown' : 'none', password: 'none' },
    ...(!isOnHost && { within: 'container' }),
  };
}

function flagsOf(spec: YamlNode | undefined): readonly Flag[] {
  const switches = Object.entries(SWITCHES).flatMap(([key, name]): Flag[] => {
    const node = scalarOf(nodeAt(spec, key));
    return node?.value === 'true' ? [{ name, ...bare(node) }] : [];
  });
  const added = itemsOf(nodeAt(spec, 'additionalArgs')).flatMap((item): Flag[] => {
    const [name, value] = [scalarOf(nodeAt(item, 'name')), saidAt(nodeAt(item, 'value'))];
    return name === undefined ? [] : [{ name: name.value, ...bare(name), ...(value !== undefined && { value }) }];
  });
  return [...switches, ...added];
}

/** One text, or the parts of it that values of Helm have. */
function imageOf(node: YamlNode | undefined): Said<string> | undefined {
  const whole = saidAt(node);
  const repository = scalarOf(nodeAt(node, 'repository'));
  if (whole !== undefined || repository === undefined) return whole;
  const [registry, tag] = [textOf(nodeAt(node, 'registry')), textOf(nodeAt(node, 'tag'))];
  // Without a tag the chart has one of its own.
  if (tag === undefined || tag === '') return undefined;
  return saidByKubernetes(`${registry ? `${registry}/` : ''}${repository.value}:${tag}`, repository);
}
