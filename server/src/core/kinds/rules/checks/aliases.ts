import { defineChecks } from '../../../findings/check';
import type { StructValue } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import type { AliasNode } from '../../../syntax/yaml/nodes';
import type { RulesCheck } from '../context';

export const infos = defineChecks({
  aliasAsText: {
    code: 'alias-taken-as-text',
    severity: 'error',
    source: 'prometheus',
    rules: [188],
    tag: 'SILENT',
    summary: 'Up to Prometheus 3.2, an alias as `expr`, `record` or `alert` is read as the name of its anchor.',
  },
});

/** Since-behaviour 49. */
const ALIASES_SINCE = release('3.3');
const KEYS = ['record', 'alert', 'expr'];

/** The alias under `key`, where `version` reads the name of its anchor instead of what it stands for. */
export function aliasAt({ node }: StructValue, key: string, version: Version): AliasNode | undefined {
  if (version >= ALIASES_SINCE) return undefined;
  const pair = node.pairs.find((candidate) => candidate.key.type === 'scalar' && candidate.key.value === key);
  return pair?.value.type === 'alias' ? pair.value : undefined;
}

const aliases: RulesCheck = (rule, _place, { report, version }) => {
  for (const key of KEYS) {
    const alias = aliasAt(rule, key, version);
    if (alias === undefined) continue;
    const text = `Up to Prometheus 3.2 this is the text \`${alias.name}\`, not what the anchor stands for. Write the value out.`;
    report(infos.aliasAsText, alias, text);
  }
};

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule: [aliases],
};
