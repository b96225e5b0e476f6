import type { Extension } from '../../../../server/src/core/generators/extend/extension';
import { jobsOf } from '../../../../server/src/core/generators/extend/jobs';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import { secureJob } from '../../../../server/src/core/generators/extend/secureJob';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { parseYaml } from '../../../../server/src/core/syntax/yaml/parser';
import { applyChanges, type TextChange } from '../../../../server/src/core/text/edit';
import type { Span } from '../../../../server/src/core/text/span';

/**
 * What makes `text`, a prometheus.yml, scrape the targets of `setUp`.
 * @param job the job of it that is to be secured; a job is added where this is undefined
 */
export function withScraping(text: string, setUp: SetUp, job: string | undefined): Extension {
  return job === undefined ? withScrapeJob(text, setUp) : securedJob(text, job, setUp);
}

/**
 * The job called `name` secured where it stands, with what belongs to the set around it: targets that it lacks, alerts,
 * and Prometheus' scrape of itself.
 */
function securedJob(text: string, name: string, setUp: SetUp): Extension {
  const at = jobAt(text, name);
  if (at === undefined) return { problem: `There is no job "${name}" in the file any more. Run the command again.` };
  const secured = secureJob(text, at, setUp);
  // In a tailnet targets stand in a file of ours, beside those that the job has.
  if ('problem' in secured || setUp.profile === 'tailnet') return secured;
  const between = applyChanges(text, secured.changes);
  const extended = withScrapeJob(between, setUp);
  return 'problem' in extended ? extended : { changes: difference(text, applyChanges(between, extended.changes)) };
}

/** What makes `after` of `before`, as one change between what both have in common. */
function difference(before: string, after: string): readonly TextChange[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [{ start, end: before.length - end, newText: after.slice(start, after.length - end) }];
}

/** Where the job called `name` stands in a prometheus.yml; undefined where it does not, or twice. */
function jobAt(text: string, name: string): Span | undefined {
  const root = parseYaml(text).documents[0]?.root;
  const jobs = root?.type === 'mapping' ? (jobsOf(root) ?? []) : [];
  const [job, ...others] = jobs.filter((one) => one.name === name);
  return others.length > 0 ? undefined : job?.block;
}
