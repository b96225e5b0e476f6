import { type Client, NO_NOUNS, type Nouns, type Said } from '../../../model/nouns';
import { said } from '../../../model/secretForm';
import { isSet, listAt, mapAt, type StructValue, structsAt, textAt, type Value } from '../../../schema/value';
import type { Span } from '../../../text/span';
import { defaultScheme, type Scheme, schemeOf } from '../../prometheus/scheme';
import { placeOf, saidTextAt } from '../../saidAt';
import { valueSpan } from '../../walk';
import { clientTls, credentialsOf } from '../nouns/client';
import { referencesIn } from '../nouns/references';
import type { ManifestObject } from '../object';
import { discoveryClient, tokenClient } from './discoveryNouns';

/** The nouns of a ScrapeConfig: the client that it is, those of its service discoveries, and what they refer to. */
export function scrapeConfigNouns(object: ManifestObject, spec: StructValue): Nouns {
  if (object.incomplete) return NO_NOUNS;
  const keys = [...spec.entries.keys()].filter((key) => key.endsWith('SDConfigs'));
  const discoveries = keys.flatMap((key) => structsAt(spec, key).map((item) => ({ key, item })));
  const client = clientOf(object, spec, keys.length > 0);
  const tokens = [{ key: client.name, item: spec }, ...discoveries].flatMap(({ key, item }) => tokenClient(item, key));
  const clients = [client, ...discoveries.flatMap(({ key, item }) => discoveryClient(key, item)), ...tokens];
  return { ...NO_NOUNS, clients, files: referencesIn(spec) };
}

/** The limits by the names that Prometheus has for them, as all nouns do. */
const LIMITS: Readonly<Record<string, string>> = {
  bodySizeLimit: 'body_size_limit',
  sampleLimit: 'sample_limit',
  targetLimit: 'target_limit',
  labelLimit: 'label_limit',
  labelNameLengthLimit: 'label_name_length_limit',
  labelValueLengthLimit: 'label_value_length_limit',
  keepDroppedTargets: 'keep_dropped_targets',
};

function clientOf(object: ManifestObject, spec: StructValue, hasDiscovery: boolean): Client {
  const address = relabeledAddress(spec);
  const tls = clientTls(spec);
  return {
    role: 'scrape',
    name: object.name ?? object.kind,
    at: object.at,
    block: placeOf(spec.node),
    scheme: schemeAt(spec, object.at),
    targets: structsAt(spec, 'staticConfigs').flatMap((group) => listAt(group, 'targets').flatMap(saidItem)),
    discovers: hasDiscovery || address !== undefined,
    isProbe: structsAt(spec, 'relabelings').some((rule) => setsLabel(rule, '__param_target')),
    ...(address && { address }),
    ...(tls && { tls }),
    credentials: credentialsOf(spec),
    limits: Object.entries(LIMITS).flatMap(([key, name]) => (isSet(spec, key) || spec.meant.has(key) ? [name] : [])),
  };
}

/** `__scheme__`, as a label or set by relabeling, wins over the key; so may what a scrape class brings. */
function schemeAt(spec: StructValue, at: Span): Scheme {
  const written = saidTextAt(spec, 'scheme');
  const isLabelled = structsAt(spec, 'staticConfigs').some((group) =>
    mapAt(group, 'labels')?.entries.has('__scheme__'),
  );
  const isRelabeled = structsAt(spec, 'relabelings').some((rule) => setsLabel(rule, '__scheme__'));
  const isUnsure = spec.meant.has('scheme') || spec.meant.has('tlsConfig');
  if (isLabelled || isRelabeled || isUnsure) return { value: undefined, ...placeOf(written ?? at) };
  return written === undefined ? defaultScheme('http', at) : schemeOf(written);
}

function saidItem(item: Value | undefined): readonly Said<string>[] {
  return item?.kind === 'scalar' ? [said(String(item.value), item.node)] : [];
}

const WRITES = new Set(['replace', 'hashmod', 'lowercase', 'uppercase']);

/** Whether `rule` may write the label `name`. */
function setsLabel(rule: StructValue, name: string): boolean {
  const action = (textAt(rule, 'action') ?? 'replace').toLowerCase();
  if (action === 'labelmap') return (textAt(rule, 'replacement') ?? '').includes(name);
  return WRITES.has(action) && textAt(rule, 'targetLabel') === name;
}

/** What the last rule that writes `__address__` puts there; unknown where it is made of labels. */
function relabeledAddress(spec: StructValue): Said<string> | undefined {
  const rule = structsAt(spec, 'relabelings').findLast((candidate) => setsLabel(candidate, '__address__'));
  if (rule === undefined) return undefined;
  const replacement = saidTextAt(rule, 'replacement');
  const isPlain = replacement?.value !== undefined && !replacement.value.includes('$') && !isSet(rule, 'regex');
  return { value: isPlain ? replacement.value : undefined, ...placeOf(replacement ?? valueSpan(rule, 'targetLabel')) };
}
