import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { QuestionId } from '../../../../server/src/core/generators/setUp/questions/question';
import { knownFrom } from '../../../../server/src/core/generators/setUp/questions/questions';
import { pathIn, type Root, shownPath } from '../../generators/places';
import { type Answers, type Choice, type Question, textOf } from '../../prompts/question';
import type { AuthorityFiles } from '../pki/authorities';
import { folderQuestion } from '../pki/leafQuestions';
import { passwordQuestion } from '../pki/passwords';
import { type Suggested, setUpAnswers, setUpFrom, setUpQuestions } from './questions';
import { restQuestion, whereWanted } from './rest';
import { type Config, likelyHosts, scrapedByQuestion, scraperOf, securedJob } from './scrapedBy';
import { signerQuestions } from './signer';
import { withScraping } from './withScraping';

/** What is found in the workspace. */
export interface Found {
  /** The prometheus.yml files, that of the active editor first. */
  readonly configs: readonly Config[];
  /** Paths of stunnel.conf files. */
  readonly tunnels: readonly string[];
  readonly authorities: readonly AuthorityFiles[];
}

/** What somebody knows before anything is asked. */
export interface Preset {
  readonly hosts?: readonly string[];
  readonly port?: string;
  readonly job?: string;
  /** Where the set goes, seen from the folder of the workspace. */
  readonly folder?: string;
}

/** The answer for what is not there yet. */
export const NEW = 'new';

/** Where a set goes, seen from the folder of the workspace, unless somebody says otherwise. */
const FOLDER = 'scraping';

/** What nearly everybody leaves as it is: asked only of who wants to change it. */
const REST: readonly QuestionId[] = ['exporterVersion', 'port', 'innerPort', 'collectors', 'job'];

/**
 * All questions of the wizard in their order: what is secured, where Prometheus learns of it, the rest in one step, then
 * the network, the certificates and Prometheus itself.
 */
export function wizardQuestions(root: Root, found: Found, preset: Preset): readonly Question[] {
  const { configs, tunnels, authorities } = found;
  const all = setUpQuestions(suggestedBy(configs, preset));
  const some = (...ids: readonly QuestionId[]) => all.filter(({ id }) => ids.includes(id));
  const first: readonly QuestionId[] = ['profile', 'exporter', 'program'];
  const machines: readonly QuestionId[] = ['hosts', 'form', 'auth'];
  const own: readonly QuestionId[] = ['web', 'prometheusNames'];
  const signers = signerQuestions(root, authorities, setUpFrom);
  /** Whether certificates are needed whatever becomes of Prometheus' own interface. */
  const isAskedBefore = ({ web, prometheusNames, signer, ...before }: Answers) =>
    signers[0]?.applies?.(before as Answers) === true;
  const asked = new Set<QuestionId>([...first, ...machines, ...REST, 'certificates']);
  const rest = [
    ...some(...REST).map((question) => (question.id === 'job' ? jobQuestion(question, configs) : question)),
    folderQuestion(FOLDER, {
      title: 'Into which folder goes all of it?',
      standard: (answers) => preset.folder ?? freeFolder(root, answers),
    }),
    passwordFromQuestion(),
  ];
  return [
    ...some(...first),
    scrapedByQuestion(configs, portOf),
    ...some(...machines).map((question) => (question.id === 'hosts' ? hostsQuestion(question, configs) : question)),
    tunnelQuestion(root, tunnels),
    restQuestion(rest),
    ...rest.map(whereWanted),
    {
      ...passwordQuestion('password', 'Password of basic auth', 'For Prometheus. At most 72 bytes.'),
      applies: (answers) => answers.passwordFrom === 'own',
    },
    ...all.filter(({ id }) => !asked.has(id) && !own.includes(id)),
    ...signers,
    ...some(...own),
    // Where only Prometheus' own interface needs certificates, who signs is asked behind that.
    ...signers.map((question) => ({
      ...question,
      applies: (answers: Answers) => !isAskedBefore(answers) && (question.applies?.(answers) ?? true),
    })),
  ];
}

