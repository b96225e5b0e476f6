import { textOf as scalarOf } from '../../../../server/src/core/generators/extend/extension';
import { jobsOf, staticTargets } from '../../../../server/src/core/generators/extend/jobs';
import { isHost, isPlainName, isPort } from '../../../../server/src/core/generators/names';
import { addressClass, parseAddress } from '../../../../server/src/core/model/address';
import { parseYaml } from '../../../../server/src/core/syntax/yaml/parser';
import { type Answers, type Choice, type Question, textOf } from '../../prompts/question';

/** A prometheus.yml with the jobs in it that can be secured where they stand. */
export interface Config {
  readonly path: string;
  /** As it is shown. */
  readonly shown: string;
  readonly text: string;
  readonly jobs: readonly ScrapingJob[];
  /** The names of all jobs. */
  readonly names: readonly string[];
}

/** A job whose targets stand in it, all behind one port: one exporter, on several machines. */
export interface ScrapingJob {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly port: string;
}

/** What scrapes the exporter: a job that is there, a new one in a prometheus.yml that is there, or a new prometheus.yml. */
export interface Scraper {
  readonly config?: string;
  readonly job?: string;
}

/** As many as fit into a line that somebody reads. */
const MOST_HOSTS = 12;
/** As many as somebody reads before they type a name. */
const MOST_JOBS = 20;
const NEW = 'new';

/** The prometheus.yml at `path` with this text. */
export function configOf(path: string, shown: string, text: string): Config {
  const root = parseYaml(text).documents[0]?.root;
  const jobs = root?.type === 'mapping' ? (jobsOf(root) ?? []) : [];
  return {
    path,
    shown,
    text,
    names: jobs.flatMap(({ name }) => name ?? []),
    jobs: jobs.flatMap(({ name, block }) => {
      const isAlone = jobs.filter((other) => other.name === name).length === 1;
      if (name === undefined || block === undefined || !isPlainName(name) || !isAlone) return [];
      const addresses = staticTargets(block).map((target) => parseAddress(scalarOf(target) ?? ''));
      const hosts = [...new Set(addresses.map(({ host }) => host.toLowerCase()))];
      const [port = '', ...others] = new Set(addresses.map((address) => address.port));
      const isOne = others.length === 0 && isPort(port) && hosts.every(isHost);
      const isHere = hosts.every((host) => addressClass(host) === 'loopback');
      return isOne && !isHere ? [{ name, hosts, port }] : [];
    }),
  };
}

/** What scrapes the exporter; those jobs first that scrape the port of it. */
export function scrapedByQuestion(configs: readonly Config[], portOf: (answers: Answers) => string): Question {
  return {
    id: 'scrapedBy',
    title: 'Which job of Prometheus scrapes it?',
    detail: 'What is changed in a prometheus.yml can be undone; comments and style stay.',
    kind: 'choice',
    applies: (answers) => configs.length > 0 && answers.profile !== 'kubernetes',
    choices: (answers) => choices(configs, portOf(answers), answers.profile !== 'tailnet'),
  };
}

function choices(configs: readonly Config[], port: string, canSecure: boolean): readonly Choice[] {
  const jobs = configs.flatMap(({ path, shown, jobs: those }) =>
    (canSecure ? those : []).map((job) => ({
      port: job.port,
      value: answerFor({ config: path, job: job.name }),
      label: `Secure the job "${job.name}"`,
      detail: `${shown}: ${few(job.hosts)}, port ${job.port}`,
    })),
  );
  const added = configs.map(({ path, shown }) => ({
    value: answerFor({ config: path }),
    label: 'Add a job',
    detail: `to ${shown}`,
  }));
  const fitting = jobs.filter((job) => job.port === port);
  const others = jobs.filter((job) => job.port !== port).slice(0, MOST_JOBS);
  return [
    ...fitting,
    ...added,
    { value: NEW, label: 'Write a new prometheus.yml', detail: 'into the folder of the set' },
    ...others,
  ].map(({ value, label, detail }) => ({ value, label, detail }));
}

/** The answer that stands for `scraper`. */
export function answerFor({ config, job }: Scraper): string {
  return config === undefined ? NEW : JSON.stringify(job === undefined ? [config] : [config, job]);
}

/** The scraper that was chosen; a new prometheus.yml where nothing was. */
export function scraperOf({ scrapedBy }: Answers): Scraper {
  const said: unknown = textOf(scrapedBy).startsWith('[') ? JSON.parse(textOf(scrapedBy)) : [];
  const [config, job] = Array.isArray(said) ? said.map(String) : [];
  return { ...(config !== undefined && { config }), ...(job !== undefined && { job }) };
}

/** The job that is to be secured; undefined where a new one is made. */
export function securedJob(configs: readonly Config[], answers: Answers): ScrapingJob | undefined {
  const { config, job } = scraperOf(answers);
  return configs.find(({ path }) => path === config)?.jobs.find(({ name }) => name === job);
}

/**
 * The machines on which the exporter is likely to run: those of its job, or for a new job those that are scraped
 * already and not at its port.
 */
export function likelyHosts(configs: readonly Config[], answers: Answers, port: string): readonly string[] {
  const secured = securedJob(configs, answers);
  if (secured !== undefined) return secured.hosts.slice(0, MOST_HOSTS);
  const { config } = scraperOf(answers);
  const jobs = configs.filter(({ path }) => config === undefined || path === config).flatMap((one) => one.jobs);
  const known = new Set(jobs.filter((job) => job.port === port).flatMap(({ hosts }) => hosts));
  // A new prometheus.yml is to scrape what the old one scraped.
  if (config === undefined) return [...known].slice(0, MOST_HOSTS);
  return [...new Set(jobs.flatMap(({ hosts }) => hosts).filter((host) => !known.has(host)))].slice(0, MOST_HOSTS);
}

function few(hosts: readonly string[]): string {
  const [first = '', second, ...others] = hosts;
  if (second === undefined) return first;
  return others.length === 0 ? `${first}, ${second}` : `${first} and ${hosts.length - 1} more`;
}
