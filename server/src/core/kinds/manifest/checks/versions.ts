import { defineChecks } from '../../../findings/check';
import type { Json, SchemaNode } from '../../../schema/shape';
import { type Entry, isGiven, type StructValue, type Value } from '../../../schema/value';
import { formatVersion, parseVersion, type Version } from '../../../schema/version';
import { type ObjectCheckContext, refuse } from './context';

export const infos = defineChecks({
  refused: {
    code: 'newer-version-needed',
    severity: 'error',
    source: 'scrape-config',
    rules: [16, 19, 20],
    tag: 'OPER',
    summary: 'A key or value is for a later version of Prometheus, and the operator refuses it.',
    program: 'field %s is only supported for Prometheus version >= %s',
  },
  ignored: {
    code: 'newer-version-ignored',
    severity: 'warning',
    source: 'scrape-config',
    rules: [21],
    tag: 'SILENT',
    summary: 'A key or value is for a later version of Prometheus, and the operator leaves it out without refusing it.',
  },
});

/**
 * Reports what is newer than the version in the structs below `value`: keys with `x-since`, and members of enums with
 * `x-since-values`. Where the schema has words of the operator for it (`x-errors`), the object is dropped; everything
 * else is only left out.
 */
export function checkVersions(value: Value, context: ObjectCheckContext): void {
  if (value.kind === 'list') {
    for (const item of value.items) if (item !== undefined) checkVersions(item, context);
  } else if (value.kind === 'struct') {
    for (const entry of value.entries.values()) checkEntry(value, entry, context);
  }
}

function checkEntry(holder: StructValue, entry: Entry, context: ObjectCheckContext): void {
  const { key, keyNode, field, value } = entry;
  if (value === undefined || !isGiven(holder, key)) return;
  const words = holder.shape.schema['x-errors'];
  const program = textOf(words, `x-since:${key}`);
  // What is off by default needs no version to be off, but where the operator refuses, it does so whatever is written.
  const isOff = value.kind === 'scalar' && value.value === false && field?.schema.default !== true;
  if (field?.since !== undefined && context.version < field.since && !(isOff && program === undefined)) {
    report(`\`${key}\``, keyNode, field.since, program, context);
    return;
  }
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const since = item?.kind === 'scalar' ? sinceOf(item.shape.schema, String(item.value)) : undefined;
    if (item?.kind !== 'scalar' || since === undefined || context.version >= since) continue;
    const program = textOf(words, `x-since-values:${key}`)?.replace('%s', String(item.value));
    report(`\`${item.value}\``, item.node, since, program, context);
  }
  checkVersions(value, context);
}

function report(
  what: string,
  at: Value['node'],
  since: Version,
  program: string | undefined,
  context: ObjectCheckContext,
): void {
  const text = `${what} needs Prometheus ${formatVersion(since)}, and the files are checked for ${formatVersion(context.version)}.`;
  if (program !== undefined) refuse(context, infos.refused, at, text, { program });
  else context.report(infos.ignored, at, `${text} The operator leaves it out and only writes a line into its log.`);
}

function sinceOf(schema: SchemaNode, member: string): Version | undefined {
  const since = textOf(schema['x-since-values'], member);
  return since === undefined ? undefined : parseVersion(since);
}

function textOf(table: Json | undefined, key: string): string | undefined {
  const texts = table as { readonly [key: string]: Json } | undefined;
  const text = texts !== undefined && Object.hasOwn(texts, key) ? texts[key] : undefined;
  return typeof text === 'string' ? text : undefined;
}
