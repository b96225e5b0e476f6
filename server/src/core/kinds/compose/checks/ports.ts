import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { entryAt, itemsOf } from '../../yamlReading';
import { found, removeEntryFix, type ServiceCheck } from './check';

/** Ports that do not do what they seem to (stunnel-rules.md 6b). */
export const infos = defineChecks({
  ignored: {
    code: 'ports-ignored',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: '`ports` beside `network_mode: host`, which publishes nothing',
  },
  sexagesimal: {
    code: 'sexagesimal-port',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: 'a pair of ports without quotes that YAML 1.1 reads as one number to the base 60',
  },
});

/** What PyYAML takes for a number to the base 60: the last part is below 60, the first does not begin with 0. */
const SEXAGESIMAL = /^[1-9]\d*:[0-5]?\d$/;

/** `ports` that are ignored, and pairs that are read as a number. */
export const checkPorts: ServiceCheck = ({ service, source }) => {
  const entry = entryAt(service.body, 'ports');
  if (entry === undefined) return [];
  const items = itemsOf(entry.value);
  if (service.network?.value === 'host' && items.length > 0) {
    const text =
      'With `network_mode: host` the container has no ports of its own to publish: Docker drops these without a word (docker-compose 1 refuses them). ' +
      'The program listens where its own flags say; remove `ports` or the network mode.';
    return [found(infos.ignored, entry.keyNode, text, removeEntryFix(entry, source))];
  }
  return items.flatMap((item): Finding[] => {
    if (item.type !== 'scalar' || item.style !== 'plain' || item.tag !== undefined) return [];
    if (!SEXAGESIMAL.test(item.value)) return [];
    const at = { start: item.end - item.value.length, end: item.end };
    const [minutes = 0, seconds = 0] = item.value.split(':').map(Number);
    const text = `To a reader of YAML 1.1 (docker-compose 1, podman-compose) this is the number ${minutes * 60 + seconds} to the base 60 and not two ports. Put it in quotes.`;
    return [found(infos.sexagesimal, at, text, [replaceFix('Put it in quotes', at, `"${item.value}"`)])];
  });
};
