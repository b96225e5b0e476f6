import {
  isDnsName,
  isEveryAddress,
  isHost,
  isIpRange,
  isKubernetesName,
  isPlainName,
  isPlainPath,
  isUserName,
} from '../../names';
import { readTarget, tailnetAddress } from '../targets';
import { exporterOf } from './derived';
import { type Known, one, type Question, question } from './question';

const isTailnet = (known: Known) => one(known, 'profile') === 'tailnet';
const isInCluster = (known: Known) => one(known, 'profile') === 'kubernetes';
const hasFirewall = (known: Known) => one(known, 'firewall') !== 'none';

/** What is asked of the network between the two sides, and of Prometheus. */
export const PROMETHEUS_QUESTIONS: readonly Question[] = [
  question({
    id: 'scrapers',
    flag: '--prometheus-address',
    takes: 'ADDRESS',
    title: 'From which addresses does Prometheus come?',
    detail:
      'IP addresses or ranges, as the exporter sees them: of a cluster those of its egress. Left empty, no firewall is set up.',
    isMany: true,
    applies: (known) => !isTailnet(known),
    problem: (value) =>
      isIpRange(value)
        ? undefined
        : 'This is no IP address and no range. Write it like "203.0.113.7" or "10.0.0.0/24".',
  }),
  question({
    id: 'firewall',
    flag: '--firewall',
    takes: 'none|ufw|iptables|nftables',
    title: 'Which firewall runs on the machines?',
    detail: 'Only our own rules are added, and a script takes them back.',
    standard: (known) => [isTailnet(known) ? 'ufw' : known('scrapers').length > 0 ? 'nftables' : 'none'],
    choices: () => [
      { value: 'none', label: 'None', detail: 'another machine filters, or nobody' },
      { value: 'ufw', label: 'ufw', detail: 'Ubuntu, Debian' },
      { value: 'nftables', label: 'nftables', detail: 'a table of its own' },
      { value: 'iptables', label: 'iptables', detail: 'a chain of its own, filled by a unit at each start' },
    ],
    problem: (value, known) => {
      if (!['none', 'ufw', 'iptables', 'nftables'].includes(value)) {
        return 'The firewalls are none, ufw, iptables, nftables.';
      }
      const open = value === 'none' && isTailnet(known) ? openHost(known) : undefined;
      if (open !== undefined) {
        return `Without a firewall everybody who reaches ${open} could read its metrics. Name its address in the tailnet too, like "${open},100.101.102.103".`;
      }
      const isBlind = value !== 'none' && !isTailnet(known) && known('scrapers').length === 0;
      return isBlind ? 'A firewall has to know from where Prometheus comes. Say its addresses.' : undefined;
    },
  }),
  question({
    id: 'refusal',
    flag: '--refuse',
    takes: 'reject|drop',
    title: 'What do others get?',
    detail: 'Silence hides little, and makes every mistake a time-out.',
    isAdvanced: true,
    applies: hasFirewall,
    standard: () => ['reject'],
    choices: () => [
      { value: 'reject', label: 'A refusal', detail: 'a TCP reset' },
      { value: 'drop', label: 'Silence', detail: 'packets are dropped' },
    ],
  }),
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
  folder('exporterFolder', '--exporter-folder', 'Configuration of the exporter', (known) => `/etc/${programOf(known)}`),
  folder('prometheusFolder', '--prometheus-folder', 'Configuration of Prometheus', () => '/etc/prometheus'),
  folder('binaries', '--binaries', 'Programs that install.sh installs', () => '/usr/local/bin'),
  folder('stunnelFolder', '--stunnel-folder', 'Configuration of stunnel', () => '/etc/stunnel'),
  folder('nginxFolder', '--nginx-folder', 'Configuration of nginx', () => '/etc/nginx'),
];

function folder(id: Question['id'], flag: string, title: string, standard: (known: Known) => string): Question {
  return question({
    id,
    flag,
    takes: 'FOLDER',
    title,
    detail: 'A folder on the machine it is written for.',
    isAdvanced: true,
    standard: (known) => [standard(known)],
    problem: (value) =>
      isPlainPath(value) ? undefined : 'This is no absolute path of letters, digits, ".", "_", "-", "+" and "@".',
  });
}

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

/** A machine of the tailnet on which the exporter would listen on all addresses: only its name is known. */
function openHost(known: Known): string | undefined {
  const listen = one(known, 'listenAddress');
  const hosts = known('hosts').flatMap((host) => {
    const target = readTarget(host);
    return 'names' in target && isEveryAddress(listen === '' ? tailnetAddress(target) : listen) ? target.names : [];
  });
  return hosts[0];
}

function programOf(known: Known): string {
  return exporterOf(known)?.program ?? (one(known, 'program') || 'exporter');
}

function jobName(known: Known): string {
  return exporterOf(known)?.id ?? (one(known, 'program') || 'exporter');
}
