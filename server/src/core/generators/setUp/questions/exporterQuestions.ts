import { addressClass } from '../../../model/address';
import { isIpAddress, isPort, isVersion } from '../../names';
import { EXPORTERS, readsWebConfig } from '../exporter/exporters';
import { isPrivileged } from '../exporter/sandbox';
import { PROFILE_CHOICES } from '../profileChoices';
import { PROFILES, type Profile } from '../setUp';
import { readTarget, unfit } from '../targets';
import { CUSTOM, exporterOf, isBehindProxy, isProfile, securesItself } from './derived';
import { type Known, one, type Question, question } from './question';

/** What is asked of the exporter and its machines. */
export const EXPORTER_QUESTIONS: readonly Question[] = [
  question({
    id: 'profile',
    flag: '',
    takes: 'PROFILE',
    title: 'How shall the exporter be secured?',
    detail: 'The first three need an exporter that knows TLS; the others do not.',
    choices: () => PROFILE_CHOICES,
    isNeeded: () => true,
    problem: (value) =>
      isProfile(value) ? undefined : `There is no such profile. The profiles are ${PROFILES.join(', ')}.`,
  }),
  question({
    id: 'exporter',
    flag: '--exporter',
    takes: 'NAME',
    title: 'Which exporter?',
    detail: 'What is not in the list can be secured by what stands in front of it.',
    standard: () => ['node'],
    choices: (known) => [
      ...EXPORTERS.filter((exporter) => securesItself(exporter, one(known, 'profile'))).map(
        ({ id, program, port }) => ({ value: id, label: program, detail: `usually on port ${port}` }),
      ),
      ...(needsWebConfig(known)
        ? []
        : [{ value: CUSTOM, label: 'Another one', detail: 'a program of your own, or one that is not in this list' }]),
    ],
  }),
  question({
    id: 'program',
    flag: '--program',
    takes: 'NAME',
    title: 'What is the program called?',
    detail: 'The name of its binary; the unit and the service user get it too.',
    applies: (known) => one(known, 'exporter') === CUSTOM,
    isNeeded: () => true,
    problem: (value) =>
      /^[a-z_][a-z0-9_-]{0,30}$/.test(value)
        ? undefined
        : 'This is no name of a system user. Use at most 31 lower-case letters, digits, "_" and "-".',
  }),
  question({
    id: 'hosts',
    flag: '--host',
    takes: 'NAME[,NAME...]',
    title: 'On which machines does it run?',
    detail:
      'Host names or IP addresses, as Prometheus connects to them. Further names of the same machine follow with commas.',
    isMany: true,
    isNeeded: () => true,
    problem: (value, known) => {
      const target = readTarget(value);
      if ('problem' in target) return target.problem;
      const profile = one(known, 'profile');
      return isProfile(profile) ? unfit(target, profile) : undefined;
    },
  }),
  question({
    id: 'form',
    flag: '--form',
    takes: 'systemd|debian|compose',
    title: 'How does the exporter run?',
    detail: 'Whichever it is, it gets no more rights than it needs.',
    standard: (known) => [formChoices(known)[0]?.value ?? 'systemd'],
    choices: formChoices,
  }),
  question({
    id: 'exporterVersion',
    flag: '--exporter-version',
    takes: 'VERSION',
    title: 'Which version of it?',
    detail: 'What is written depends on it: flags were renamed, and not every version can do everything.',
    applies: (known) => one(known, 'exporter') !== CUSTOM,
    standard: (known) => [usualVersion(known)],
    problem: (value, known) => {
      if (!isVersion(value)) return 'This is no version. Write it like "1.9.1".';
      const exporter = exporterOf(known);
      if (exporter === undefined || !needsWebConfig(known) || !exporter.hasWebConfig) return undefined;
      return readsWebConfig(exporter, value)
        ? undefined
        : `${exporter.program} reads a web configuration from ${exporter.webConfigSince} on. Take a newer one, or put stunnel or nginx in front of it.`;
    },
  }),
  question({
    id: 'auth',
    flag: '--auth',
    takes: 'certificate|password|both',
    title: 'What does Prometheus prove itself with?',
    detail: 'A certificate is never sent; a password is easier to hand around.',
    applies: (known) => ['reverse-proxy', 'kubernetes'].includes(one(known, 'profile')),
    standard: (known) => [one(known, 'profile') === 'reverse-proxy' ? 'password' : 'certificate'],
    choices: () => [
      { value: 'certificate', label: 'A certificate', detail: 'mutual TLS' },
      { value: 'password', label: 'A password', detail: 'basic auth inside of TLS' },
      { value: 'both', label: 'Both', detail: 'neither opens anything alone' },
    ],
  }),
  question({
    id: 'port',
    flag: '--port',
    takes: 'PORT',
    title: 'On which port does Prometheus reach it?',
    detail: 'The firewall opens this port to Prometheus alone. A proxy has one of its own, beside web sites.',
    standard: (known) => [String(one(known, 'profile') === 'reverse-proxy' ? 9443 : (exporterOf(known)?.port ?? 9100))],
    problem: (value, known) => {
      if (!isPort(value)) return NO_PORT;
      return isBehindProxy(known) ? undefined : portProblem(value, known);
    },
  }),
  question({
    id: 'innerPort',
    flag: '--inner-port',
    takes: 'PORT',
    title: 'On which port of loopback does the exporter itself listen?',
    detail: 'Nothing outside of the machine reaches it there.',
    applies: isBehindProxy,
    standard: (known) => {
      const port = exporterOf(known)?.port ?? 9100;
      return [String(String(port) === one(known, 'port') ? port + 1 : port)];
    },
    problem: (value, known) => {
      if (!isPort(value)) return NO_PORT;
      return value === one(known, 'port')
        ? 'The port outside is the same. Choose another one.'
        : portProblem(value, known);
    },
  }),
  question({
    id: 'listenAddress',
    flag: '--listen',
    takes: 'ADDRESS',
    title: 'On which address of its machine?',
    detail: 'An IP address that every machine of the set has, or nothing for all of them.',
    isAdvanced: true,
    problem: (value, known) => {
      if (value === '') return undefined;
      if (!isIpAddress(value)) return 'This is no IP address. Leave it out for all addresses.';
      return one(known, 'profile') === 'tailnet' && addressClass(value) !== 'tailnet'
        ? 'Nobody is asked for anything there, and this is no address of a tailnet. Leave it out: the exporter listens at the one of its host.'
        : undefined;
    },
  }),
  question({
    id: 'collectors',
    flag: '--collectors',
    takes: 'all|without-sensitive|minimal',
    title: 'Which collectors shall run?',
    detail: 'Fewer collectors tell less to whoever gets in.',
    applies: (known) => one(known, 'exporter') === 'node',
    standard: () => ['all'],
    choices: () => [
      { value: 'all', label: 'Those that run by default', detail: 'most dashboards need them' },
      {
        value: 'without-sensitive',
        label: 'Without those that tell much',
        detail: 'no operating system, kernel version, hardware serials, network details',
      },
      {
        value: 'minimal',
        label: 'The few that alerts need',
        detail: 'CPU, memory, disks, file systems, load, network',
      },
    ],
  }),
];

