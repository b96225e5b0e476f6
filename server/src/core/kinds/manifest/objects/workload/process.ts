import type { Process, Said, Secret } from '../../../../model/nouns';
import { secretOf } from '../../../../model/secretForm';
import type { YamlNode } from '../../../../syntax/yaml/nodes';
import { scalarOf, textOf } from '../../object';
import { bare, itemsOf, nodeAt, saidAt } from '../texts';
import type { Container } from './container';

/** Keys of the security context of a container, as ways below it. */
const CONTAINER_KEYS = [
  'readOnlyRootFilesystem',
  'allowPrivilegeEscalation',
  'privileged',
  'runAsNonRoot',
  'capabilities.add',
  'capabilities.drop',
  'seccompProfile.type',
];
/** Those of them that count for all containers of a pod where it says them. */
const INHERITED_KEYS = new Set(['runAsNonRoot', 'seccompProfile.type']);
const POD_KEYS = ['hostNetwork', 'hostPID', 'hostIPC'];

/** What the container is allowed to do; its own security context counts before that of the pod. */
export function processOf(container: Container, pod: YamlNode | undefined): Process {
  const { node, program, name, at, image, flags } = container;
  const own = nodeAt(node, 'securityContext');
  const shared = nodeAt(pod, 'securityContext');
  const user = saidAt(nodeAt(own, 'runAsUser')) ?? saidAt(nodeAt(shared, 'runAsUser'));
  const hardening: Record<string, Said<string>> = {};
  const set = (key: string, value: Said<string> | undefined) => {
    if (value !== undefined) hardening[key] = value;
  };
  for (const key of CONTAINER_KEYS) {
    const way = key.split('.');
    set(key, saidOf(nodeAt(own, ...way)) ?? (INHERITED_KEYS.has(key) ? saidOf(nodeAt(shared, ...way)) : undefined));
  }
  for (const key of POD_KEYS) set(key, saidAt(nodeAt(pod, key)));
  set('hostPath', hostPathsOf(node, pod));
  const isOnHost = textOf(nodeAt(pod, 'hostNetwork')) === 'true';
  const network = isOnHost ? saidAt(nodeAt(pod, 'hostNetwork')) : undefined;
  return {
    runsIn: 'pod',
    program: program.name,
    name,
    at,
    flags,
    hardening,
    ...(user !== undefined && { user }),
    ...(image !== undefined && { image }),
    ...(network !== undefined && { network: { ...network, value: 'host' } }),
  };
}

/** A scalar as it is, a list of scalars with commas between them. */
function saidOf(node: YamlNode | undefined): Said<string> | undefined {
  const items = itemsOf(node).map(saidAt);
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return saidAt(node);
  const texts = items.map((item) => item?.value);
  const value = texts.includes(undefined) ? undefined : texts.join(',');
  return { value, start: first.start, end: last.end };
}

/** The folders of the host that the container mounts, at the name of the first of its mounts. */
function hostPathsOf(node: YamlNode, pod: YamlNode | undefined): Said<string> | undefined {
  const paths = new Map(
    itemsOf(nodeAt(pod, 'volumes')).flatMap((volume) => {
      const [name, path] = [textOf(nodeAt(volume, 'name')), textOf(nodeAt(volume, 'hostPath', 'path'))];
      return name === undefined || path === undefined ? [] : [[name, path] as const];
    }),
  );
  const mounts = itemsOf(nodeAt(node, 'volumeMounts')).flatMap((mount) => {
    const name = scalarOf(nodeAt(mount, 'name'));
    const path = name === undefined ? undefined : paths.get(name.value);
    return name === undefined || path === undefined ? [] : [{ path, at: bare(name) }];
  });
  const [first] = mounts;
  return first === undefined ? undefined : { value: mounts.map(({ path }) => path).join(','), ...first.at };
}

/** Names of variables and flags that hold a secret, and none that name a file of one. */
const LOOKS_SECRET = /pass(word|wd)?$|_pass$|secret$|token$|api[-_.]?key$|^DATA_SOURCE_(NAME|PASS|URI)$/i;

/** What stands in clear text in the environment and on the command line of the container. */
export function secretsOf({ node, flags }: Container): readonly Secret[] {
  const variables = itemsOf(nodeAt(node, 'env')).flatMap((variable) => {
    const [name, value] = [textOf(nodeAt(variable, 'name')), scalarOf(nodeAt(variable, 'value'))];
    if (name === undefined || value === undefined || !LOOKS_SECRET.test(name)) return [];
    return holdsSecret(name, value.value) ? [secretOf(name, value.value, value, 'valueFrom')] : [];
  });
  const given = flags.flatMap(({ name, value }) => {
    const text = value?.value;
    return value === undefined || text === undefined || !LOOKS_SECRET.test(name) ? [] : [secretOf(name, text, value)];
  });
  return [...variables, ...given];
}

/** The address of a data source is a secret only where a password stands in it. `$(NAME)` is filled in. */
function holdsSecret(name: string, value: string): boolean {
  if (/\$\([\w.-]+\)/.test(value)) return false;
  return !/^DATA_SOURCE_(NAME|URI)$/i.test(name) || /:[^/@\s]+@/.test(value) || /password=\S/i.test(value);
}
