import { flagNamed, flagsNamed } from '../../model/flags';
import type { Admission, FileRef, Listener, Said } from '../../model/nouns';
import { workspacePath } from './files';
import { portsOf } from './ports';
import type { ComposeService } from './service';

/** What can be reached of `service`: its published ports, and where it listens itself. */
export function listenersOf(service: ComposeService, source: string): readonly Listener[] {
  const isOnHost = service.network?.value === 'host';
  const published = isOnHost || service.network?.value === 'none' ? [] : publishedListeners(service, source);
  return [...published, ...ownListeners(service, isOnHost)];
}

function publishedListeners(service: ComposeService, source: string): Listener[] {
  return portsOf(service.body, source).flatMap(({ at, address, target, targetAt, protocol }) => {
    if (protocol === undefined) return [];
    return [
      {
        ...common(service),
        via: 'published-port' as const,
        address: { value: address, ...at },
        forwardsTo: { value: target, ...targetAt },
        ...(protocol === 'udp' && { protocol }),
      },
    ];
  });
}

/** On the network of the host, or as its flags say inside of the container's own; where neither is known, none. */
function ownListeners(service: ComposeService, isOnHost: boolean): Listener[] {
  if (service.network !== undefined && service.network.value === undefined) return [];
  return ownAddresses(service, isOnHost).map((address) => ({
    ...common(service),
    via: 'process' as const,
    address,
    ...(!isOnHost && { within: 'container' as const }),
  }));
}

function ownAddresses(service: ComposeService, isOnHost: boolean): readonly Said<string>[] {
  const { program, flags, at } = service;
  const listening = flagsNamed(flags, program.listenFlag ?? 'web.listen-address').flatMap(({ value }) => value ?? []);
  if (listening.length > 0) return listening;
  const host = program.hostFlag === undefined ? undefined : flagNamed(flags, program.hostFlag)?.value;
  const port = program.portFlag === undefined ? undefined : flagNamed(flags, program.portFlag)?.value;
  const given = host ?? port;
  if (given !== undefined) {
    const [ip, number] = [host === undefined ? '' : host.value, port === undefined ? program.port : port.value];
    const isKnown = ip !== undefined && number !== undefined;
    return [{ value: isKnown ? `${ip}:${number}` : undefined, start: given.start, end: given.end }];
  }
  if (!isOnHost || program.port === undefined) return [];
  const isSure = service.hasAllFlags && !service.environment.some(({ name }) => /LISTEN|ADDR|PORT$/i.test(name));
  return [{ value: isSure ? `:${program.port}` : undefined, isDefault: true, ...at }];
}

function common(service: ComposeService): Omit<Listener, 'via'> {
  const { program, name, at } = service;
  const webConfig = webConfigOf(service);
  const admission = webConfig === undefined ? admissionOf(service) : UNKNOWN;
  const tls: Said<'on' | 'off'> =
    admission === UNKNOWN ? { value: undefined, ...at } : { value: 'off', isDefault: true, ...at };
  return { program: program.name, name, at, tls, admission, ...(webConfig !== undefined && { webConfig }) };
}

/** The flag for the web config, under its older name and misspelled too: somebody meant to have one. */
const WEB_CONFIG = /^web[-._]?config([-._]?file)?$/;
const UNKNOWN: Admission = { certificates: 'unknown', password: 'unknown' };
const NOBODY_ASKS: Admission = { certificates: 'none', password: 'none' };
/** Names of flags and variables by which exporters without the toolkit are given TLS or a password. */
const OWN_PROTECTION = /tls|ssl|auth|cert/i;

/** How a program without a web config asks who comes: unknown for those with a login of their own. */
function admissionOf({ program, flags, environment, hasAllFlags }: ComposeService): Admission {
  if (!hasAllFlags || program.role === 'grafana' || program.role === 'stunnel') return UNKNOWN;
  if (program.hasWebConfig === true) return NOBODY_ASKS;
  const names = [...flags.map(({ name }) => name), ...environment.map(({ name }) => name)];
  return names.some((name) => OWN_PROTECTION.test(name)) ? UNKNOWN : NOBODY_ASKS;
}

/** The file of `--web.config.file`, in the workspace where a mount shows where it comes from. */
export function webConfigOf({ flags, mounts }: ComposeService): FileRef | undefined {
  const said = flags.findLast(({ name }) => WEB_CONFIG.test(name))?.value;
  if (said === undefined) return undefined;
  const { value, start, end } = said;
  const path = value === undefined ? undefined : workspacePath(value, mounts);
  if (path !== undefined) return { path, holds: 'web-config', base: 'config', start, end };
  return { path: value === '' ? undefined : value, holds: 'web-config', base: 'process', start, end };
}
