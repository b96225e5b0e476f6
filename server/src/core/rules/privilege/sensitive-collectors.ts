import type { Flag, Listener, Process } from '../../model/nouns';
import { placeInWords } from '../exposed';
import { asksWhoComes, exposureOf } from '../reach';
import { defineRule } from '../rule';

/** Flags that are off by default, with what they show. */
const COLLECTORS: Readonly<Record<string, string>> = {
  'collector.processes': 'how many processes and threads there are, and in which states',
  'collector.systemd': 'every unit of the host, and so what is installed',
  'collector.logind': 'who is logged in, by seat and kind of session',
  'collector.mountstats': 'the mounts of NFS with their servers and paths',
  'collector.supervisord': 'the processes that supervisord runs',
  'collector.runit': 'the services that runit runs',
  'collect.info_schema.processlist': 'the users and hosts that are connected to the database',
  'collect.info_schema.userstats': 'the users of the database',
  'collect.mysql.user': 'the users of the database with their privileges',
};

const UNIT = `[Service]
DynamicUser=yes
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter`;

export default defineRule({
  id: 'sensitive-collectors',
  category: 'privilege',
  severity: 'hint',
  kinds: ['systemd', 'compose'],
  summary: 'Processes, users or mounts are shown to everybody who can reach the port',
  why: 'A list of what runs, who is logged in and what is mounted from where saves an attacker the work of finding it out. These collectors are off by default.',
  advice:
    'Ask who comes (`--web.config.file` with a client certificate or a password), listen on an address that only Prometheus reaches, or leave the collector out.',
  sources: [
    'https://github.com/prometheus/node_exporter#disabled-by-default',
    'https://prometheus.io/docs/operating/security/#exporters',
  ],
  examples: [
    {
      kind: 'systemd',
      bad: `${UNIT} --web.listen-address=10.0.0.5:9100 ‹--collector.systemd›\n`,
      alsoFinds: ['unit-not-hardened', 'listener-without-auth'],
    },
    {
      kind: 'compose',
      bad: `services:
  mysql:
    image: prom/mysqld-exporter:v0.15.1
    command: ['‹--collect.info_schema.processlist›']
    ports: ['10.0.0.5:9104:9104']
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
      alsoFinds: ['listener-without-auth'],
    },
  ],
  good: [
    {
      kind: 'systemd',
      text: `${UNIT} --web.listen-address=127.0.0.1:9100 --collector.systemd\n`,
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'systemd',
      text: `${UNIT} --web.listen-address=10.0.0.5:9100 --web.config.file=/etc/web.yml --collector.systemd\n`,
      alsoFinds: ['unit-not-hardened'],
    },
  ],
  check: ({ nouns, report }) => {
    for (const process of nouns.processes) {
      const listener = nouns.listeners.find((candidate) => isOpen(candidate, process));
      if (listener === undefined) continue;
      for (const flag of process.flags) {
        const shows = Object.hasOwn(COLLECTORS, flag.name) && isOn(flag) ? COLLECTORS[flag.name] : undefined;
        if (shows === undefined) continue;
        report(
          flag,
          `This shows ${shows}, to everybody who can reach ${placeInWords(listener)}: ${process.program} asks nobody who comes. Leave it out, or require client certificates or a password (\`--web.config.file\`).`,
        );
      }
    }
  },
});

function isOn({ value }: Flag): boolean {
  return value === undefined || value.value === 'true';
}

/** Whether `listener` is one of `process` that can be reached from elsewhere, and asks for nothing. */
function isOpen(listener: Listener, { program, name }: Process): boolean {
  if (listener.program !== program || listener.name !== name || listener.within === 'container') return false;
  const exposure = exposureOf(listener);
  return (exposure === 'all' || exposure === 'address') && asksWhoComes(listener) === false;
}
