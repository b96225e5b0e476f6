import { type Client, type Credential, NO_NOUNS, type Nouns, type Said } from '../../model/nouns';
import { secretOf } from '../../model/secretForm';
import { isSecretHeader } from '../../model/urlSecrets';
import type { HttpClientParts, HttpClientReader } from '../httpClient';
import { textSpan } from '../scalarSource';
import { blockOf, type Entry, entriesOf, nodeAt, type PlainNode, saidBoolean, textAtPath } from '../yamlReading';

/** The keys of a module that hold the settings of its prober; which of them counts is told by `prober`. */
const PROBERS = ['http', 'tcp', 'dns', 'grpc', 'unix', 'websocket', 'udp'];
/** The switch that turns on TLS, for probers whose target does not tell it. */
const SWITCHES: Readonly<Record<string, string>> = { tcp: 'tls', grpc: 'tls', dns: 'dns_over_tls' };

/** The nouns of a module of the blackbox exporter: who probes, and what it proves itself with. */
export function moduleNouns(module: Entry, source: string, readHttp: HttpClientReader): Nouns {
  const prober = textAtPath(module.value, 'prober') ?? '';
  if (!PROBERS.includes(prober)) return NO_NOUNS;
  const settings = nodeAt(module.value, prober);
  const parts = readHttp(settings, module.key);
  const headers = headerCredentials(settings, source);
  const { start, end } = module.keyNode;
  const client: Client = {
    role: 'probe',
    name: module.key,
    at: { start, end },
    block: blockOf(module),
    scheme: schemeOf(prober, settings, { start, end }),
    // The targets come with each request.
    targets: [],
    discovers: true,
    isProbe: false,
    ...clientOf(parts),
    credentials: [...parts.credentials, ...headers],
    limits: [],
  };
  return {
    ...NO_NOUNS,
    clients: [client, ...parts.tokenClients],
    secrets: [...parts.secrets, ...headers.flatMap(({ secret }) => secret ?? [])],
    files: parts.files,
  };
}

function clientOf({ tls }: HttpClientParts): Pick<Client, 'tls'> {
  return tls === undefined ? {} : { tls };
}

/** TLS is the target's business with HTTP, and that of a switch with the others. */
function schemeOf(prober: string, settings: PlainNode | undefined, at: Client['at']): Said<'http' | 'https'> {
  const key = SWITCHES[prober];
  if (key === undefined) return { value: undefined, ...at };
  const isOn = saidBoolean(nodeAt(settings, key));
  if (isOn !== undefined)
    return { ...isOn, value: isOn.value === undefined ? undefined : isOn.value ? 'https' : 'http' };
  // A conversation may begin in clear text and go on with TLS.
  const startsTls = prober === 'tcp' && nodeAt(settings, 'query_response') !== undefined;
  return startsTls ? { value: undefined, ...at } : { value: 'http', isDefault: true, ...at };
}

function headerCredentials(settings: PlainNode | undefined, source: string): Credential[] {
  return entriesOf(nodeAt(settings, 'headers')).flatMap(({ key, keyNode, value }): Credential[] => {
    if (!isSecretHeader(key) || value.type !== 'scalar') return [];
    const secret = secretOf(key, value.value, textSpan(value, source));
    return [{ type: 'header', at: { start: keyNode.start, end: keyNode.end }, secret }];
  });
}
