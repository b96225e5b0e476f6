import { isEveryAddress, isIpRange } from '../../names';
import { readTarget, tailnetAddress } from '../targets';
import { type Known, one, type Question, question } from './question';

const isTailnet = (known: Known) => one(known, 'profile') === 'tailnet';
const hasFirewall = (known: Known) => one(known, 'firewall') !== 'none';

/** What is asked of the network between the two sides. */
export const NETWORK_QUESTIONS: readonly Question[] = [
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
];

/** A machine of the tailnet on which the exporter would listen on all addresses: only its name is known. */
function openHost(known: Known): string | undefined {
  const listen = one(known, 'listenAddress');
  const hosts = known('hosts').flatMap((host) => {
    const target = readTarget(host);
    return 'names' in target && isEveryAddress(listen === '' ? tailnetAddress(target) : listen) ? target.names : [];
  });
  return hosts[0];
}
