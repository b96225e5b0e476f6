import type { FileContent, FileRef, Said } from '../model/nouns';
import { said } from '../model/secretForm';
import { spanOf } from '../schema/report';
import type { ScalarValue, StructValue } from '../schema/value';
import type { Span } from '../text/span';
import { keySpan } from './walk';

/** `span` and nothing else of what it may be part of, such as a node. */
export function placeOf({ start, end }: Span): Span {
  return { start, end };
}

/** What the file says of `key` as text; absent where it says nothing, unknown where that cannot be read. */
export function saidTextAt(value: StructValue, key: string): Said<string> | undefined {
  const entry = value.entries.get(key);
  if (entry?.value?.kind === 'scalar') return said(String(entry.value.value), entry.value.node);
  if (entry?.value?.kind === 'null') return undefined;
  return isMeant(value, key) ? { value: undefined, ...placeOf(keySpan(value, key)) } : undefined;
}

/** What the file says of the switch `key`; a null is Go's zero value, so off. */
export function saidSwitchAt(value: StructValue, key: string): Said<boolean> | undefined {
  const found = value.entries.get(key)?.value;
  if (found?.kind === 'scalar') return { value: found.value === true, ...placeOf(found.node) };
  if (found?.kind === 'null') return { value: false, ...placeOf(keySpan(value, key)) };
  return isMeant(value, key) ? { value: undefined, ...placeOf(keySpan(value, key)) } : undefined;
}

/** Whether `key` is there with something that cannot be read, or is what a misspelled key was probably meant to be. */
function isMeant(value: StructValue, key: string): boolean {
  return value.meant.has(key) || (value.entries.has(key) && value.entries.get(key)?.value === undefined);
}

/** The file that `key` names; absent where it names none. Its content and base are those of the schema. */
export function fileRefAt(value: StructValue, key: string): FileRef | undefined {
  const found = value.entries.get(key)?.value;
  // Azure's files are relative to where the process runs (prometheus-rules.md 1).
  const ofProcess = value.shape.name === 'azure_sd_config';
  return found?.kind === 'scalar' ? fileRefOf(found, ofProcess) : undefined;
}

/** The file that `value` names, where its schema says that it names one; an empty text names none. */
export function fileRefOf({ value, shape, node }: ScalarValue, ofProcess = false): FileRef | undefined {
  const holds = shape.schema['x-file'];
  const path = String(value);
  if (typeof holds !== 'string' || path === '') return undefined;
  const isProcess = ofProcess || shape.schema['x-file-base'] === 'process';
  const base = isProcess ? 'process' : 'config';
  return { path: said(path, node).value, holds: contentOf(holds), base, ...placeOf(node) };
}

/** The annotation `x-file` as the nouns have it: what lets somebody in is a secret, what nobody reads is `other`. */
function contentOf(annotation: string): FileContent {
  if (annotation === 'credentials' || annotation === 'header' || annotation === 'kubeconfig') return 'secret';
  return annotation === 'log' ? 'other' : (annotation as FileContent);
}

/** Where a finding about what `value` lacks stands: its first key. */
export function headOf(value: StructValue): Span {
  return placeOf(spanOf(value.node));
}
