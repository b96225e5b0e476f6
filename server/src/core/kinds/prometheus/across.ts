import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Needs, PlacedFacts, Surroundings } from '../kind';
import { toFinding } from '../walk';
import type { PrometheusContext } from './context';
import { checkTopLevel, collect, type NameFact, type PrometheusFacts } from './facts';

export const infos = defineChecks({
  duplicateJob: {
    code: 'duplicate-job-name',
    severity: 'error',
    source: 'prometheus',
    rules: [24],
    tag: 'LOAD',
    summary: 'Two scrape configs have the same `job_name`, in this file or in a file of `scrape_config_files`.',
    program: 'found multiple scrape configs with job name %q',
  },
});

/** What only shows when the parts are seen together. */
export function checkPrometheusAcross(
  parts: readonly PlacedFacts<PrometheusFacts>[],
  _context: PrometheusContext,
  _surroundings: Surroundings,
  program: string,
): Finding[] {
  return [...checkTopLevel(parts, program), ...duplicateJobs(collect(parts, 'jobs'), program)];
}

function duplicateJobs(jobs: readonly NameFact[], program: string): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, NameFact>();
  for (const job of jobs) {
    const before = first.get(job.name);
    if (before === undefined) {
      first.set(job.name, job);
      continue;
    }
    const related = [{ start: before.start, end: before.end, message: 'The job name stands here first' }];
    const words = `found multiple scrape configs with job name ${JSON.stringify(job.name)}`;
    findings.push(
      toFinding(
        infos.duplicateJob,
        job,
        'Another job has this name. Give each job its own.',
        { related, program: words },
        program,
      ),
    );
  }
  return findings;
}

/** The files that checking wants to look at: those of `scrape_config_files`. */
export function prometheusNeeds(parts: readonly PlacedFacts<PrometheusFacts>[]): Needs {
  return { patterns: [...new Set(collect(parts, 'scrapeConfigFiles').map(({ name }) => name))] };
}
