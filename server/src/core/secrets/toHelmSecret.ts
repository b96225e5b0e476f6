import { editsFor } from '../edits/editsFor';
import { type MappingNode, pairOf, valueAt } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import { addItem } from './addItem';
import { freeSecretName, secretManifest } from './secretManifest';
import type { FoundSecret, SecretMove } from './secretMove';
import { namesFile } from './toFile';
import { APPLY_FIRST } from './toSelector';

/** Where both charts show what Prometheus is given of Secrets. */
const FOLDER = '/etc/prometheus/secrets';

/** The secret of a job in a manifest of its own, which the chart mounts into Prometheus, and the path to it. */
export function toMountedSecret(found: FoundSecret): SecretMove | undefined {
  const { text, secret, owner, taken, content } = found;
  const name = freeSecretName([owner, secret.key], text, taken);
  const key = secret.key.replace(/[^\w.-]/g, '-');
  const named = namesFile(found, `${FOLDER}/${name}/${key}`);
  const mounted = mount(found, name);
  if (named === undefined || mounted === undefined) return undefined;
  const file = secretManifest({ name, entries: { [key]: content } });
  return { files: [file], changes: [...named, mounted], note: APPLY_FIRST };
}

/**
 * The change by which the chart mounts the Secret `name`: kube-prometheus-stack by an entry of `secrets` in the
 * specification that holds the jobs, the chart prometheus by one of `server.extraSecretMounts`.
 */
function mount({ text, way }: FoundSecret, name: string): TextChange | undefined {
  for (const step of way.steps.toReversed()) {
    if (step.through !== 'pair') continue;
    if (step.key === 'prometheusSpec' && step.pair.value.type === 'mapping') {
      return addItem(text, step.pair.value, 'secrets', name);
    }
    if (step.key === 'serverFiles' || step.key === 'scrapeConfigs') return mountOnServer(text, step.mapping, name);
  }
  return undefined;
}

function mountOnServer(text: string, values: MappingNode, name: string): TextChange | undefined {
  const entries = [
    { key: 'name', value: name },
    { key: 'mountPath', value: `${FOLDER}/${name}` },
    { key: 'secretName', value: name },
    { key: 'readOnly', value: 'true' },
  ];
  const server = pairOf(values, 'server')?.value;
  if (server?.type === 'mapping') return addItem(text, server, 'extraSecretMounts', entries);
  if (server !== undefined) return undefined;
  const added = { key: 'server', value: [{ key: 'extraSecretMounts', value: [entries] }] };
  return editsFor('helm-values', text).addInto(values, [added]);
}

/** The password of Grafana's administrator in a manifest of its own, which the chart takes with the name of the user. */
export function toGrafanaSecret({ text, kind, way, owner, taken, content }: FoundSecret): SecretMove | undefined {
  const holder = way.steps.at(-1);
  if (holder?.through !== 'pair' || valueAt(holder.mapping, 'admin') !== undefined) return undefined;
  const user = valueAt(holder.mapping, 'adminUser');
  const name = freeSecretName([owner === '' ? 'grafana' : owner, 'admin'], text, taken);
  const value = [
    { key: 'existingSecret', value: name },
    { key: 'userKey', value: 'admin-user' },
    { key: 'passwordKey', value: 'admin-password' },
  ];
  const change = editsFor(kind, text).replaceEntry(holder.pair.key, [{ key: 'admin', value }]);
  if (change === undefined) return undefined;
  const entries = { 'admin-user': user?.type === 'scalar' ? user.value : 'admin', 'admin-password': content };
  return { files: [secretManifest({ name, entries })], changes: [change], note: APPLY_FIRST };
}
