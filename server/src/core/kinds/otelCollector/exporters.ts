import {
  type Admission,
  type Client,
  type ClientTls,
  type Credential,
  type FileContent,
  type FileRef,
  type Listener,
  NO_NOUNS,
  type Nouns,
  type Said,
} from '../../model/nouns';
import { said } from '../../model/secretForm';
import type { Span } from '../../text/span';
import { textSpan } from '../scalarSource';
import { blockOf, type Entry, entriesOf, entryAt, isNull, nodeAt, type PlainNode, saidBoolean } from '../yamlReading';
import { authenticatorCredential, headerCredentials } from './credentials';

/** The nouns of the exporters that speak with Prometheus: remote-write clients, and the port that it scrapes. */
export function exporterNouns(root: PlainNode, source: string): readonly Nouns[] {
  return entriesOf(nodeAt(root, 'exporters')).flatMap((exporter) => {
    if (/^prometheusremotewrite(\/|$)/.test(exporter.key)) return [remoteWriteNouns(exporter, root, source)];
    if (/^prometheus(\/|$)/.test(exporter.key)) return [scrapedNouns(exporter, source)];
    return [];
  });
}

function remoteWriteNouns(exporter: Entry, root: PlainNode, source: string): Nouns {
  const { start, end } = exporter.keyNode;
  const endpoint = textAt(exporter.value, 'endpoint', source);
  const tls = clientTls(exporter.value, source);
  const credentials: readonly Credential[] = [
    ...headerCredentials(exporter.value, source),
    ...authenticatorCredential(exporter.value, root, source),
  ];
  const client: Client = {
    role: 'remote-write',
    name: exporter.key,
    at: { start, end },
    block: blockOf(exporter),
    scheme: schemeOf(endpoint, { start, end }),
    targets: endpoint === undefined ? [] : [endpoint],
    discovers: false,
    isProbe: false,
    ...(tls !== undefined && { tls }),
    credentials,
    limits: [],
  };
  return {
    ...NO_NOUNS,
    clients: [client],
    secrets: credentials.flatMap(({ secret }) => secret ?? []),
    files: [...tlsFiles(exporter.value, source), ...credentials.flatMap(({ from }) => from ?? [])],
  };
}

function scrapedNouns(exporter: Entry, source: string): Nouns {
  const { start, end } = exporter.keyNode;
  const address = textAt(exporter.value, 'endpoint', source);
  if (address === undefined) return NO_NOUNS;
  const tls = entryAt(exporter.value, 'tls');
  const certificate = fileAt(tls?.value, 'cert_file', 'certificate', source);
  const key = fileAt(tls?.value, 'key_file', 'key', source);
  const clientCa = fileAt(tls?.value, 'client_ca_file', 'ca', source);
  const minVersion = textAt(tls?.value, 'min_version', source);
  const admission: Admission = {
    certificates: clientCa === undefined ? 'none' : 'required',
    // Other extensions may ask for anything.
    password: entryAt(exporter.value, 'auth') === undefined ? 'none' : 'unknown',
  };
  const at = tls === undefined ? exporter.keyNode : tls.keyNode;
  const listener: Listener = {
    via: 'process',
    program: 'otelcol',
    name: exporter.key,
    at: { start, end },
    address,
    tls: {
      value: tls === undefined ? 'off' : 'on',
      ...(tls === undefined && { isDefault: true as const }),
      start: at.start,
      end: at.end,
    },
    admission,
    ...(minVersion !== undefined && { minVersion }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
    ...(clientCa !== undefined && { clientCa }),
  };
  return { ...NO_NOUNS, listeners: [listener], files: tlsFiles(exporter.value, source) };
}

/** The block `tls` of a client (configtls of the collector). */
function clientTls(exporter: PlainNode, source: string): ClientTls | undefined {
  const entry = entryAt(exporter, 'tls');
  // `insecure` only says that a connection of gRPC goes without TLS; here the scheme of the URL does.
  if (entry === undefined || entriesOf(entry.value).every(({ key }) => key === 'insecure')) return undefined;
  const { keyNode, value } = entry;
  const skipVerify = saidBoolean(nodeAt(value, 'insecure_skip_verify'));
  const serverName = textAt(value, 'server_name_override', source);
  const minVersion = textAt(value, 'min_version', source);
  const ca = fileOrInline(value, 'ca', 'ca', source);
  const certificate = fileOrInline(value, 'cert', 'certificate', source);
  const key = fileOrInline(value, 'key', 'key', source);
  return {
    at: { start: keyNode.start, end: keyNode.end },
    ...(skipVerify !== undefined && { skipVerify }),
    ...(serverName !== undefined && { serverName }),
    ...(minVersion !== undefined && { minVersion }),
    ...(ca !== undefined && { ca }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
  };
}

function fileOrInline(
  tls: PlainNode,
  name: string,
  holds: FileContent,
  source: string,
): FileRef | 'inline' | undefined {
  const file = fileAt(tls, `${name}_file`, holds, source);
  return file ?? (isNull(nodeAt(tls, `${name}_pem`)) ? undefined : 'inline');
}

function tlsFiles(exporter: PlainNode, source: string): readonly FileRef[] {
  const tls = nodeAt(exporter, 'tls');
  const keys: readonly (readonly [string, FileContent])[] = [
    ['ca_file', 'ca'],
    ['client_ca_file', 'ca'],
    ['cert_file', 'certificate'],
    ['key_file', 'key'],
  ];
  return keys.flatMap(([key, holds]) => fileAt(tls, key, holds, source) ?? []);
}

/** The file that `key` of `node` names; a collector opens it where it runs. */
function fileAt(node: PlainNode | undefined, key: string, holds: FileContent, source: string): FileRef | undefined {
  const path = textAt(node, key, source);
  return path === undefined
    ? undefined
    : { path: path.value, holds, base: 'process', start: path.start, end: path.end };
}

function textAt(node: PlainNode | undefined, key: string, source: string): Said<string> | undefined {
  const value = nodeAt(node, key);
  return value?.type === 'scalar' && !isNull(value) ? said(value.value, textSpan(value, source)) : undefined;
}

function schemeOf(endpoint: Said<string> | undefined, at: Span): Said<'http' | 'https'> {
  const scheme = /^(https?):\/\//i.exec(endpoint?.value ?? '')?.[1]?.toLowerCase();
  const { start, end } = endpoint ?? at;
  return { value: scheme === 'http' || scheme === 'https' ? scheme : undefined, start, end };
}
