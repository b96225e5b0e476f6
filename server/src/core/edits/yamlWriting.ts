import { resolveScalar } from '../syntax/yaml/resolve';
import type { ScalarStyle } from '../syntax/yaml/tokens';
import type { NewBlock, NewEntry, NewText } from './edits';

/** Plain scalars that mean what they say in YAML 1.1 and 1.2, in and outside of brackets. */
const PLAIN = /^[A-Za-z0-9_./\\(+-][A-Za-z0-9_./\\()+@:$=*~^%-]*( [A-Za-z0-9_./\\()+@:$=*~^%-]+)*$/;

/** Text that YAML 1.1 takes for a number to the base of 60, such as a pair of low ports. */
const SEXAGESIMAL = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?$/;

/** `value` as a scalar that reads as this text: plain where that is safe. A number or boolean stays one. */
export function scalarText(value: string): string {
  const isPlain = PLAIN.test(value) && !/: |:$|^- |^-$/.test(value) && !SEXAGESIMAL.test(value);
  return isPlain ? value : quotedLike('single', value);
}

/** `text` as a scalar that is a text for every reader, also where it looks like a number, a boolean or null. */
export function textScalar({ text }: NewText): string {
  const isText = resolveScalar({ type: 'scalar', style: 'plain', value: text, start: 0, end: 0 }).type === 'string';
  return isText ? scalarText(text) : quotedLike('single', text);
}

/** `value` in the quotes of `style`; a plain scalar gets quotes where it needs them. */
export function quotedLike(style: ScalarStyle, value: string): string {
  if (style === 'double') return `"${value.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`;
  if (style === 'single') return `'${value.replaceAll("'", "''")}'`;
  return scalarText(value);
}

/** `entries` as lines of a block, indented against each other by `step`. */
export function blockLines(entries: readonly NewEntry[], step: number): readonly string[] {
  return entries.flatMap(({ key, value }) => {
    if (typeof value === 'string') return [`${textScalar({ text: key })}: ${scalarText(value)}`];
    if ('text' in value) return [`${textScalar({ text: key })}: ${textScalar(value)}`];
    if (value.length === 0) return [`${textScalar({ text: key })}: []`];
    if (isTexts(value)) return [`${textScalar({ text: key })}: ${listText(value)}`];
    const lines = isBlocks(value) ? value.flatMap((item) => itemLines(item, step)) : blockLines(value, step);
    return [`${textScalar({ text: key })}:`, ...lines.map((line) => ' '.repeat(step) + line)];
  });
}

/** `item` as the lines of an item of a list: the dash stands where the list is indented to. */
export function itemLines(item: NewBlock, step: number): readonly string[] {
  return blockLines(item, step).map((line, index) => (index === 0 ? '- ' : '  ') + line);
}

/** `entry` as it stands in a mapping in braces. */
export function flowText({ key, value }: NewEntry): string {
  if (typeof value === 'string') return `${textScalar({ text: key })}: ${scalarText(value)}`;
  if ('text' in value) return `${textScalar({ text: key })}: ${textScalar(value)}`;
  if (value.length === 0) return `${textScalar({ text: key })}: []`;
  if (isTexts(value)) return `${textScalar({ text: key })}: ${listText(value)}`;
  if (isBlocks(value)) return `${textScalar({ text: key })}: [${value.map(flowBlock).join(', ')}]`;
  return `${textScalar({ text: key })}: ${flowBlock(value)}`;
}

/** `block` as a mapping in braces. */
export function flowBlock(block: NewBlock): string {
  return `{ ${block.map(flowText).join(', ')} }`;
}

function listText(items: readonly string[]): string {
  return `[${items.map(scalarText).join(', ')}]`;
}

function isTexts(value: Exclude<NewEntry['value'], string | NewText>): value is readonly string[] {
  return typeof value[0] === 'string';
}

function isBlocks(value: readonly NewEntry[] | readonly NewBlock[]): value is readonly NewBlock[] {
  return Array.isArray(value[0]);
}
