import { NO_NOUNS } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { type HttpClientReader, httpClientReader } from '../httpClient';
import type { ReaderKind } from '../reader';
import { outlineItem } from '../readerOutline';
import { entriesOf, entryAt, nodeAt, readYaml } from '../yamlReading';
import { moduleNouns } from './modules';

/** Builds the kind `blackbox`: the modules of the blackbox exporter. */
export function blackboxKind(): ReaderKind {
  // The exporter opens files where it runs, not beside its configuration.
  const readHttp = httpClientReader('process');
  return {
    id: 'blackbox',
    checks: [],
    secretKeys: ['password', 'credentials', 'bearer_token', 'client_secret', 'send', 'Authorization'],
    read: (text) => read(text, readHttp),
    outline,
  };
}

function read(text: string, readHttp: HttpClientReader) {
  const { roots, findings, isBroken } = readYaml(text);
  if (isBroken) return { findings, nouns: NO_NOUNS };
  // The exporter reads the first document.
  const modules = entriesOf(nodeAt(roots[0], 'modules'));
  return { findings, nouns: joinNouns(modules.map((module) => moduleNouns(module, text, readHttp))) };
}

function outline(text: string) {
  const modules = entryAt(readYaml(text).roots[0], 'modules');
  if (modules === undefined) return [];
  return [
    outlineItem(
      modules,
      'section',
      entriesOf(modules.value).map((entry) => outlineItem(entry, 'item')),
    ),
  ];
}
