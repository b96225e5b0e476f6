import type { Severity } from '../findings/finding';
import { type AddressClass, parseAddress } from '../model/address';
import type { Client, Credential } from '../model/nouns';
import type { Span } from '../text/span';
import { destinationsOf } from './reach';

/** Where something that goes over HTTP is sent: how far, and to which host, where one is named. */
export interface Way {
  readonly reach: AddressClass;
  readonly host?: string;
}

/** The farthest that `client` talks to of those in `reaches`, which are in the order from far to near. */
export function farthest(client: Client, reaches: readonly AddressClass[]): Way | undefined {
  const ways: readonly Way[] = [
    ...destinationsOf(client).map(({ at, reach }) => ({ reach, host: parseAddress(at.value ?? '').host })),
    ...(client.isInCluster ? [{ reach: 'cluster' } as const] : []),
  ];
  const near = (way: Way) => reaches.indexOf(way.reach);
  return ways.filter((way) => near(way) >= 0).sort((a, b) => near(a) - near(b))[0];
}

/** What `client` sends that lets others in who read it. A signature and a shared key are never sent themselves. */
export function sentCredentials({ credentials }: Client): readonly Credential[] {
  return credentials.filter(({ type }) => type !== 'signature' && type !== 'psk');
}

/** What others can read of what a client sends; how bad that is, by how far it goes (security-rules.md, credentials-over-http). */
export interface Leak {
  readonly severity: Severity;
  readonly way: Way;
  readonly credential: Credential;
}

const SEVERITIES: ReadonlyMap<AddressClass, Severity> = new Map([
  ['public', 'error'],
  ['private', 'warning'],
  ['cluster', 'info'],
]);

/** The credentials that `client` sends in clear text; none where it has none, speaks TLS, or stays on its host. */
export function leakOf(client: Client): Leak | undefined {
  if (client.scheme.value !== 'http' || client.role === 'tracing') return undefined;
  const [credential] = sentCredentials(client);
  const way = farthest(client, [...SEVERITIES.keys()]);
  const severity = way && SEVERITIES.get(way.reach);
  if (credential === undefined || way === undefined || severity === undefined) return undefined;
  return { severity, way, credential };
}

/**
 * Whether `client` has settings of TLS that are not used, since it speaks HTTP. Whether the traces of Prometheus go out
 * over TLS is a switch of its own.
 */
export function hasIdleTls({ scheme, role, tls }: Client): boolean {
  if (scheme.value !== 'http' || role === 'tracing' || role === 'probe' || tls === undefined) return false;
  const { skipVerify, serverName, minVersion, ca, certificate, key } = tls;
  return [skipVerify, serverName, minVersion, ca, certificate, key].some((setting) => setting !== undefined);
}

/** Where the scheme of `client` is marked: as it is written, or where it would be missed. */
export function schemePlace({ scheme, at, credentials }: Client): Span {
  const { start, end } = scheme.start < scheme.end ? scheme : (credentials[0]?.at ?? at);
  return { start, end };
}

/** The clients whose traffic counts: what is scraped, sent and alerted, not how targets and tokens are found. */
export function carriesMetrics({ role }: Client): boolean {
  return role === 'scrape' || role === 'remote-write' || role === 'remote-read' || role === 'alertmanager';
}

/** ` to HOST`, where one is known. Never more of a target: a URL may hold a password. */
export function towards({ host }: Way): string {
  return host === undefined || host === '' ? ' to the targets' : ` to ${host}`;
}