function suggestedBy(configs: readonly Config[], preset: Preset): Suggested {
  return (answers) => {
    const secured = securedJob(configs, answers);
    const job = secured?.name ?? preset.job;
    const port = answers.profile === 'reverse-proxy' ? undefined : (preset.port ?? secured?.port);
    return {
      hosts: preset.hosts ?? likelyHosts(configs, answers, preset.port ?? portOf(answers)),
      ...(job !== undefined && { job: [job] }),
      ...(port !== undefined && { port: [port] }),
    };
  };
}

/** The port that the exporter has, unless somebody says otherwise. */
function portOf({ profile, exporter }: Answers): string {
  const known = knownFrom(setUpAnswers({ ...(profile && { profile: 'mtls' }), ...(exporter && { exporter }) }));
  return known('port')[0] ?? '';
}

/** The machines, which are all those of a job that is to be secured; that it can be is tried at once. */
function hostsQuestion(question: Question, configs: readonly Config[]): Question {
  return {
    ...question,
    problem: (value, answers) => {
      const problem = question.problem?.(value, answers);
      const secured = securedJob(configs, answers);
      const { config } = scraperOf(answers);
      const setUp = setUpFrom({ ...answers, [question.id]: value });
      const text = configs.find(({ path }) => path === config)?.text;
      if (problem !== undefined || secured === undefined || setUp === undefined || text === undefined) return problem;
      const names = setUp.targets.flatMap((target) => target.names);
      const left = secured.hosts.find((host) => !names.includes(host));
      if (left !== undefined)
        return `The job "${secured.name}" scrapes ${left} too. Name it, or go back and add a job.`;
      const extension = withScraping(text, setUp, secured.name);
      return 'problem' in extension ? extension.problem : undefined;
    },
  };
}

/** The name of a job that is there is taken, and that of the job that is to be secured is known. */
function jobQuestion(question: Question, configs: readonly Config[]): Question {
  const taken = (answers: Answers) => {
    const { config, job } = scraperOf(answers);
    return job !== undefined ? [] : (configs.find(({ path }) => path === config)?.names ?? []);
  };
  return {
    ...question,
    isAsked: (answers) => scraperOf(answers).job === undefined,
    standard: (answers) => {
      const name = textOf(question.standard?.(answers));
      const names = taken(answers);
      for (let count = 2; ; count += 1) {
        const free = count === 2 && !names.includes(name) ? name : `${name}-${count}`;
        if (!names.includes(free)) return free;
      }
    },
    problem: (value, answers) =>
      question.problem?.(value, answers) ??
      (taken(answers).includes(textOf(value))
        ? 'There is a job of this name already. Choose another name, or go back and have that one secured.'
        : undefined),
  };
}

/** The folder that is proposed: one that no other set is in. */
function freeFolder(root: Root, answers: Answers): string {
  const job = textOf(answers.job);
  const set = pathIn(root, FOLDER);
  const isFree = !existsSync(join(set, 'README.md')) || existsSync(join(set, 'prometheus', `${job}-alerts.yml`));
  return isFree ? FOLDER : `${FOLDER}-${job}`;
}

function tunnelQuestion(root: Root, tunnels: readonly string[]): Question {
  return {
    id: 'tunnel',
    title: 'Which stunnel.conf gets the tunnel?',
    detail: 'One of its own runs as a hardened unit. Changes of one that is there can be undone.',
    kind: 'choice',
    applies: (answers) => tunnels.length > 0 && answers.profile === 'stunnel',
    choices: () => [
      { value: NEW, label: 'One of its own', detail: 'with a unit, in the folder of the set' },
      ...tunnels.map(
        (path): Choice => ({ value: path, label: shownPath(root, path), detail: 'gets the service; comments stay' }),
      ),
    ],
  };
}

function passwordFromQuestion(): Question {
  return {
    id: 'passwordFrom',
    title: 'Which password does Prometheus log in with?',
    detail: 'It stands in a file that only Prometheus can read; the exporter has its hash.',
    kind: 'choice',
    applies: (answers) => setUpFrom(answers)?.asks.password === true,
    choices: () => [
      { value: 'generated', label: 'A generated one', detail: 'or that of an earlier run; nobody has to type it' },
      { value: 'own', label: 'One of your own', detail: 'asked for next' },
    ],
  };
}