const NO_PORT = 'A port is a number from 1 to 65535.';

/** The container of node_exporter is in the network of the host, and has no capability to listen below 1024 there. */
function portProblem(port: string, known: Known): string | undefined {
  const isBarred = one(known, 'exporter') === 'node' && one(known, 'form') === 'compose' && isPrivileged(Number(port));
  return isBarred
    ? 'A container without rights cannot listen below 1024 in the network of its host. Choose a higher port.'
    : undefined;
}

function needsWebConfig(known: Known): boolean {
  const profile = one(known, 'profile');
  const able: readonly string[] = ['stunnel', 'tailnet', 'reverse-proxy'] satisfies readonly Profile[];
  return !able.includes(profile);
}

/** The newest version, or the one that Debian's stable release has. */
function usualVersion(known: Known): string {
  const exporter = exporterOf(known);
  return (one(known, 'form') === 'debian' ? exporter?.debian?.version : exporter?.version) ?? '';
}

function formChoices(known: Known) {
  const exporter = exporterOf(known);
  return [
    { value: 'systemd', label: 'A systemd unit of its own', detail: 'with a release that is checked against its sums' },
    ...(exporter?.debian
      ? [{ value: 'debian', label: 'The Debian package', detail: `${exporter.debian.name}, with a drop-in` }]
      : []),
    ...(exporter?.image
      ? [{ value: 'compose', label: 'A container', detail: 'Docker Compose, read-only and without capabilities' }]
      : []),
  ];
}
