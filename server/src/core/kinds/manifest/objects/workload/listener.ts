import { flagNamed, flagsNamed } from '../../../../model/flags';
import type { Admission, FileRef, Flag, Listener, Said } from '../../../../model/nouns';
import { textOf } from '../../object';
import { itemsOf, nodeAt, saidAt } from '../texts';
import type { Container } from './container';

/** Where the container listens, on the network of the host or in that of its pod, and the ports of the node that lead there. */
export function listenersOf(container: Container, isOnHost: boolean): readonly Listener[] {
  const addresses = addressesOf(container);
  const security = securityOf(container);
  const { program, name, at } = container;
  const base = { program: program.name, name, at, ...security };
  return [
    ...addresses.map(
      (address): Listener => ({
        via: 'process',
        ...base,
        address,
        ...(!isOnHost && { within: 'container' }),
      }),
    ),
    ...publishedOf(container).map(
      ({ address, forwardsTo }): Listener => ({
        via: 'published-port',
        ...base,
        address,
        forwardsTo,
      }),
    ),
  ];
}

/** As the flags say; else the default of the program, else the first port that the container names. */
function addressesOf({ program, flags, node, at }: Container): readonly Said<string>[] {
  const { listenFlag, portFlag, hostFlag, port } = program;
  const given = listenFlag === undefined ? [] : flagsNamed(flags, listenFlag).flatMap(({ value }) => value ?? []);
  if (given.length > 0) return given;
  const ownPort = portFlag === undefined ? undefined : flagNamed(flags, portFlag)?.value;
  const host = hostFlag === undefined ? undefined : flagNamed(flags, hostFlag)?.value;
  if (ownPort !== undefined || host !== undefined) {
    const [first] = [host, ownPort].filter((said) => said !== undefined);
    const isKnown = [host, ownPort].every((said) => said === undefined || said.value !== undefined);
    const value = isKnown ? `${host?.value ?? ''}:${ownPort?.value ?? port ?? ''}` : undefined;
    return [{ ...(first ?? at), value }];
  }
  if (port !== undefined) return [{ value: `:${port}`, start: at.start, end: at.end, isDefault: true }];
  const named = itemsOf(nodeAt(node, 'ports')).flatMap((item) => saidAt(nodeAt(item, 'containerPort')) ?? []);
  return named.slice(0, 1).map((said) => ({ ...said, value: said.value === undefined ? undefined : `:${said.value}` }));
}

function publishedOf({ node }: Container): { readonly address: Said<string>; readonly forwardsTo: Said<string> }[] {
  return itemsOf(nodeAt(node, 'ports')).flatMap((item) => {
    const [inside, outside] = [saidAt(nodeAt(item, 'containerPort')), saidAt(nodeAt(item, 'hostPort'))];
    if (inside === undefined || outside === undefined || outside.value === '0') return [];
    const host = textOf(nodeAt(item, 'hostIP')) ?? '';
    const of = (port: Said<string>, prefix: string) => ({
      ...port,
      value: port.value === undefined ? undefined : `${prefix}:${port.value}`,
    });
    return [{ address: of(outside, host.includes(':') ? `[${host}]` : host), forwardsTo: of(inside, '') }];
  });
}

/** Flags with which programs that have no web config switch TLS or passwords on. */
const SECURES = /tls|ssl|cert|https|auth/i;

/** What is known of TLS and of who may come in: nothing where a file or other flags decide it. */
function securityOf({ program, flags, at }: Container): Pick<Listener, 'tls' | 'admission' | 'webConfig'> {
  const webConfig = flagNamed(flags, 'web.config.file') ?? flagNamed(flags, 'web.config');
  const isKnown = program.port !== undefined && program.role !== 'grafana' && program.role !== 'agent';
  const isPlain = webConfig === undefined && isKnown && !flags.some(({ name }) => SECURES.test(name));
  const answer: Admission['password'] = isPlain ? 'none' : 'unknown';
  const file = webConfig?.value === undefined ? undefined : webConfigOf(webConfig);
  return {
    tls: { value: isPlain ? 'off' : undefined, start: at.start, end: at.end, isDefault: true },
    admission: { certificates: answer, password: answer },
    ...(file !== undefined && { webConfig: file }),
  };
}

function webConfigOf({ value, start, end }: Flag): FileRef {
  return {
    start: value?.start ?? start,
    end: value?.end ?? end,
    path: value?.value,
    holds: 'web-config',
    base: 'process',
  };
}
