import { defineChecks } from '../../findings/check';
import type { Finding, Related } from '../../findings/finding';
import type { Span } from '../../text/span';
import type { NeighbourFile, PlacedFacts, Surroundings } from '../kind';
import { collect } from '../topLevel';
import { toFinding } from '../walk';
import { infos as acrossInfos } from './across';
import type { PrometheusFacts } from './facts';

export const infos = defineChecks({
  invalidFile: {
    code: 'included-file-invalid',
    severity: 'error',
    source: 'prometheus',
    rules: [24, 27],
    tag: 'APPLY',
    summary: 'A file of `scrape_config_files` has an error, so Prometheus does not start.',
    program: 'parsing YAML file %s: %w',
  },
});

/** What checking a file of `scrape_config_files` found. */
export interface IncludedFile {
  readonly findings: readonly Finding[];
  readonly facts: readonly PlacedFacts<PrometheusFacts>[];
}

interface Holder {
  /** The file that has the job; undefined for the main one. */
  readonly path?: string;
  readonly span?: Span;
}

/**
 * Judges the files of `scrape_config_files` at the patterns that name them: each has to load, and no job name may
 * stand twice in all of them (spec rules 24 and 27). Silent where nobody can read files.
 */
export function checkIncludedFiles(
  parts: readonly PlacedFacts<PrometheusFacts>[],
  { neighbours }: Surroundings,
  program: string,
  check: (text: string) => IncludedFile,
): Finding[] {
  const findings: Finding[] = [];
  if (neighbours === undefined) return findings;
  const holders = new Map<string, Holder>();
  for (const { name, start, end } of collect(parts, ({ jobs }) => jobs)) {
    if (name !== '' && !holders.has(name)) holders.set(name, { span: { start, end } });
  }
  const seen = new Set<string>();
  for (const pattern of collect(parts, ({ scrapeConfigFiles }) => scrapeConfigFiles)) {
    for (const file of neighbours.get(pattern.name) ?? []) {
      if (file.text === undefined) continue;
      const isAgain = seen.has(file.path);
      seen.add(file.path);
      findings.push(...checkFile(file, file.text, pattern, isAgain, holders, program, check));
    }
  }
  return findings;
}

function checkFile(
  file: NeighbourFile,
  text: string,
  at: Span,
  isAgain: boolean,
  holders: Map<string, Holder>,
  program: string,
  check: (text: string) => IncludedFile,
): Finding[] {
  const { findings, facts } = check(text);
  const jobs = collect(facts, (found) => found.jobs).filter(({ name }) => name !== '');
  const [job] = jobs;
  if (isAgain) {
    // Its errors were reported the first time; now every job of it is there twice.
    if (job === undefined) return [];
    const message = `\`${file.path}\` is included a second time, and all of its jobs with it. Make the patterns so that each file fits one.`;
    return [duplicate(at, message, job.name, program)];
  }
  const found: Finding[] = [];
  const problem = firstProblem(text, findings, facts);
  if (problem !== undefined) {
    const message = `\`${file.path}\` does not load, so Prometheus does not start. ${problem} Mend that file.`;
    found.push(toFinding(infos.invalidFile, at, message, {}, program));
  }
  for (const { name } of jobs) {
    const before = holders.get(name);
    if (before === undefined) {
      holders.set(name, { path: file.path });
      continue;
    }
    const where =
      before.path === undefined ? 'this file' : before.path === file.path ? 'the same file' : `\`${before.path}\``;
    const message = `The job \`${name}\` of \`${file.path}\` stands in ${where} too. Give each job a name of its own.`;
    const words = before.path === undefined ? ', first found in main config file' : '';
    const related = before.span === undefined ? [] : [{ ...before.span, message: 'The job name stands here first' }];
    found.push(duplicate(at, message, name, program, words, related));
  }
  return found;
}

function duplicate(
  { start, end }: Span,
  message: string,
  name: string,
  program: string,
  suffix = '',
  related: readonly Related[] = [],
): Finding {
  const words = `found multiple scrape configs with job name ${JSON.stringify(name)}${suffix}`;
  return toFinding(acrossInfos.duplicateJob, { start, end }, message, { related, program: words }, program);
}

/** The first thing that keeps the file from loading, with its line. */
function firstProblem(
  text: string,
  findings: readonly Finding[],
  facts: readonly PlacedFacts<PrometheusFacts>[],
): string | undefined {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const error = findings.find(({ severity, category }) => severity === 'error' && category !== 'security');
  const foreign = collect(facts, ({ keys }) => keys).find(({ name }) => name !== 'scrape_configs');
  if (foreign !== undefined && (error === undefined || foreign.start <= error.start)) {
    return `Line ${lineOf(foreign.start)}: \`${foreign.name}\` cannot stand there, only \`scrape_configs\`.`;
  }
  return error === undefined ? undefined : `Line ${lineOf(error.start)}: ${error.message}`;
}
