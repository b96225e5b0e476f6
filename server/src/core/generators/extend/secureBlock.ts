import type { Edits, NewEntry } from '../../edits/edits';
import { isAbsent, type MappingNode, pairOf } from '../../syntax/yaml/nodes';
import type { TextChange } from '../../text/edit';
import { textOf } from './extension';
import { says } from './jobs';

/**
 * The changes that make the job `block` say `security` (of `jobSecurity`, or of the scrape of Prometheus by itself):
 * keys that are there get the value, the others are written below its name. What shuts the eyes to a certificate goes.
 * Undefined among them where the text does not allow it.
 */
export function secureBlock(
  edits: Edits,
  block: MappingNode,
  security: readonly NewEntry[],
): readonly (TextChange | undefined)[] {
  const name = pairOf(block, 'job_name');
  const missing = security.filter(({ key }) => pairOf(block, key) === undefined);
  const changes = security.flatMap((entry) => (missing.includes(entry) ? [] : changesOf(edits, block, entry)));
  if (missing.length === 0) return changes;
  return [...changes, name === undefined ? edits.addInto(block, missing) : edits.addBeside(name.key, missing)];
}

/** The changes of an entry that is there. */
function changesOf(edits: Edits, block: MappingNode, entry: NewEntry): readonly (TextChange | undefined)[] {
  const pair = pairOf(block, entry.key);
  if (pair === undefined) return [];
  const { key, value } = pair;
  const isBlind = entry.key === 'tls_config' && textOf(pairOf(value, 'insecure_skip_verify')?.value) === 'true';
  if (says(block, [entry]) && !isBlind && !hasClearPassword(entry, value)) return [];
  if (typeof entry.value === 'string' && value.type === 'scalar' && !isAbsent(value)) {
    return [edits.replaceValue(value, entry.value)];
  }
  // A login may say its password in two ways of which only one is allowed: it is written anew.
  if (value.type !== 'mapping' || entry.key === 'basic_auth') return [edits.replaceEntry(key, [entry])];
  return intoMapping(edits, value, entry);
}

function hasClearPassword({ key }: NewEntry, value: Parameters<typeof pairOf>[0]): boolean {
  return key === 'basic_auth' && ['password', 'username_file'].some((name) => pairOf(value, name) !== undefined);
}

/** The changes that make the mapping of `tls_config` say what `entry` says, beside what it says already. */
function intoMapping(edits: Edits, mapping: MappingNode, { value }: NewEntry): readonly (TextChange | undefined)[] {
  if (typeof value === 'string' || 'text' in value) return [undefined];
  const inner = value.filter((item): item is NewEntry => typeof item === 'object' && 'key' in item);
  const missing = inner.filter(({ key }) => pairOf(mapping, key) === undefined);
  const changed = inner.filter((item) => !missing.includes(item) && !says(mapping, [item]));
  const blind = pairOf(mapping, 'insecure_skip_verify');
  const replaced = changed.map(({ key, value: text }) => {
    const node = pairOf(mapping, key)?.value;
    return typeof text === 'string' && node?.type === 'scalar' ? edits.replaceValue(node, text) : undefined;
  });
  if (blind !== undefined) {
    const place = missing.length === 0 ? edits.removeEntry(blind.key) : edits.replaceEntry(blind.key, missing);
    return [...replaced, place];
  }
  return missing.length === 0 ? replaced : [...replaced, edits.addInto(mapping, missing)];
}
