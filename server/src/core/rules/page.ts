import type { Severity } from '../findings/finding';
import type { KindId } from '../kinds/kindId';
import { type CodeBlock, codeBlock } from './exampleBlock';
import type { Rule } from './rule';

/** A stretch of a page: Markdown of one paragraph or list, or a text as it stands in a file. */
export type PageBlock = { readonly text: string } | CodeBlock;

/** A heading with what stands below it. */
export interface PageSection {
  readonly heading: string;
  readonly blocks: readonly PageBlock[];
}

/** All that is said of a rule: its page in docs/rules, what `scrapeguard explain` prints, the help of SARIF. */
export interface RulePage {
  readonly id: string;
  /** How grave it is, of which part of the catalogue, and where it is looked for. */
  readonly facts: string;
  readonly summary: string;
  readonly sections: readonly PageSection[];
}

/** What the kinds of files are called in a sentence. */
export const KIND_NAMES: Readonly<Record<KindId, string>> = {
  prometheus: '`prometheus.yml`',
  'web-config': 'web configurations',
  'scrape-config': 'Kubernetes manifests',
  stunnel: '`stunnel.conf`',
  rules: 'rule files',
  'file-sd': 'target files',
  'helm-values': 'Helm values',
  systemd: 'systemd units',
  compose: 'compose files',
  firewall: 'firewall scripts',
  nginx: 'nginx sites',
  blackbox: '`blackbox.yml`',
  alertmanager: '`alertmanager.yml`',
  'otel-collector': 'configurations of the OpenTelemetry Collector',
  scrapeguard: '`.scrapeguard.yaml`',
};

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  hint: 'Hint',
};

/** A severity as a page says it. */
export function severityName(severity: Severity): string {
  return SEVERITY_NAMES[severity];
}

/**
 * Everything there is to say of `rule`, from its file.
 * @param enforced whether the program that reads the file refuses it too, so that nobody can switch it off
 */
export function rulePage(rule: Rule, enforced: boolean): RulePage {
  const { id, severity, category, kinds, summary, why, advice, sources } = rule;
  return {
    id,
    facts: [
      `**${severityName(severity)}**`,
      category,
      kinds.map((kind) => KIND_NAMES[kind]).join(', '),
      ...(rule.level === 'all' ? ['only in the level `all`'] : []),
    ].join(' · '),
    summary: `${summary}.`,
    sections: [
      { heading: 'Why', blocks: [{ text: why }] },
      { heading: 'What to do', blocks: [{ text: advice }] },
      ...exampleSections(rule),
      { heading: 'How to switch it off', blocks: enforced ? [{ text: ENFORCED }] : switchOff(id) },
      { heading: 'Sources', blocks: [{ text: sources.map((source) => `- <${source}>`).join('\n') }] },
    ],
  };
}

/** For each kind a bad example, what its fix makes of it, and a good one. */
function exampleSections({ kinds, examples, good }: Rule): readonly PageSection[] {
  return kinds.flatMap((kind) => {
    const bad = examples.find((one) => one.kind === kind);
    const right = good.find((one) => one.kind === kind);
    const blocks = [
      ...(bad === undefined ? [] : [{ text: 'Bad:' }, codeBlock(kind, bad.bad, bad.path)]),
      ...(bad?.fixed === undefined ? [] : [{ text: 'After the fix:' }, codeBlock(kind, bad.fixed, bad.path)]),
      ...(right === undefined ? [] : [{ text: 'Good:' }, codeBlock(kind, right.text, right.path)]),
    ];
    return blocks.length === 0 ? [] : [{ heading: `In ${KIND_NAMES[kind]}`, blocks }];
  });
}

const COMMENT =
  'Where the risk is accepted, a comment on the line above says why; in YAML, scripts and nginx sites it may also stand at the end of the line:';
const ENFORCED = 'Not at all: the program that reads the file refuses it, so there is no risk to accept.';

function switchOff(id: string): readonly PageBlock[] {
  return [
    { text: COMMENT },
    { language: 'yaml', code: `# scrapeguard-ignore ${id}: the reason\n` },
    { text: 'For all files of a project, in `.scrapeguard.yaml` at its root (or another severity instead of `off`):' },
    { language: 'yaml', code: `rules:\n  ${id}: off\n` },
    { text: 'For yourself, in the settings of VS Code:' },
    { language: 'json', code: `"scrapeguard.rules": { "${id}": "off" }\n` },
  ];
}

/** `page` as Markdown. `more` are sections that stand in front of the sources. */
export function pageMarkdown(page: RulePage, more: readonly string[] = []): string {
  const sections = page.sections.map(sectionMarkdown);
  const [last = ''] = sections.slice(-1);
  return [`# ${page.id}`, page.facts, page.summary, ...sections.slice(0, -1), ...more, last].join('\n\n').concat('\n');
}

function sectionMarkdown({ heading, blocks }: PageSection): string {
  return [`## ${heading}`, ...blocks.map(blockMarkdown)].join('\n\n');
}

function blockMarkdown(block: PageBlock): string {
  if ('text' in block) return block.text;
  const title = block.title === undefined ? '' : `\`${block.title}\`\n\n`;
  return `${title}\`\`\`${block.language}\n${block.code.replace(/\n*$/, '\n')}\`\`\``;
}

/** The row of `rule` in the table of all rules. */
export function ruleRow({ id, severity, kinds, summary }: Rule): string {
  const cells = [
    `[${id}](${id}.md)`,
    severityName(severity),
    kinds.map((kind) => KIND_NAMES[kind]).join(', '),
    summary,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
