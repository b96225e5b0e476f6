import type { StructValue } from '../../../schema/value';

/**
 * The text under `key` that the API server lets pass; undefined where there is none, or one that was reported with the
 * pattern of its field.
 */
export function acceptedText(value: StructValue, key: string): string | undefined {
  const found = value.entries.get(key)?.value;
  if (found?.kind !== 'scalar') return undefined;
  const { pattern } = found.shape.schema;
  const text = String(found.value);
  return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text) ? text : undefined;
}
