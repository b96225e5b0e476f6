import type { CheckInfo } from '../../findings/check';
import { defineChecks } from '../../findings/check';
import type { Fix } from '../../findings/finding';
import type { Catalogue } from '../../policy/catalogue';
import { replaceFix, spanOf } from '../../schema/report';
import { nearest } from '../../schema/suggest';
import { type Entry, isSet, mapAt } from '../../schema/value';
import type { CheckContext, CheckTable, StructCheck } from '../walk';

/** What the checks need besides the file: every id there is. It never changes. */
export type ConfigContext = Readonly<Record<string, never>>;

export const infos = defineChecks({
  unknownRule: {
    code: 'unknown-rule',
    severity: 'warning',
    source: 'security',
    rules: [],
    tag: 'SILENT',
    summary: 'A rule is named that does not exist.',
  },
  notOptional: {
    code: 'rule-not-optional',
    severity: 'warning',
    source: 'security',
    rules: [],
    tag: 'SILENT',
    summary: 'A check is to be lowered or switched off that tells what makes a program refuse its file.',
  },
  linkWithoutFile: {
    code: 'missing-key',
    severity: 'error',
    source: 'security',
    rules: [],
    tag: 'SILENT',
    summary: 'A link of `.scrapeguard.yaml` names no file of the exporter.',
  },
});

/** The checks of a configuration of ScrapeGuard. */
export function configChecks(catalogue: Catalogue): CheckTable<ConfigContext> {
  const rules: StructCheck<ConfigContext> = (root, _place, context) => {
    for (const entry of mapAt(root, 'rules')?.entries.values() ?? []) checkRule(entry, catalogue, context);
  };
  return { root: [rules], link: [links] };
}

function checkRule(entry: Entry, catalogue: Catalogue, { report }: CheckContext<ConfigContext>): void {
  const { key, keyNode, value } = entry;
  if (!catalogue.isKnown(key)) {
    const meant = nearest(key, catalogue.ids());
    const question = meant === undefined ? 'Mend its name, or remove it.' : `Did you mean \`${meant}\`?`;
    const fixes: Fix[] = meant === undefined ? [] : [replaceFix(`Rename to \`${meant}\``, keyNode, meant)];
    report(infos.unknownRule, keyNode, `There is no rule \`${key}\`, so this changes nothing. ${question}`, { fixes });
  } else if (!catalogue.canBeSilenced(key) && value?.kind === 'scalar' && value.value !== 'error') {
    const text = `\`${key}\` cannot be lowered or switched off: the program refuses such a file, so there is nothing to accept. Remove this line.`;
    report(infos.notOptional, spanOf(value.node), text);
  }
}

const links: StructCheck<ConfigContext> = (link, _place, { report }) => {
  if (isSet(link, 'web_config') || isSet(link, 'exporter')) return;
  const text =
    'This link names no file. Add `web_config` (the web configuration of the exporter) or `exporter` (the file that starts it).';
  report(infos.linkWithoutFile, spanOf(link.node), text);
};

/** Everything that the kind finds beyond the structure. */
export const configInfos: readonly CheckInfo[] = Object.values(infos);
