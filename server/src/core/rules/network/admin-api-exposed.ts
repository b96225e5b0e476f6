import type { Flag, Listener, Process } from '../../model/nouns';
import { isFencedIn, isOf, placeInWords } from '../exposed';
import { asksWhoComes, exposureOf } from '../reach';
import { defineRule } from '../rule';

const UNIT = (flags: string) => `[Unit]
Description=Prometheus

[Service]
User=prometheus
Restart=on-failure
ExecStart=/usr/local/bin/prometheus --config.file=/etc/prometheus/prometheus.yml ${flags}

[Install]
WantedBy=multi-user.target
`;
const COMPOSE = (flags: string, address = '') => `services:
  prometheus:
    image: prom/prometheus:v3.1.0
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    command:
      - --config.file=/etc/prometheus/prometheus.yml
${flags}    ports: ['${address}9090:9090']
`;
const ADDRESS = '--web.listen-address=10.0.0.5:9090';
/** Other findings about the same address, and about the unit. */
const OPEN_UNIT = ['listener-without-auth', 'unit-not-hardened'];

/** Flags that let whoever comes change or steal something, with what they let them do. */
const POWERS: Readonly<Record<string, string>> = {
  'web.enable-admin-api': 'delete series, shut the database for snapshots, and copy it',
  'web.enable-remote-write-receiver': 'write series of their own, over which alerts are decided',
  'web.cors.origin': 'read everything through the browser of whoever visits a page of theirs',
};
const LIFECYCLE = 'web.enable-lifecycle';

export default defineRule({
  id: 'admin-api-exposed',
  category: 'network',
  severity: 'error',
  kinds: ['systemd', 'compose'],
  summary: 'An interface that changes or gives away everything is open to everybody',
  why: 'These endpoints ask for nothing by themselves: who reaches the address can delete the series, write false ones, reload or end the program, or let the browser of a colleague read all of it.',
  advice:
    'Remove the flag. Where it is needed, listen on loopback, or require client certificates or a password with `--web.config.file`; of `--web.cors.origin` name the one origin that is meant.',
  sources: [
    'https://prometheus.io/docs/operating/security/#prometheus',
    'https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-admin-apis',
  ],
  examples: [
    {
      kind: 'systemd',
      path: 'prometheus.service',
      bad: UNIT(`${ADDRESS} ‹--web.enable-admin-api›`),
      alsoFinds: OPEN_UNIT,
    },
    {
      kind: 'systemd',
      path: 'prometheus.service',
      bad: UNIT(`‹--web.cors.origin=.*› ‹--web.enable-remote-write-receiver› ${ADDRESS}`),
      alsoFinds: OPEN_UNIT,
    },
    {
      kind: 'compose',
      severity: 'warning',
      bad: COMPOSE('      - ‹--web.enable-lifecycle›\n'),
      alsoFinds: ['published-port-bypasses-firewall'],
    },
  ],
  good: [
    {
      kind: 'systemd',
      path: 'prometheus.service',
      text: UNIT('--web.enable-admin-api --web.listen-address=127.0.0.1:9090'),
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'systemd',
      path: 'prometheus.service',
      text: UNIT(`--web.enable-admin-api --web.config.file=/etc/prometheus/web.yml ${ADDRESS}`),
      alsoFinds: ['unit-not-hardened'],
    },
    { kind: 'compose', text: COMPOSE('      - --web.enable-lifecycle\n', '127.0.0.1:') },
  ],
  check: ({ nouns: { listeners, processes }, report }) => {
    for (const process of processes) {
      const open = listeners.find((listener) => isOpen(listener, process));
      if (open === undefined) continue;
      const flags = process.flags.filter(isOn);
      const powers = flags.filter(({ name }) => Object.hasOwn(POWERS, name));
      const lifecycle = flags.find(({ name }) => name === LIFECYCLE);
      for (const flag of powers) report(flag, messageOf(POWERS[flag.name] ?? '', open));
      if (lifecycle !== undefined && powers.length === 0) {
        report(lifecycle, messageOf('reload its configuration and end it', open), { severity: 'warning' });
      }
    }
  },
});

/** Whether `listener` is one of `process` that is reached from other hosts and asks for nothing. */
function isOpen(listener: Listener, process: Process): boolean {
  if (!isOf(listener, process)) return false;
  if (listener.within === 'container' || listener.protocol === 'udp' || isFencedIn(process)) return false;
  const exposure = exposureOf(listener);
  const isReached = exposure === 'all' || exposure === 'address';
  return isReached && asksWhoComes(listener) === false;
}

/** Whether `flag` is given in the form that opens something; an origin that is named lets in only that. */
function isOn({ name, value }: Flag): boolean {
  if (name === 'web.cors.origin') return /^\^?(\.[*+]|\*)\$?$/.test(value?.value ?? '');
  return value === undefined || value.value === 'true';
}

function messageOf(power: string, listener: Listener): string {
  const { program } = listener;
  return `With this, everybody who reaches ${placeInWords(listener)} can ${power}: ${program} asks nobody who comes. Remove the flag, listen on loopback, or require client certificates or a password (\`--web.config.file\`).`;
}
