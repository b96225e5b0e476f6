import { type Client, type FileRef, NO_NOUNS, type Nouns, type Said } from '../../../../model/nouns';
import { said } from '../../../../model/secretForm';
import { textAt } from '../../../../schema/value';
import type { YamlNode } from '../../../../syntax/yaml/nodes';
import { placeOf } from '../../../saidAt';
import { valueSpan } from '../../../walk';
import { type ManifestObject, scalarOf, textOf } from '../../object';
import { bare, itemsOf, nodeAt, saidAt } from '../texts';
import type { CheckedBlock } from './block';
import { clientParts } from './clientParts';
import { listenerOfSpec, processOfSpec, type Runs } from './process';
import { referencesIn } from './references';
import { webListener } from './webListener';

/** The nouns of one block: the client or listener that it is, and what it names. */
export function blockNouns(block: CheckedBlock, object: ManifestObject): Nouns {
  const files = referencesIn(block.value);
  if (block.sort === 'Web') {
    const program = object.kind === 'Alertmanager' ? 'alertmanager' : 'prometheus';
    const listener = webListener(block.value, { program, name: object.name ?? '' });
    return { ...NO_NOUNS, files, listeners: listener === undefined ? [] : [listener] };
  }
  const client = clientOf(block, object);
  const clients = client === undefined ? [] : [client];
  const secrets = clients.flatMap(({ credentials }) => credentials.flatMap(({ secret }) => secret ?? []));
  return { ...NO_NOUNS, files, clients, secrets };
}

/** The operator makes targets of the pods behind what is selected. */
const DISCOVERED = { discovers: true, isInCluster: true } as const;

function clientOf(block: CheckedBlock, object: ManifestObject): Client | undefined {
  const { sort, node, value } = block;
  const parts = { ...clientParts(value), block: bare(node), isProbe: false, limits: limitsOf(node, object) };
  const name = object.name ?? '';
  const own = { name, at: object.at };
  switch (sort) {
    case 'Endpoint':
    case 'PodEndpoint':
      return { role: 'scrape', ...own, scheme: schemeOf(block), targets: [], ...DISCOVERED, ...parts };
    case 'ProbeSpec': {
      const prober = nodeAt(node, 'prober');
      const url = saidAt(nodeAt(prober, 'url'));
      const scheme = schemeIn(prober, object);
      const targets = url === undefined ? [] : [url];
      const address = url === undefined ? {} : { address: url };
      return { role: 'scrape', ...own, scheme, targets, discovers: false, ...parts, isProbe: true, ...address };
    }
    case 'RemoteWrite':
      return remoteClient('remote-write', block, 'url', object, parts);
    case 'RemoteRead':
      return remoteClient('remote-read', block, 'url', object, parts);
    case 'AlertmanagerEndpoints':
      return { role: 'alertmanager', ...own, scheme: schemeOf(block), targets: [], ...DISCOVERED, ...parts };
    case 'APIServerConfig':
      return remoteClient('discovery', block, 'host', object, parts);
    case 'TracingConfig':
      return tracingClient(block, object, parts);
    case 'ScrapeClass': {
      // Its scheme is that of the endpoints that take the class.
      const scheme = { value: undefined, ...object.at };
      return { role: 'scrape', ...own, scheme, targets: [], discovers: true, ...parts };
    }
    default:
      return undefined;
  }
}

/** A client that calls the URL under `key`, or under its own name. */
function remoteClient(
  role: Client['role'],
  { node }: CheckedBlock,
  key: string,
  object: ManifestObject,
  parts: Pick<Client, 'tls' | 'credentials' | 'block' | 'isProbe' | 'limits'>,
): Client {
  const url = scalarOf(nodeAt(node, key));
  const name = scalarOf(nodeAt(node, 'name'));
  const target = url === undefined ? undefined : said(url.value, url);
  const at = bare(name ?? url ?? object.at);
  const value = target?.value === undefined ? undefined : /^https:/i.test(target.value) ? 'https' : 'http';
  return {
    role,
    name: name?.value ?? url?.value ?? key,
    at,
    scheme: { value, ...bare(url ?? at) },
    targets: target === undefined ? [] : [target],
    discovers: false,
    ...parts,
  };
}

