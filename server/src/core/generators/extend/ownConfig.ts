import { applyChanges } from '../../text/edit';
import type { GeneratedFile } from '../generatedFile';
import type { SetUp } from '../setUp/setUp';
import { readExtensible } from './extension';
import { jobsOf } from './jobs';
import { withScrapeJob } from './prometheus';

/** Where a set has the prometheus.yml that it writes itself. */
export const OWN_CONFIG = 'prometheus/prometheus.yml';

/**
 * `files` of a set that is written again over `there`, its prometheus.yml as it is. Another set may have put its job in
 * there; then that text stays, with what `setUp` adds to it, so that replacing it takes no job away.
 * @returns a problem where the other jobs could not be kept
 */
export function withOtherJobs(
  files: readonly GeneratedFile[],
  there: string | undefined,
  setUp: SetUp,
): { readonly files: readonly GeneratedFile[] } | { readonly problem: string } {
  const own = files.find(({ path }) => path === OWN_CONFIG);
  if (there === undefined || typeof own?.content !== 'string') return { files };
  const known = new Set(jobNames(own.content));
  const others = jobNames(there).filter((name) => !known.has(name));
  if (others.length === 0) return { files };
  const extension = withScrapeJob(there, setUp);
  if ('problem' in extension) {
    return { problem: `${OWN_CONFIG} has jobs of others (${others.join(', ')}), to be kept. ${extension.problem}` };
  }
  const content = applyChanges(there, extension.changes);
  return { files: files.map((file) => (file === own ? { ...own, content } : file)) };
}

function jobNames(text: string): readonly string[] {
  const read = readExtensible(text, OWN_CONFIG);
  const root = 'problem' in read ? undefined : read.root;
  return (root === undefined ? [] : (jobsOf(root) ?? [])).flatMap(({ name }) => name ?? []);
}
