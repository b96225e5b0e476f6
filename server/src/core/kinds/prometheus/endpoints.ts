import { toPlain } from '../../schema/plain';
import { type StructValue, textAt } from '../../schema/value';
import { valueSpan } from '../walk';
import type { EndpointFact } from './facts';

/** The fact of an entry of remote_write or remote_read; twins have the same fingerprint. */
export function endpointFact(section: EndpointFact['section'], value: StructValue): EndpointFact {
  const { start, end } = value.entries.has('name') ? valueSpan(value, 'name') : valueSpan(value, 'url');
  return {
    section,
    name: textAt(value, 'name') ?? '',
    url: textAt(value, 'url') ?? '',
    fingerprint: hash(JSON.stringify(toPlain(value), sortedKeys)),
    start,
    end,
  };
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** FNV-1a, so that no secret of the entry is kept in a fact. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return `${text.length}:${(state >>> 0).toString(16)}`;
}
