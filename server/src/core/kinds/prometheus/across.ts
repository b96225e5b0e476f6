import { type CheckInfo, defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Needs, PlacedFacts } from '../kind';
import { fileNames } from '../namedFiles';
import { checkTopLevel, collect } from '../topLevel';
import { type More, toFinding } from '../walk';
import { infos as scrapeConfigInfos } from './checks/scrapeConfig';
import type { EndpointFact, JobFact, PrometheusFacts } from './facts';

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
  duplicateRemoteName: {
    code: 'duplicate-remote-name',
    severity: 'error',
    source: 'prometheus',
    rules: [147, 159],
    tag: 'LOAD',
    summary: 'Two entries of `remote_write`, or of `remote_read`, have the same name.',
    program: 'found multiple remote write configs with job name %q',
  },
  duplicateRemote: {
    code: 'duplicate-remote-endpoint',
    severity: 'error',
    source: 'prometheus',
    rules: [148, 160],
    tag: 'APPLY',
    summary: 'Two entries of `remote_write`, or of `remote_read`, are the same but for their secrets.',
    program: 'duplicate remote write configs are not allowed, found duplicate for URL: %s',
  },
  malformedGlob: {
    code: 'malformed-pattern',
    severity: 'error',
    source: 'prometheus',
    rules: [26],
    tag: 'APPLY',
    summary: 'A pattern of `rule_files` or `scrape_config_files` cannot be understood.',
    program: 'error retrieving scrape config files for %q: syntax error in pattern',
  },
});

type Parts = readonly PlacedFacts<PrometheusFacts>[];

/** What only shows when the parts are seen together. */
export function checkPrometheusAcross(parts: Parts, program: string): Finding[] {
  const findings = checkTopLevel(parts, program);
  const add = (info: CheckInfo, at: { start: number; end: number }, text: string, more: More = {}) =>
    findings.push(toFinding(info, at, text, more, program));
  const jobs = collect(parts, (facts) => facts.jobs);
  duplicateJobs(jobs, add);
  duplicateEndpoints(
    collect(parts, (facts) => facts.endpoints),
    add,
  );
  for (const { name, section, ...at } of collect(parts, (facts) => facts.malformedGlobs)) {
    const words =
      section === 'rule_files'
        ? `failed retrieving rule files for ${JSON.stringify(name)}: syntax error in pattern`
        : `error retrieving scrape config files for ${JSON.stringify(name)}: syntax error in pattern`;
    const text =
      'This pattern has a `[` without its `]`, or ends in a backslash. Mend it, or put a `\\` before the `[`.';
    add(infos.malformedGlob, at, text, { program: words });
  }
  for (const { what, ...at } of collect(parts, (facts) => facts.inherited)) {
    if (what === 'naming' && jobs.some(({ inheritsNaming }) => inheritsNaming)) {
      const text =
        '`allow-utf-8` cannot go with the validation scheme `legacy`, and a job inherits both. Use `underscores`, or validate with `utf8`.';
      add(scrapeConfigInfos.nameSchemes, at, text);
    }
    if (what === 'interval' && jobs.some(({ inheritsInterval }) => inheritsInterval)) {
      const text =
        'Samples count as gone after 5m, so between two scrapes of this interval the series have gaps. Use less than 5m (2m is common), or raise `--query.lookback-delta`.';
      add(scrapeConfigInfos.longInterval, at, text);
    }
  }
  return findings;
}

type Add = (info: CheckInfo, at: { start: number; end: number }, text: string, more?: More) => void;

function duplicateJobs(jobs: readonly JobFact[], add: Add): void {
  const first = new Map<string, JobFact>();
  for (const job of jobs) {
    if (job.name === '') continue;
    const before = first.get(job.name);
    if (before === undefined) {
      first.set(job.name, job);
      continue;
    }
    const related = [{ start: before.start, end: before.end, message: 'The job name stands here first' }];
    const program = `found multiple scrape configs with job name ${JSON.stringify(job.name)}`;
    add(infos.duplicateJob, job, 'Another job has this name. Give each job its own.', { related, program });
  }
}

function duplicateEndpoints(endpoints: readonly EndpointFact[], add: Add): void {
  const first = new Map<string, EndpointFact>();
  for (const endpoint of endpoints) {
    const { section, name, url, fingerprint } = endpoint;
    const words = section === 'remote_write' ? 'remote write' : 'remote read';
    const key = `${section} ${name === '' ? `same ${fingerprint}` : `name ${name}`}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, endpoint);
      continue;
    }
    const related = [{ start: before.start, end: before.end, message: 'The first one stands here' }];
    if (name !== '') {
      const program = `found multiple ${words} configs with job name ${JSON.stringify(name)}`;
      const text = `Another entry of \`${section}\` has this name. Give each its own, or none.`;
      add(infos.duplicateRemoteName, endpoint, text, { related, program });
    } else {
      const program = `duplicate ${words} configs are not allowed, found duplicate for URL: ${shownUrl(url)}`;
      const text = `Another entry of \`${section}\` is the same (secrets are not compared), and Prometheus does not start. Remove one, or give them names.`;
      add(infos.duplicateRemote, endpoint, text, { related, program });
    }
  }
}

/** A URL without what may be secret in it. */
function shownUrl(url: string): string {
  return url.replace(/^([a-z]+:\/\/).*@/i, '$1…@').replace(/\?.*$/, '?…');
}

/** The files that checking wants to look at: those that the config includes, and those that have to be there. */
export function prometheusNeeds(parts: Parts): Needs {
  const patterns = collect(parts, ({ scrapeConfigFiles }) => scrapeConfigFiles);
  const links = collect(parts, (facts) => facts.links);
  const files = collect(parts, (facts) => facts.files);
  const secretFiles = collect(parts, (facts) => facts.secretFiles);
  return { patterns: fileNames([...patterns, ...links, ...files, ...secretFiles]) };
}
