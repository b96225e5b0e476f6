import { customExporter, type Exporter } from './exporter/exporters';
import { CUSTOM, exporterOf, isProfile, securesItself } from './questions/derived';
import { type Answers, type Known, one, type QuestionId } from './questions/question';
import { knownFrom, QUESTIONS } from './questions/questions';
import type { Asks, Firewall, Profile, PrometheusSide, SetUp, Target } from './setUp';
import { readTarget } from './targets';

/** What is wrong with an answer. */
export interface AnswerProblem {
  readonly id: QuestionId;
  /** What is wrong and what to do; it may quote the answer, which is never a secret. */
  readonly problem: string;
}

/**
 * The set-up that `answers` describe; what was not answered has its default. Everything in it has been validated, so that
 * generators can write it as it is.
 * @param config whether a prometheus.yml is written, or one that the user has is extended
 * @param tunnel the same of a stunnel.conf; with other profiles there is none
 */
export function readAnswers(
  answers: Answers,
  config: PrometheusSide['config'] = 'new',
  tunnel: SetUp['tunnel'] = 'own',
): { readonly setUp: SetUp } | { readonly problems: readonly AnswerProblem[] } {
  const known = knownFrom(answers);
  const problems = [...problemsIn(answers, known), ...togetherWrong(known)];
  if (problems.length > 0) return { problems };
  const profile = one(known, 'profile');
  const exporter = chosenExporter(known);
  if (!isProfile(profile) || exporter === undefined) {
    return { problems: [{ id: 'profile', problem: 'This profile is not known.' }] };
  }
  return { setUp: setUpOf(profile, exporter, { known, config, tunnel }) };
}

function problemsIn(answers: Answers, known: Known): readonly AnswerProblem[] {
  return QUESTIONS.flatMap((question): readonly AnswerProblem[] => {
    const { id, isMany, isNeeded, applies, problem } = question;
    const given = answers[id] ?? [];
    if (!applies(known)) {
      return given.length === 0 ? [] : [{ id, problem: 'This makes no sense with the other answers. Leave it out.' }];
    }
    const values = known(id);
    if (values.length === 0) return isNeeded(known) ? [{ id, problem: 'This has to be said.' }] : [];
    if (!isMany && values.length > 1) return [{ id, problem: 'This is said more than once. Say it once.' }];
    return values.flatMap((value) => {
      const wrong = problem(value, known);
      return wrong === undefined ? [] : [{ id, problem: wrong }];
    });
  });
}

/** What only several answers together show. */
function togetherWrong(known: Known): readonly AnswerProblem[] {
  const targets = known('hosts')
    .map(readTarget)
    .filter((target): target is Target => 'names' in target);
  const names = targets.flatMap((target) => target.names);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? []
    : [{ id: 'hosts', problem: `${twice} is named for two machines. Name each machine once.` }];
}

function chosenExporter(known: Known): Exporter | undefined {
  const exporter = exporterOf(known);
  if (exporter === undefined && one(known, 'exporter') === CUSTOM) {
    return customExporter(one(known, 'program'), Number(one(known, 'port')));
  }
  return exporter !== undefined && securesItself(exporter, one(known, 'profile')) ? exporter : undefined;
}

function setUpOf(
  profile: Profile,
  exporter: Exporter,
  {
    known,
    config,
    tunnel,
  }: { readonly known: Known; readonly config: PrometheusSide['config']; readonly tunnel: SetUp['tunnel'] },
): SetUp {
  const port = Number(one(known, 'port'));
  return {
    profile,
    asks: asksOf(profile, one(known, 'auth')),
    exporter,
    version: one(known, 'exporterVersion') || exporter.version,
    targets: known('hosts')
      .map(readTarget)
      .filter((target): target is Target => 'names' in target),
    port,
    innerPort: Number(one(known, 'innerPort')) || port,
    tunnel: profile === 'stunnel' ? tunnel : 'own',
    listenAddress: one(known, 'listenAddress'),
    form: oneOf(known, 'form', ['systemd', 'debian', 'compose']),
    firewall: firewallOf(known),
    collectors: oneOf(known, 'collectors', ['all', 'without-sensitive', 'minimal']),
    prometheus: prometheusOf(known, config),
    certificates: oneOf(known, 'certificates', ['issued', 'request', 'acme', 'files']),
    places: {
      exporter: one(known, 'exporterFolder'),
      prometheus: one(known, 'prometheusFolder'),
      binaries: one(known, 'binaries'),
      stunnel: one(known, 'stunnelFolder'),
      nginx: one(known, 'nginxFolder'),
    },
  };
}

function asksOf(profile: Profile, auth: string): Asks {
  const isAsked = profile === 'reverse-proxy' || profile === 'kubernetes';
  return {
    certificate: isAsked ? auth !== 'password' : ['mtls', 'mtls+basic-auth', 'stunnel'].includes(profile),
    password: isAsked ? auth !== 'certificate' : ['basic-auth', 'mtls+basic-auth'].includes(profile),
  };
}

function firewallOf(known: Known): Firewall {
  return {
    tool: oneOf(known, 'firewall', ['none', 'ufw', 'iptables', 'nftables']),
    refusal: oneOf(known, 'refusal', ['reject', 'drop']),
    scrapers: [...new Set(known('scrapers'))],
  };
}

function prometheusOf(known: Known, config: PrometheusSide['config']): PrometheusSide {
  const isInCluster = one(known, 'profile') === 'kubernetes';
  return {
    job: one(known, 'job'),
    clientName: one(known, 'clientName'),
    interval: one(known, 'scrapeInterval'),
    user: one(known, 'user'),
    config,
    web: isInCluster ? 'unchanged' : oneOf(known, 'web', ['unchanged', 'certificate', 'password']),
    names: [...new Set(['localhost', ...known('prometheusNames')])],
    ...(isInCluster && {
      kubernetes: {
        release: one(known, 'release'),
        namespace: one(known, 'namespace'),
        form: oneOf(known, 'kubernetesForm', ['scrape-config', 'helm-values']),
      },
    }),
  };
}

/** The answer, which has been validated; the first of `allowed` where the question does not apply. */
function oneOf<const T extends string>(known: Known, id: QuestionId, allowed: readonly [T, ...T[]]): T {
  return allowed.find((value) => value === one(known, id)) ?? allowed[0];
}
