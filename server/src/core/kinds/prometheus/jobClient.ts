import type { Client, Said } from '../../model/nouns';
import { said } from '../../model/secretForm';
import { isSet, listAt, mapAt, type StructValue, structsAt, textAt } from '../../schema/value';
import type { Span } from '../../text/span';
import { headOf, placeOf, saidTextAt } from '../saidAt';
import { valueSpan } from '../walk';
import { clientTls } from './clientTls';
import { LIMITS } from './context';
import { credentialsOf } from './credentials';
import { hasDiscovery } from './discoveryClients';
import { defaultScheme, type Scheme, schemeOf } from './scheme';

/**
 * The client that a scrape config is.
 * @param job a decoded `scrape_config`, of a prometheus.yml or of another file that takes one
 * @param inheritedLimits the limits of `global` that count where the job sets none
 */
export function clientOfJob(job: StructValue, inheritedLimits: readonly string[] = []): Client {
  const at = jobPlace(job);
  const address = relabeledAddress(job);
  const tls = clientTls(job);
  return {
    role: 'scrape',
    name: textAt(job, 'job_name') ?? '',
    at,
    block: placeOf(job.node),
    scheme: clientScheme(job, at),
    targets: staticTargets(job),
    discovers: hasDiscovery(job) || address !== undefined,
    isProbe: structsAt(job, 'relabel_configs').some((rule) => setsLabel(rule, '__param_target')),
    ...(address && { address }),
    ...(tls && { tls }),
    credentials: credentialsOf(job),
    limits: LIMITS.filter((key) => isSet(job, key) || job.meant.has(key) || inheritedLimits.includes(key)),
  };
}

/** Where a finding about what a job lacks stands: its name, or its first key. */
function jobPlace(job: StructValue): Span {
  return job.entries.has('job_name') ? placeOf(valueSpan(job, 'job_name')) : headOf(job);
}

/**
 * The scheme of a scrape config or an Alertmanager. `__scheme__`, as a label of a target group or set by relabeling,
 * wins over the key, and it is unknown here what it will be.
 */
export function clientScheme(client: StructValue, at: Span): Scheme {
  const own = saidTextAt(client, 'scheme');
  const isLabelled = structsAt(client, 'static_configs').some((group) =>
    mapAt(group, 'labels')?.entries.has('__scheme__'),
  );
  const isRelabeled = structsAt(client, 'relabel_configs').some((rule) => setsLabel(rule, '__scheme__'));
  // A misspelled `tls_config` may go with a misspelled scheme, and a null scheme is Go's empty text.
  const isUnsure = client.meant.has('tls_config') || (own === undefined && client.entries.has('scheme'));
  if (isLabelled || isRelabeled || isUnsure) return { value: undefined, ...placeOf(own ?? at) };
  return own === undefined ? defaultScheme('http', at) : schemeOf(own);
}

/** The targets of `static_configs`, as they are written. */
export function staticTargets(client: StructValue): readonly Said<string>[] {
  return structsAt(client, 'static_configs').flatMap((group) =>
    listAt(group, 'targets').flatMap((target) =>
      target?.kind === 'scalar' ? [said(String(target.value), target.node)] : [],
    ),
  );
}

/** Whether the relabel rule `rule` may write the label `name`: by its action, or as one of many labels. */
function setsLabel(rule: StructValue, name: string): boolean {
  const action = (textAt(rule, 'action') ?? 'replace').toLowerCase();
  if (action === 'labelmap') return (textAt(rule, 'replacement') ?? '').includes(name);
  return WRITES.has(action) && textAt(rule, 'target_label') === name;
}

const WRITES = new Set(['replace', 'hashmod', 'lowercase', 'uppercase']);

/** What the last rule that writes `__address__` puts there: a text of its own, or unknown where it is made of labels. */
function relabeledAddress(job: StructValue): Said<string> | undefined {
  const rule = structsAt(job, 'relabel_configs').findLast((candidate) => setsLabel(candidate, '__address__'));
  if (rule === undefined) return undefined;
  const replacement = saidTextAt(rule, 'replacement');
  const isPlain = replacement?.value !== undefined && !replacement.value.includes('$') && !isSet(rule, 'regex');
  return { value: isPlain ? replacement.value : undefined, ...placeOf(replacement ?? valueSpan(rule, 'target_label')) };
}
