import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import { isSet, listAt, type StructValue, structsAt } from '../../schema/value';
import { type CheckedText, checkText } from '../checkText';
import { fileSdKind } from '../fileSd/kind';
import type { NeighbourFile, PlacedFacts, Surroundings } from '../kind';
import { rulesKind } from '../rules/kind';
import { placeOf } from '../saidAt';
import { collect } from '../topLevel';
import { toFinding } from '../walk';
import type { LinkFact, PrometheusFacts } from './facts';

export const infos = defineChecks({
  ruleFile: {
    code: 'rule-file-invalid',
    severity: 'error',
    source: 'prometheus',
    rules: [27, 192],
    tag: 'APPLY',
    summary: 'A file of `rule_files` has an error, so Prometheus does not start.',
    program: 'error loading rules, previous rule set restored',
  },
  targetFile: {
    code: 'target-file-invalid',
    severity: 'warning',
    source: 'prometheus',
    rules: [95],
    tag: 'PROMTOOL',
    summary: 'A file of `file_sd_configs` has an error: Prometheus goes on with the targets it had.',
    program: 'checking SD file %q: %w',
  },
  noHost: {
    code: 'target-is-no-host',
    severity: 'warning',
    source: 'prometheus',
    rules: [43, 95],
    tag: 'PROMTOOL',
    summary: 'A target in a file of `file_sd_configs` has a slash, and no relabeling can change it.',
    program: '%q is not a valid hostname',
  },
});

/** Paths relative to the config, without anything that another program would fill in. Patterns are fine. */
function isRelative(name: string): boolean {
  return name !== '' && !/^([/\\~]|[A-Za-z]:)|[{}<>$%@]|\n/.test(name);
}

/** The rule files that an item of `rule_files` names. */
export function ruleFileLink(name: string, at: { readonly start: number; readonly end: number }): readonly LinkFact[] {
  return isRelative(name) ? [{ name, ...placeOf(at), kind: 'rules', relabels: false }] : [];
}

/** The target files that a job names. */
export function targetFileLinks(job: StructValue): readonly LinkFact[] {
  const relabels = isSet(job, 'relabel_configs') || job.meant.has('relabel_configs');
  return structsAt(job, 'file_sd_configs').flatMap((discovery) =>
    listAt(discovery, 'files').flatMap((item) => {
      const name = item?.kind === 'scalar' ? String(item.value) : '';
      return item !== undefined && isRelative(name)
        ? [{ name, ...placeOf(item.node), kind: 'file-sd', relabels } as const]
        : [];
    }),
  );
}

/** Checks a file that a prometheus.yml names, and remembers what it found. */
export type LinkedCheck = (kind: LinkFact['kind'], file: NeighbourFile, surroundings: Surroundings) => CheckedText;

/** How many linked files are remembered. */
const KEPT_FILES = 500;

/** Builds the check of linked files: an edit of the prometheus.yml does not check all of them again. */
export function linkedCheck(): LinkedCheck {
  const rules = rulesKind();
  const targets = fileSdKind();
  const known = new Map<string, CheckedText>();
  return (kind, { path, text = '' }, surroundings) => {
    const key = JSON.stringify([kind, path, surroundings.targets.prometheus, text]);
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const inner: Surroundings = { targets: surroundings.targets, path };
    const checked = kind === 'rules' ? checkText(rules, text, inner) : checkText(targets, text, inner);
    if (known.size >= KEPT_FILES) known.clear();
    known.set(key, checked);
    return checked;
  };
}

/**
 * Judges the files of `rule_files` and `file_sd_configs` at the patterns that name them (spec rules 95 and 192). Silent
 * where nobody can read files, and on files that are templates.
 */
export function checkLinkedFiles(
  parts: readonly PlacedFacts<PrometheusFacts>[],
  surroundings: Surroundings,
  program: string,
  check: LinkedCheck,
): Finding[] {
  const findings: Finding[] = [];
  for (const link of collect(parts, ({ links }) => links)) {
    for (const file of surroundings.neighbours?.get(link.name) ?? []) {
      if (file.text === undefined) continue;
      const found = judge(link, file, check(link.kind, file, surroundings), program);
      if (found !== undefined) findings.push(found);
    }
  }
  return findings;
}

function judge(link: LinkFact, file: NeighbourFile, checked: CheckedText, program: string): Finding | undefined {
  const { findings } = checked;
  if (findings.some(({ code }) => code === 'template')) return undefined;
  const error = findings.find(({ severity, category }) => severity === 'error' && category !== 'security');
  if (error === undefined)
    return link.kind === 'file-sd' && !link.relabels ? noHost(link, file, checked, program) : undefined;
  const line = (file.text ?? '').slice(0, error.start).split('\n').length;
  const where = `Line ${line}: ${error.message} Mend that file.`;
  return link.kind === 'rules'
    ? toFinding(
        infos.ruleFile,
        placeOf(link),
        `\`${file.path}\` does not load, so Prometheus does not start. ${where}`,
        {},
        program,
      )
    : toFinding(
        infos.targetFile,
        placeOf(link),
        `Prometheus cannot read \`${file.path}\`: it keeps the targets it has, and at its start it has none. ${where}`,
        { program: `checking SD file ${JSON.stringify(file.path)}` },
        program,
      );
}

/** A target with a slash, where no relabeling makes something else of it (spec rule 43). */
function noHost(link: LinkFact, { path }: NeighbourFile, { nouns }: CheckedText, program: string): Finding | undefined {
  const targets = nouns().clients.flatMap((client) => client.targets.flatMap(({ value }) => value ?? []));
  const target = targets.find((text) => text.includes('/'));
  if (target === undefined) return undefined;
  const shown = target.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@');
  const text = `The target \`${shown}\` of \`${path}\` is not scraped: a target is a host with its port, without a scheme or a path. Write \`host:port\` there, or relabel \`__address__\` if a prober asks for it.`;
  return toFinding(
    infos.noHost,
    placeOf(link),
    text,
    { program: `${JSON.stringify(shown)} is not a valid hostname` },
    program,
  );
}
