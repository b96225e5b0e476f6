import type { Span } from '../text/span';
import { structural } from './report';
import type { Json, ScalarShape, SchemaNode, Shape } from './shape';
import type { Value } from './value';
import type { ValueContext } from './valueContext';
import { formatVersion, minorOf, parseVersion, type Version } from './version';

/** What replaced a member that the enum no longer has; undefined for one it never had. */
export function removedValue(schema: SchemaNode, text: string): string | undefined {
  const removed = schema['x-removed-values'] as { readonly [key: string]: Json } | undefined;
  const replacement = removed !== undefined && Object.hasOwn(removed, text) ? removed[text] : undefined;
  return typeof replacement === 'string' ? replacement : undefined;
}

/** The members of the enum that `version` knows. */
export function currentValues(shape: ScalarShape, version: Version): readonly string[] {
  return shape.enum.filter((member) => member !== '' && (sinceOfValue(shape, member) ?? 0) <= version);
}

function sinceOfValue(shape: ScalarShape, member: string): Version | undefined {
  const table = shape.schema['x-since-values'] as { readonly [key: string]: Json } | undefined;
  const since = table !== undefined && Object.hasOwn(table, member) ? table[member] : undefined;
  return typeof since === 'string' ? parseVersion(since) : undefined;
}

/** The first version that does not know the removed `member` any more; 0 where it is none. */
export function endOfValue(shape: ScalarShape, member: string): Version {
  const table = shape.schema['x-until-values'] as { readonly [key: string]: Json } | undefined;
  const until = table !== undefined && Object.hasOwn(table, member) ? table[member] : undefined;
  const version = typeof until === 'string' ? parseVersion(until) : undefined;
  return version === undefined ? 0 : minorOf(version) + 1000;
}

/** Reports enum members that the version does not know yet, anywhere below `value`. */
export function checkValueVersions(value: Value, context: ValueContext): void {
  if (value.kind === 'scalar') {
    const text = String(value.value);
    const member = value.shape.caseInsensitive
      ? value.shape.enum.find((known) => known.toLowerCase() === text.toLowerCase())
      : text;
    const since = member === undefined ? undefined : sinceOfValue(value.shape, member);
    if (since !== undefined && context.version < since) reportNewer(value.node, text, since, context);
  } else if (value.kind === 'list') {
    for (const item of value.items) if (item !== undefined) checkValueVersions(item, context);
  } else if (value.kind === 'struct' || value.kind === 'map') {
    for (const entry of value.entries.values()) if (entry.value !== undefined) checkValueVersions(entry.value, context);
  }
}

function reportNewer(span: Span, text: string, since: Version, context: ValueContext): void {
  const message =
    `\`${text}\` needs ${context.program} ${formatVersion(since)}, and the files are checked for ` +
    `${formatVersion(context.version)}. Use another value, or raise the version in the settings if the server is newer.`;
  context.report(structural('newer-version-needed', span, message));
}

/** What `shape` allows where it is a scalar: for completion and hover. */
export function valuesOf(shape: Shape, version: Version): readonly string[] {
  if (shape.kind !== 'scalar') return [];
  return shape.type === 'boolean' ? ['true', 'false'] : currentValues(shape, version);
}
