import type { NewEntry } from '../edits/edits';
import type { Fix } from '../findings/finding';
import type { Client } from '../model/nouns';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import { fix, type RuleInput } from './rule';

type Input = Pick<RuleInput, 'kind' | 'edits' | 'textAt'>;

/**
 * The fixes that make `client` speak TLS. Exporters mostly have a certificate of one's own CA, so that goes in where no
 * settings of TLS are there; what is sent to a URL mostly goes to a server with a public certificate. The change is
 * safe where the settings of TLS show that it was meant.
 */
export function httpsFixes(client: Client, input: Input): readonly Fix[] {
  const { tls, role } = client;
  if (tls !== undefined) return fix('Use https', schemeChanges(client, input, []), { safe: true });
  const isScraped = role === 'scrape' || role === 'alertmanager';
  if (!isScraped || input.kind === 'file-sd') return fix('Use https', schemeChanges(client, input, []));
  return [
    ...fix('Use https with a CA of your own', schemeChanges(client, input, [ownCa(client, input)])),
    ...fix('Use https with a public CA', schemeChanges(client, input, []), { refactor: true }),
  ];
}

/** The settings that name a CA, as the kind of file writes them. */
function ownCa(client: Client, input: Input): NewEntry {
  return { key: isOperators(client, input) ? 'tlsConfig' : 'tls_config', value: [caEntry(client, input)] };
}

/** The key that names a CA inside of the settings of TLS of `client`. */
export function caEntry(client: Client, input: Pick<Input, 'kind' | 'textAt'>): NewEntry {
  if (!isOperators(client, input)) return { key: 'ca_file', value: 'ca.crt' };
  const reference = [
    { key: 'name', value: 'scrape-ca' },
    { key: 'key', value: 'ca.crt' },
  ];
  return { key: 'ca', value: [{ key: 'configMap', value: reference }] };
}

/** Whether the operator reads it, so that keys are in camel case: in its objects, and in Helm values for one. */
function isOperators({ tls, isInCluster }: Client, { kind, textAt }: Pick<Input, 'kind' | 'textAt'>): boolean {
  return kind === 'scrape-config' || isInCluster === true || (tls !== undefined && textAt(tls.at) === 'tlsConfig');
}

/** The changes that write https, with `more` beside it. */
function schemeChanges(client: Client, input: Input, more: readonly NewEntry[]): readonly (TextChange | undefined)[] {
  const { scheme } = client;
  const { edits } = input;
  const secure = { key: 'scheme', value: 'https' };
  const prober = proberOf(client, input);
  if (prober !== undefined) {
    const own = scheme.isDefault ? [edits.addBeside(prober, [secure])] : writtenAt(client, input);
    return [...own, ...(more.length === 0 ? [] : [edits.addInto(client.block, more)])];
  }
  if (scheme.isDefault) return [addition(client, input, [secure, ...more])];
  return [...writtenAt(client, input), ...(more.length === 0 ? [] : [edits.addBeside(scheme, more)])];
}

/** The address of the prober of a Probe, whose scheme stands in a block of its own. */
function proberOf(client: Client, input: Input): Span | undefined {
  const { address, targets } = client;
  const isOwn = targets.some(({ start, end }) => start === address?.start && end === address.end);
  return isOperators(client, input) && isOwn ? address : undefined;
}

/** The scheme itself, or that of every URL. No more than the word is changed: a URL may hold a password. */
function writtenAt({ scheme, targets }: Client, { kind, edits, textAt }: Input): readonly (TextChange | undefined)[] {
  const isUrl = targets.some(({ start, end }) => start === scheme.start && end === scheme.end);
  const places = isUrl ? targets.filter(({ value }) => !/^https:/i.test(value ?? '')) : [scheme];
  return places.map((at) => {
    const [, quote = '', word = ''] = /^(["']?)(http|tcp)(?=:\/\/|["']?$)/i.exec(textAt(at)) ?? [];
    // JSON has no edits of its own, and an anchor says the same elsewhere.
    const isPlain = kind === 'file-sd' || edits.replaceValue(at, 'https') !== undefined;
    if (word === '' || !isPlain) return undefined;
    const start = at.start + quote.length;
    return { start, end: start + word.length, newText: word === 'HTTP' ? 'HTTPS' : 'https' };
  });
}

/** Writes `entries` into the block of `client`, which says nothing of its scheme. */
function addition(client: Client, input: Input, entries: readonly NewEntry[]): TextChange | undefined {
  const { edits } = input;
  const { role, name, at, block } = client;
  const hasKey = role === 'scrape' || role === 'alertmanager' || /^consul_?sd/i.test(name);
  if (!hasKey || client.targets.some(({ value }) => value?.includes('://'))) return undefined;
  return isOperators(client, input) ? edits.addInto(block, entries) : edits.addBeside(at, entries);
}
