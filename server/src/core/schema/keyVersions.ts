import type { YamlNode } from '../syntax/yaml/nodes';
import type { Decoding } from './decoding';
import { replaceFix, structural } from './report';
import type { Field, StructShape } from './shape';
import { formatVersion } from './version';

/** Reports a key that the version does not know yet, or no longer. */
export function checkVersion(
  field: Field,
  key: YamlNode,
  shape: StructShape,
  meant: Set<string>,
  context: Decoding,
): void {
  const { version, program } = context;
  if (field.until !== undefined && version >= field.until + 1000) {
    const replacement = typeof field.schema['x-replacement'] === 'string' ? field.schema['x-replacement'] : undefined;
    const note = typeof field.schema['x-removed-note'] === 'string' ? field.schema['x-removed-note'] : '';
    const advice = replacement === undefined ? note || 'Remove it.' : `Use \`${replacement}\` instead.`;
    const message = `\`${field.key}\` is no longer known: ${program} ${formatVersion(field.until)} was the last version that read it. ${advice}`;
    const renames = replacement !== undefined && shape.fields.has(replacement);
    if (renames) meant.add(replacement);
    const fixes = renames ? [replaceFix(`Rename to \`${replacement}\``, key, replacement)] : [];
    context.report(structural('removed-key', key, message, fixes));
  } else if (field.since !== undefined && version < field.since) {
    const message =
      `\`${field.key}\` needs ${program} ${formatVersion(field.since)}, and the files are checked for ` +
      `${formatVersion(version)}. Remove the key, or raise the version in the settings if the server is newer.`;
    context.report(structural('newer-version-needed', key, message));
  }
}
