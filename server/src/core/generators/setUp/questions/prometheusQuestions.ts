import { isDnsName, isHost, isKubernetesName, isPlainName, isUserName } from '../../names';
import { exporterOf } from './derived';
import { type Known, one, type Question, question } from './question';

const isTailnet = (known: Known) => one(known, 'profile') === 'tailnet';
const isInCluster = (known: Known) => one(known, 'profile') === 'kubernetes';

/** What is asked of the side that scrapes. */
export const PROMETHEUS_QUESTIONS: readonly Question[] = [
  question({
    id: 'job',
    flag: '--job',
    takes: 'NAME',
    title: 'What is the scrape job called?',
    detail: 'The label "job" of its series, and a part of file names.',
    standard: (known) => [jobName(known)],
    problem: (value) =>
      isPlainName(value) ? undefined : 'Use letters, digits, ".", "_" and "-": files are named after the job.',
  }),
  question({
    id: 'clientName',
    flag: '--client-name',
    takes: 'NAME',
    title: 'Which name does the certificate of Prometheus have?',
    detail: 'Exporters let in this name only. One that is there already may have another than "prometheus".',
    isAdvanced: true,
    standard: () => ['prometheus'],
    problem: (value) => (isDnsName(value) ? undefined : 'This is no DNS name.'),
  }),
  question({
    id: 'scrapeInterval',
    flag: '--scrape-interval',
    takes: 'DURATION',
    title: 'How often is it scraped?',
    detail: 'Half a minute is plenty for most alerts.',
    isAdvanced: true,
    standard: () => ['30s'],
    problem: (value) =>
      /^[1-9]\d{0,4}(s|m|h)$/.test(value) ? undefined : 'This is no duration. Write it like "30s" or "1m".',
  }),
  question({
    id: 'user',
    flag: '--user',
    takes: 'NAME',
    title: 'As which user does Prometheus log in?',
    detail: 'It is no user of the machine: only the exporter knows it.',
    isAdvanced: true,
    standard: () => ['prometheus'],
    problem: (value) => (isUserName(value) ? undefined : 'Use letters, digits, ".", "_", "@" and "-".'),
  }),
  question({
    id: 'certificates',
    flag: '--certificates',
    takes: 'issued|request|files|acme',
    title: 'Where do the certificates come from?',
    detail: 'For production an authority is better kept on another machine.',
    applies: (known) => !isTailnet(known),
    standard: () => ['issued'],
    choices: (known) => [
      { value: 'issued', label: 'From an authority here', detail: 'a new one, or one that is in the workspace' },
      {
        value: 'request',
        label: 'From an authority elsewhere',
        detail: 'keys and requests are made, to be signed there',
      },
      {
        value: 'files',
        label: 'From files that are here',
        detail: 'certificates with their keys, and the authority that has signed them',
      },
      ...(acmeFits(known)
        ? [{ value: 'acme', label: 'From an ACME service', detail: "such as Let's Encrypt, for public host names" }]
        : []),
    ],
  }),
  question({
    id: 'web',
    flag: '--prometheus-web',
    takes: 'certificate|password|unchanged',
    title: "Who may open Prometheus' own interface?",
    detail: 'It shows every metric. What talks to it (Grafana, …) has to follow.',
    applies: (known) => !isInCluster(known),
    // Files that are there are seldom for its interface, too.
    standard: (known) => [
      one(known, 'profile') === 'mtls' && one(known, 'certificates') !== 'files' ? 'certificate' : 'unchanged',
    ],
    choices: () => [
      { value: 'certificate', label: 'Who has a certificate', detail: 'a PKCS#12 file for your browser is made' },
      { value: 'password', label: 'Who knows a password', detail: 'over TLS' },
      { value: 'unchanged', label: 'Leave it as it is', detail: 'nothing is written for it' },
    ],
  }),
  question({
    id: 'prometheusNames',
    flag: '--prometheus-name',
    takes: 'NAME',
    title: "By which names do you open Prometheus' interface?",
    detail: 'Host names and IP addresses: they stand in its certificate. "localhost" is always among them.',
    isMany: true,
    applies: (known) => !isInCluster(known) && one(known, 'web') !== 'unchanged',
    standard: () => ['localhost'],
    problem: (value) => (isHost(value) ? undefined : 'This is no host name and no IP address.'),
  }),
  question({
    id: 'release',
    flag: '--release',
    takes: 'NAME',
    title: 'What is the Helm release of Prometheus called?',
    detail: 'Its operator reads only what has the label "release" with that name.',
    applies: isInCluster,
    standard: () => ['prometheus'],
    problem: kubernetesNameProblem,
  }),
  question({
    id: 'namespace',
    flag: '--namespace',
    takes: 'NAME',
    title: 'In which namespace is it?',
    detail: 'Secret and ScrapeConfig are created there.',
    applies: isInCluster,
    standard: () => ['monitoring'],
    problem: kubernetesNameProblem,
  }),
  question({
    id: 'kubernetesForm',
    flag: '--kubernetes-form',
    takes: 'scrape-config|helm-values',
    title: 'How does Prometheus learn of the targets?',
    detail: 'A ScrapeConfig needs operator 0.65 or later.',
    applies: isInCluster,
    standard: () => ['scrape-config'],
    choices: () => [
      { value: 'scrape-config', label: 'A ScrapeConfig', detail: 'an object of its own' },
      { value: 'helm-values', label: 'Helm values', detail: 'additionalScrapeConfigs of kube-prometheus-stack' },
    ],
  }),
];

/** A client certificate is issued by an authority of one's own: ACME has none for clients. */
function acmeFits(known: Known): boolean {
  const isByPassword =
    one(known, 'auth') === 'password' && ['reverse-proxy', 'kubernetes'].includes(one(known, 'profile'));
  return one(known, 'profile') === 'basic-auth' || isByPassword;
}

function kubernetesNameProblem(value: string): string | undefined {
  return isKubernetesName(value)
    ? undefined
    : 'Kubernetes takes at most 63 lower-case letters, digits and "-" here, a letter or digit first and last.';
}

function jobName(known: Known): string {
  return exporterOf(known)?.id ?? (one(known, 'program') || 'exporter');
}