/** Traces go out over TLS unless `insecure` says otherwise; the endpoint has no scheme. */
function tracingClient(
  { node }: CheckedBlock,
  object: ManifestObject,
  parts: Pick<Client, 'tls' | 'credentials' | 'block' | 'isProbe' | 'limits'>,
): Client {
  const endpoint = saidAt(nodeAt(node, 'endpoint'));
  const insecure = saidAt(nodeAt(node, 'insecure'));
  const at = bare(endpoint ?? object.at);
  const value = insecure?.value === 'true' ? 'http' : insecure?.value === 'false' ? 'https' : undefined;
  return {
    role: 'tracing',
    name: 'tracing',
    at,
    scheme: insecure === undefined ? { value: 'https', ...at, isDefault: true } : { value, ...bare(insecure) },
    targets: endpoint === undefined ? [] : [endpoint],
    discovers: false,
    ...parts,
  };
}

/** The scheme of an endpoint; unknown where relabeling may set another one. */
function schemeOf({ node, value }: CheckedBlock): Client['scheme'] {
  const given = textAt(value, 'scheme');
  const isRelabeled = itemsOf(nodeAt(node, 'relabelings')).some(
    (rule) => textOf(nodeAt(rule, 'targetLabel')) === '__scheme__',
  );
  if (isRelabeled) return { value: undefined, ...bare({ start: node.start, end: node.start }) };
  if (given === undefined) return { value: 'http', ...bare({ start: node.start, end: node.start }), isDefault: true };
  return { value: schemeNamed(said(given, valueSpan(value, 'scheme'))), ...placeOf(valueSpan(value, 'scheme')) };
}

function schemeIn(prober: YamlNode | undefined, object: ManifestObject): Client['scheme'] {
  const given = saidAt(nodeAt(prober, 'scheme'));
  if (given === undefined) return { value: 'http', ...object.at, isDefault: true };
  return { value: schemeNamed(given), start: given.start, end: given.end };
}

function schemeNamed({ value }: Said<string>): 'http' | 'https' | undefined {
  const scheme = value?.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : undefined;
}

const LIMITS = [
  'sampleLimit',
  'targetLimit',
  'labelLimit',
  'labelNameLengthLimit',
  'labelValueLengthLimit',
  'bodySizeLimit',
];

/** The limits of the object: those of the operator's monitors stand at the top of `spec`. */
function limitsOf(node: YamlNode, { spec }: ManifestObject): readonly string[] {
  return LIMITS.filter((key) => nodeAt(node, key) !== undefined || nodeAt(spec, key) !== undefined);
}

/** What an object that runs Prometheus or Alertmanager is: a process that listens, and mounts what it names. */
export function objectNouns({ spec, kind, name = '', at }: ManifestObject): Nouns {
  if (kind !== 'Prometheus' && kind !== 'PrometheusAgent' && kind !== 'Alertmanager') return NO_NOUNS;
  const program = kind === 'Alertmanager' ? 'alertmanager' : 'prometheus';
  return { ...NO_NOUNS, ...nounsOfSpec(spec, { program, name, at }) };
}

/** The process and the listener of a specification, and what it mounts or reads from Secrets and ConfigMaps. */
export function nounsOfSpec(spec: YamlNode | undefined, runs: Runs): Pick<Nouns, 'files' | 'processes' | 'listeners'> {
  const files = [
    ...keyOf(nodeAt(spec, 'additionalScrapeConfigs'), 'scrape-configs'),
    ...keyOf(nodeAt(spec, 'additionalAlertRelabelConfigs'), 'config'),
    ...keyOf(nodeAt(spec, 'additionalAlertManagerConfigs'), 'config'),
    ...keyOf(nodeAt(spec, 'additionalScrapeConfigsSecret'), 'scrape-configs'),
    ...mounted(nodeAt(spec, 'secrets'), 'secret'),
    ...mounted(nodeAt(spec, 'configMaps'), 'config-map'),
  ];
  return { files, processes: [processOfSpec(spec, runs)], listeners: [listenerOfSpec(spec, runs)] };
}

/** The key of a Secret that `node` names, unless it is switched off, as values of Helm can be. */
function keyOf(node: YamlNode | undefined, holds: FileRef['holds']): readonly FileRef[] {
  const [name, key] = [textOf(nodeAt(node, 'name')), scalarOf(nodeAt(node, 'key'))];
  if (name === undefined || key === undefined || textOf(nodeAt(node, 'enabled')) === 'false') return [];
  return [{ path: said(`${name}/${key.value}`, key).value, holds, base: 'secret', ...bare(key) }];
}

/** What is mounted as a whole: `path` is the name alone. */
function mounted(node: YamlNode | undefined, base: 'secret' | 'config-map'): readonly FileRef[] {
  return itemsOf(node).flatMap((item): FileRef[] => {
    const name = scalarOf(item);
    return name === undefined ? [] : [{ path: said(name.value, name).value, holds: 'other', base, ...bare(name) }];
  });
}
