import { type Client, NO_NOUNS, type Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { type HttpClientReader, httpClientReader } from '../httpClient';
import { namedBeside } from '../namedFiles';
import type { ReaderKind } from '../reader';
import { outlineItem } from '../readerOutline';
import { blockOf, type Entry, entriesOf, entryAt, itemsOf, nodeAt, readYaml, textOf } from '../yamlReading';
import { filesUnder, receiverNouns, secretsUnder } from './receivers';
import { GLOBAL_SECRETS, SECRET_KEYS } from './secretKeys';

/** Builds the kind `alertmanager`: the configuration of Alertmanager, for what it sends and with which secrets. */
export function alertmanagerKind(): ReaderKind {
  const readHttp = httpClientReader('config');
  return {
    id: 'alertmanager',
    checks: [],
    secretKeys: SECRET_KEYS,
    read: (text) => read(text, readHttp),
    outline,
  };
}

function read(text: string, readHttp: HttpClientReader) {
  const { roots, findings, isBroken } = readYaml(text);
  if (isBroken) return { findings, nouns: NO_NOUNS };
  // Alertmanager reads the first document.
  const [root] = roots;
  const global = entryAt(root, 'global');
  const context = { source: text, global: global?.value, readHttp };
  const receivers = itemsOf(nodeAt(root, 'receivers')).flatMap((receiver) => receiverNouns(receiver, context));
  const globals = global === undefined ? [] : [globalNouns(global, text, readHttp)];
  const nouns = joinNouns([...globals, ...receivers]);
  return { findings, nouns, needs: { patterns: namedBeside(nouns.files) } };
}

/** What counts for all receivers that say nothing else: `http_config` and the secrets. */
function globalNouns({ value }: Entry, source: string, readHttp: HttpClientReader): Nouns {
  const http = entryAt(value, 'http_config');
  const parts = readHttp(http?.value, 'global');
  const mail = readHttp(value, 'global', { smtp_tls_config: 'tls_config' });
  const clients: Client[] =
    http === undefined
      ? []
      : [{ ...sharedClient(http), ...(parts.tls && { tls: parts.tls }), credentials: parts.credentials }];
  const mailEntry = entryAt(value, 'smtp_tls_config');
  if (mailEntry !== undefined && mail.tls !== undefined) clients.push({ ...sharedClient(mailEntry), tls: mail.tls });
  return {
    ...NO_NOUNS,
    clients: [...clients, ...parts.tokenClients],
    secrets: [...secretsUnder(value, GLOBAL_SECRETS, source), ...parts.secrets, ...mail.secrets],
    files: [...filesUnder(value, GLOBAL_SECRETS, source), ...parts.files, ...mail.files],
  };
}

/** A client for all receivers: nobody knows here whom it calls. */
function sharedClient(entry: Entry): Client {
  const { start, end } = entry.keyNode;
  return {
    role: 'notification',
    name: entry.key,
    at: { start, end },
    block: blockOf(entry),
    scheme: { value: undefined, start, end },
    targets: [],
    discovers: true,
    isProbe: false,
    credentials: [],
    limits: [],
  };
}

function outline(text: string) {
  const [root] = readYaml(text).roots;
  return entriesOf(root).map((entry) => {
    const items = entry.key === 'receivers' ? itemsOf(entry.value) : [];
    const receivers = items.flatMap((item) => {
      const name = entryAt(item, 'name');
      if (name === undefined) return [];
      const named = { ...name, value: item };
      return [
        { ...outlineItem(named, 'item', [], textOf(name.value) ?? ''), range: { start: item.start, end: item.end } },
      ];
    });
    return outlineItem(entry, 'section', receivers);
  });
}
