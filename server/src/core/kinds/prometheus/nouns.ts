import { type Client, NO_NOUNS, type Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { booleanAt, isSet, type StructValue, structsAt, textAt, type Value } from '../../schema/value';
import type { Span } from '../../text/span';
import type { CheckedUnit } from '../checkUnit';
import { headOf, placeOf, saidTextAt } from '../saidAt';
import { keyName, type Unit } from '../units';
import { valueSpan } from '../walk';
import { clientTls } from './clientTls';
import { credentialsOf } from './credentials';
import { discoveryClients, hasDiscovery } from './discoveryClients';
import { clientOfJob, clientScheme, staticTargets } from './jobClient';
import { oauth2Clients } from './oauth2Clients';
import { defaultScheme, type Scheme, schemeOfUrls } from './scheme';
import { secretsAndFiles } from './secretsAndFiles';

export { clientOfJob } from './jobClient';

/**
 * The nouns of a unit that was checked before. One whose syntax is broken has none: what it seems to lack may just be
 * misread.
 * @param inheritedLimits the limits of `global`
 */
export function prometheusNouns(unit: Unit, { value }: CheckedUnit, inheritedLimits: readonly string[]): Nouns {
  if (value === undefined || unit.incomplete || unit.kind === 'root') return NO_NOUNS;
  const section = unit.kind === 'section' ? keyName(unit.pair) : unit.section;
  const items = value.kind === 'list' ? value.items : [value];
  return joinNouns(items.flatMap((item) => (item === undefined ? [] : [itemNouns(section, item, inheritedLimits)])));
}

function itemNouns(section: string, item: Value, inheritedLimits: readonly string[]): Nouns {
  const clients = item.kind === 'struct' ? clientsOf(section, item, inheritedLimits) : [];
  return { ...NO_NOUNS, ...secretsAndFiles(item), clients };
}

function clientsOf(section: string, item: StructValue, inheritedLimits: readonly string[]): readonly Client[] {
  switch (section) {
    case 'scrape_configs':
      return clientsOfJob(item, inheritedLimits);
    case 'remote_write':
      return remoteClients('remote-write', section, item);
    case 'remote_read':
      return remoteClients('remote-read', section, item);
    case 'alerting':
      return structsAt(item, 'alertmanagers').flatMap(alertmanagerClients);
    case 'tracing':
      return [tracingClient(item)];
    default:
      return [];
  }
}

function clientsOfJob(job: StructValue, inheritedLimits: readonly string[]): readonly Client[] {
  const client = clientOfJob(job, inheritedLimits);
  return [client, ...oauth2Clients(job, client.name), ...discoveriesOf(job)];
}

/** The clients of the discoveries of `job`, with those that fetch their tokens. */
function discoveriesOf(job: StructValue): readonly Client[] {
  const keys = [...job.entries.keys()].filter((key) => key.endsWith('_sd_configs'));
  const tokens = keys.flatMap((key) => structsAt(job, key).flatMap((item) => oauth2Clients(item, key)));
  return [...discoveryClients(job), ...tokens];
}

/** What every client has of its own block: TLS and credentials; `urlKey` is the key of its URL. */
function clientParts(
  block: StructValue,
  urlKey?: string,
): Pick<Client, 'tls' | 'credentials' | 'isProbe' | 'limits' | 'block'> {
  const tls = clientTls(block);
  return {
    block: placeOf(block.node),
    isProbe: false,
    ...(tls && { tls }),
    credentials: credentialsOf(block, urlKey),
    limits: [],
  };
}

function remoteClients(role: 'remote-write' | 'remote-read', section: string, block: StructValue): readonly Client[] {
  const key = ['name', 'url'].find((candidate) => isSet(block, candidate));
  const at = key === undefined ? headOf(block) : placeOf(valueSpan(block, key));
  const url = saidTextAt(block, 'url');
  const targets = url === undefined ? [] : [url];
  const name = textAt(block, 'name') ?? section;
  const scheme = schemeOfUrls(targets) ?? unknownScheme(at);
  const client: Client = { role, name, at, scheme, targets, discovers: false, ...clientParts(block, 'url') };
  return [client, ...oauth2Clients(block, name)];
}

function alertmanagerClients(block: StructValue): readonly Client[] {
  const at = headOf(block);
  const client: Client = {
    role: 'alertmanager',
    name: 'alertmanagers',
    at,
    scheme: clientScheme(block, at),
    targets: staticTargets(block),
    discovers: hasDiscovery(block),
    ...clientParts(block),
  };
  return [client, ...oauth2Clients(block, client.name), ...discoveriesOf(block)];
}

/** Traces go out over TLS unless `insecure` says otherwise; the endpoint has no scheme (spec section 1, tracing). */
function tracingClient(block: StructValue): Client {
  const at = headOf(block);
  const endpoint = saidTextAt(block, 'endpoint');
  const scheme: Scheme = block.entries.has('insecure')
    ? { value: booleanAt(block, 'insecure') ? 'http' : 'https', ...placeOf(valueSpan(block, 'insecure')) }
    : defaultScheme('https', at);
  const targets = endpoint === undefined ? [] : [endpoint];
  return { role: 'tracing', name: 'tracing', at, scheme, targets, discovers: false, ...clientParts(block) };
}

function unknownScheme(at: Span): Scheme {
  return { value: undefined, ...placeOf(at) };
}
