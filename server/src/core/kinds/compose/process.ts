import type { Process, Said } from '../../model/nouns';
import { textSpan } from '../scalarSource';
import { entriesOf, isNull, itemsOf, nodeAt, type PlainNode } from '../yamlReading';
import { interpolated, saidAt } from './interpolation';
import type { ComposeService } from './service';

/** What hardens or weakens a container (stunnel-rules.md 6b); lists are given as their items with commas. */
const HARDENING: readonly (readonly string[])[] = [
  ['read_only'],
  ['cap_drop'],
  ['cap_add'],
  ['security_opt'],
  ['privileged'],
  ['pid'],
  ['ipc'],
  ['uts'],
  ['cgroup'],
  ['userns_mode'],
  ['network_mode'],
  ['tmpfs'],
  ['devices'],
  ['group_add'],
  ['mem_limit'],
  ['pids_limit'],
  ['restart'],
  ['deploy', 'resources', 'limits', 'memory'],
  ['deploy', 'resources', 'limits', 'pids'],
];

/** The container of `service`. */
export function processOf(service: ComposeService, source: string): Process {
  const { body, program, name, at, image, flags, network } = service;
  const user = nodeAt(body, 'user');
  const hardening = HARDENING.flatMap((path) => {
    const said = saidValue(nodeAt(body, ...path), source);
    return said === undefined ? [] : [[path.join('.'), said] as const];
  });
  return {
    runsIn: 'container',
    program: program.name,
    name,
    at,
    // Beside `build`, it is only the name of what is built here.
    ...(nodeAt(body, 'build') === undefined && { image }),
    flags,
    hardening: Object.fromEntries(hardening),
    ...(user?.type === 'scalar' && !isNull(user) && { user: saidAt(user, source) }),
    ...(network !== undefined && { network }),
    ...(service.isPartial && { isPartial: true as const }),
  };
}

function saidValue(node: PlainNode | undefined, source: string): Said<string> | undefined {
  if (node === undefined || isNull(node)) return undefined;
  if (node.type === 'scalar') return saidAt(node, source);
  const items = node.type === 'sequence' ? itemsOf(node) : entriesOf(node).map(({ keyNode }) => keyNode);
  const texts = items.map((item) => (item.type === 'scalar' ? interpolated(item.value) : undefined));
  const value = texts.every((text) => text !== undefined) ? texts.join(',') : undefined;
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return { value, start: node.start, end: node.end };
  const { start } = first.type === 'scalar' ? textSpan(first, source) : first;
  return { value, start, end: Math.max(start, first.end) };
}
