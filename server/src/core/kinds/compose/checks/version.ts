import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { entryAt, type PlainNode } from '../../yamlReading';
import { found, removeEntryFix } from './check';

/** The key `version` (stunnel-rules.md 6b). */
export const infos = defineChecks({
  obsolete: {
    code: 'obsolete-compose-version',
    severity: 'hint',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: '`version` says nothing to Compose 2, which warns at every start',
    program: 'the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion',
  },
});

/** The `version` of a compose file. */
export function checkVersion(root: PlainNode, source: string): readonly Finding[] {
  const entry = entryAt(root, 'version');
  if (entry === undefined) return [];
  const fixes = removeEntryFix(entry, source);
  return [found(infos.obsolete, entry.keyNode, 'Compose 2 ignores this key. Remove it.', fixes)];
}
