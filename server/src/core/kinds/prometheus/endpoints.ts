import { type StructValue, textAt, type Value } from '../../schema/value';
import { valueSpan } from '../walk';
import type { EndpointFact } from './facts';

/** The fact of an entry of remote_write or remote_read; twins have the same fingerprint. */
export function endpointFact(section: EndpointFact['section'], value: StructValue): EndpointFact {
  const { start, end } = value.entries.has('name') ? valueSpan(value, 'name') : valueSpan(value, 'url');
  return {
    section,
    name: textAt(value, 'name') ?? '',
    url: textAt(value, 'url') ?? '',
    fingerprint: hash(JSON.stringify(comparable(value))),
    start,
    end,
  };
}

/**
 * What Prometheus compares: the entry as it would be written again, where every secret reads `<secret>` (spec rules
 * 148 and 160). So two entries that differ in nothing but a password are twins.
 */
function comparable(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.shape.secret && value.value !== '' ? '<secret>' : withoutPassword(value.value);
    case 'list':
      return value.items.map((item) => item && comparable(item));
    case 'struct':
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, entry.value && comparable(entry.value)] as const);
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    default:
      return null;
  }
}

function withoutPassword(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' ? value.replace(/^([a-z]+:\/\/[^/:@]*):[^/@]*@/i, '$1:xxxxx@') : value;
}

/** FNV-1a, so that no secret of the entry is kept in a fact. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return `${text.length}:${(state >>> 0).toString(16)}`;
}
