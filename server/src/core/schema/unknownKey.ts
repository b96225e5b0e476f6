import type { Fix } from '../findings/finding';
import { isAbsent, type Pair, resolveAlias } from '../syntax/yaml/nodes';
import type { Decoding } from './decoding';
import { replaceFix, structural } from './report';
import type { Json, Shape, StructShape } from './shape';
import { nearest, placeBelow } from './suggest';

/**
 * Reports `key`, which `shape` does not have, with what was probably meant. Returns the name of that sibling, which
 * then is not missing.
 */
export function reportUnknownKey(pair: Pair, key: string, shape: StructShape, context: Decoding): string | undefined {
  const glued = gluedKey(key, shape);
  if (glued === undefined) return reportUnknown(pair, key, shape, context);
  const at = pair.key.start + glued.length + 1;
  const fixes: Fix[] = [{ title: 'Insert a blank', preferred: true, changes: [{ start: at, end: at, newText: ' ' }] }];
  const message = `a blank is missing behind the \`:\`. Write \`${glued}: …\`.`;
  context.report(structural('unknown-key', pair.key, message, fixes));
  return glued;
}

/** The key in `password:x`, where the blank behind the colon was forgotten. */
function gluedKey(key: string, shape: StructShape): string | undefined {
  const word = /^([A-Za-z_]\w*):\S/.exec(key)?.[1];
  return word !== undefined && shape.fields.has(word) ? word : undefined;
}

/**
 * The key of `pair` for a message. What stands behind a blank or a colon may be a value, and that a password: it is not
 * shown; nor is a word without a value among the keys of credentials.
 */
function shownKey({ value }: Pair, key: string, { fields }: StructShape): string {
  const isLone = isAbsent(value) && [...fields.values()].some(({ schema }) => schema['x-secret'] === true);
  if (isLone) return 'this';
  const word = /^[^\s:]*/.exec(key)?.[0] ?? '';
  return word === key ? `\`${key}\`` : `\`${word} …\``;
}

function reportUnknown(pair: Pair, key: string, shape: StructShape, context: Decoding): string | undefined {
  const effect =
    context.reading === 'json' ? 'drops unknown keys where it does not refuse them' : 'refuses unknown keys';
  const refused = `${shownKey(pair, key, shape)} is no key of ${nameOf(shape)}, and ${context.program} ${effect}.`;
  const says = wordsFor(key, shape, context);
  const candidates = [...shape.fields.values()].filter((field) => isCurrent(field, context) && fits(pair, field.shape));
  const keys = candidates.map((field) => field.key);
  const meant = otherName(key, shape, keys) ?? nearest(key, keys);
  if (meant !== undefined) {
    const fixes = [replaceFix(`Rename to \`${meant}\``, pair.key, meant)];
    context.report(structural('unknown-key', pair.key, `${refused} Did you mean \`${meant}\`?${says}`, fixes));
    return meant;
  }
  context.report(structural('unknown-key', pair.key, `${refused} ${placeHint(key, shape, context)}${says}`));
  return undefined;
}

/** The key of `shape` that another program, or another object, calls `key` (`x-other-names`). */
function otherName(key: string, { schema }: StructShape, keys: readonly string[]): string | undefined {
  const names = schema['x-other-names'] as { readonly [key: string]: Json } | undefined;
  const name = names !== undefined && Object.hasOwn(names, key) ? names[key] : undefined;
  return typeof name === 'string' && keys.includes(name) ? name : undefined;
}

/** The program's own words for an unknown key, where the definition has some. */
function wordsFor(key: string, shape: StructShape, context: Decoding): string {
  const words = (shape.schema['x-errors'] as { readonly additionalProperties?: Json } | undefined)
    ?.additionalProperties;
  return typeof words === 'string' ? ` ${context.program} says: ${words.replace('%q', JSON.stringify(key))}.` : '';
}

function isCurrent(field: { readonly until?: number; readonly since?: number }, { version }: Decoding): boolean {
  return (field.until === undefined || version < field.until + 1000) && (field.since ?? 0) <= version;
}

/** Whether the value could be of `shape`: a list is not suggested for a mapping. */
function fits(pair: Pair, shape: Shape): boolean {
  const value = resolveAlias(pair.value);
  if (value === undefined || value.type === 'scalar') return true;
  if (value.type === 'sequence') return shape.kind === 'list' || shape.kind === 'any';
  return shape.kind === 'struct' || shape.kind === 'map' || shape.kind === 'any';
}

/** Where the key belongs, if it is known elsewhere: below this mapping, in one around it, or nowhere. */
function placeHint(key: string, shape: StructShape, context: Decoding): string {
  const below = placeBelow(shape, key);
  if (below !== undefined) return `It belongs one level deeper: \`${below}\`.`;
  for (const outer of [...context.around].reverse()) {
    if (outer === shape) continue;
    if (outer.fields.has(key)) return `It belongs to ${nameOf(outer)}: move it out of this mapping.`;
    const beside = placeBelow(outer, key);
    if (beside !== undefined) return `It belongs into \`${beside}\`.`;
  }
  return 'Remove it, or mend its name.';
}

/** How messages speak of a mapping: `scrape_config` is “a scrape config”. */
export function nameOf(shape: Shape): string {
  const title = shape.schema['x-title'];
  if (typeof title === 'string') return title;
  if (shape.name === '') return 'this file';
  return `\`${shape.name}\``;
}
