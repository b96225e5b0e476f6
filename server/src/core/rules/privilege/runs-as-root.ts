import type { Edits } from '../../edits/edits';
import type { Fix } from '../../findings/finding';
import type { Process } from '../../model/nouns';
import { imageRepository } from '../../model/programs';
import type { Span } from '../../text/span';
import { keepsData } from '../dataFolders';
import { isOn, isRoot, ownUserFixes } from '../ownUser';
import { needOfRoot } from '../rootNeeds';
import { defineRule, fix } from '../rule';

/** `nobody`, as the images of the Prometheus project have it. */
const NOBODY = '65534';

/**
 * Images whose Dockerfile names no user. Those of cAdvisor and process-exporter are not here: they have to run as root,
 * so there is nothing to be done.
 */
const ROOT_IMAGES =
  /(^|\/)(utkuozdemir\/nvidia_gpu_exporter|caarlos0\/domain_exporter|boynux\/squid-exporter|hipages\/php-fpm_exporter|ekofr\/pihole-exporter)$/;

export default defineRule({
  id: 'runs-as-root',
  category: 'privilege',
  severity: 'warning',
  kinds: ['systemd', 'compose', 'scrape-config', 'helm-values', 'stunnel'],
  summary: 'An exporter, Prometheus or stunnel runs as root',
  why: 'Whoever finds a hole in a program that runs as root has the whole host, or all that the container may do. Nearly all exporters read what every user may read: node_exporter gives the same metrics without root.',
  advice:
    'Give the program a user of its own. For an exporter under systemd that is one line, `DynamicUser=yes`; a container takes `user: "65534:65534"`, a pod `runAsUser`. Prometheus and Alertmanager need a user that owns the folder of their data. A program that does need root keeps it only with the rest of the sandbox around it.',
  sources: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#DynamicUser=',
    'https://github.com/prometheus/node_exporter/issues/3241',
  ],
  examples: [
    {
      kind: 'systemd',
      bad: `[Service]
User=‹root›
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter --web.listen-address=127.0.0.1:9100
`,
      fixed: `[Service]
DynamicUser=yes
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter --web.listen-address=127.0.0.1:9100
`,
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'systemd',
      bad: `[Service]
Restart=on-failure
‹ExecStart›=/usr/local/bin/prometheus --web.listen-address=127.0.0.1:9090 \\
  --storage.tsdb.path=/var/lib/prometheus
`,
      fixed: `[Service]
Restart=on-failure
ExecStart=/usr/local/bin/prometheus --web.listen-address=127.0.0.1:9090 \\
  --storage.tsdb.path=/var/lib/prometheus
DynamicUser=yes
StateDirectory=prometheus
`,
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'compose',
      bad: `services:
  node:
    image: quay.io/prometheus/node-exporter:v1.8.2
    user: ‹root›
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
      fixed: `services:
  node:
    image: quay.io/prometheus/node-exporter:v1.8.2
    user: 65534:65534
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: blackbox
spec:
  template:
    spec:
      containers:
        - name: blackbox
          image: quay.io/prometheus/blackbox-exporter:v0.25.0
          securityContext:
            runAsUser: ‹0›
`,
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: blackbox
spec:
  template:
    spec:
      containers:
        - name: blackbox
          image: quay.io/prometheus/blackbox-exporter:v0.25.0
          securityContext:
            runAsUser: 65534
`,
    },
    {
      kind: 'helm-values',
      bad: `prometheus:
  prometheusSpec:
    securityContext:
      runAsUser: ‹0›
`,
      fixed: `prometheus:
  prometheusSpec:
    securityContext:
      runAsUser: 65534
`,
    },
    {
      kind: 'stunnel',
      severity: 'info',
      bad: `foreground = yes
pid =

‹[metrics]›
accept = 127.0.0.1:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/metrics.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
      fixed: `foreground = yes
pid =
setuid = stunnel4
setgid = stunnel4

[metrics]
accept = 127.0.0.1:9443
connect = 127.0.0.1:9100
cert = /etc/stunnel/metrics.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
    },
    {
      kind: 'stunnel',
      severity: 'error',
      bad: `foreground = yes
pid =

[status]
accept = 127.0.0.1:9443
exec = ‹/usr/local/bin/status›
cert = /etc/stunnel/metrics.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
      fixed: `foreground = yes
pid =
setuid = stunnel4
setgid = stunnel4

[status]
accept = 127.0.0.1:9443
exec = /usr/local/bin/status
cert = /etc/stunnel/metrics.pem
CAfile = /etc/stunnel/ca.pem
verifyChain = yes
checkHost = prometheus.example.net
`,
    },
  ],
  good: [
    {
      kind: 'systemd',
      text: `[Service]
User=node_exporter
Restart=on-failure
ExecStart=/usr/local/bin/node_exporter --web.listen-address=127.0.0.1:9100
`,
      alsoFinds: ['unit-not-hardened'],
    },
    {
      kind: 'compose',
      text: `services:
  node:
    image: quay.io/prometheus/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
    },
  ],
  check: ({ nouns, edits, report }) => {
    for (const process of nouns.processes) {
      const at = rootPlace(process);
      if (at === undefined) continue;
      const need = needOfRoot(process);
      const fixes = need === undefined ? fixesOf(process, edits) : [];
      report(at, `${message(process)} ${need === undefined ? adviceFor(process) : kept(process, need)}`, { fixes });
    }
  },
});

/** Where it stands that `process` runs as root; undefined where it does not, or nobody can tell. */
function rootPlace({ runsIn, program, user, at, image, hardening, isPartial }: Process): Span | undefined {
  // The configuration of stunnel gives it a user once it has opened its ports.
  if (runsIn === 'shell' || program === 'stunnel') return undefined;
  if (user !== undefined) return isRoot(user) ? user : undefined;
  if (isPartial) return undefined;
  if (runsIn === 'unit') return isOn(hardening.DynamicUser) === false ? at : undefined;
  return runsIn === 'container' && ROOT_IMAGES.test(imageRepository(image?.value ?? '')) ? at : undefined;
}

function message({ runsIn, program, user }: Process): string {
  if (user !== undefined) return `${program} runs as root: whoever finds a hole in it has ${stake(runsIn)}.`;
  const why = runsIn === 'unit' ? 'Without `User=` systemd runs' : 'This image names no user, so that Docker runs';
  return `${why} ${program} as root: whoever finds a hole in it has ${stake(runsIn)}.`;
}

function stake(runsIn: Process['runsIn']): string {
  return runsIn === 'unit' ? 'the whole host' : 'all that the container may do';
}

function adviceFor({ runsIn, program }: Process): string {
  if (runsIn === 'container') return `Write \`user: "${NOBODY}:${NOBODY}"\`, and let that user own what it writes to.`;
  if (runsIn === 'pod') return 'Give it a number above 0, and `runAsNonRoot: true`.';
  return keepsData(program)
    ? 'Write `User=` with a user of its own that owns the folder of its data.'
    : 'Write `DynamicUser=yes`, which gives it a user of its own that can write nothing.';
}

function kept({ runsIn }: Process, need: string): string {
  const instead =
    runsIn === 'unit'
      ? 'A user of its own with just that right (`AmbientCapabilities=`, a group) is better; else keep root and harden the unit'
      : 'A user of its own with just that right (`cap_add`, `devices`) is better; else let nobody but Prometheus reach it';
  return `It may have to: ${need}. ${instead}.`;
}

function fixesOf(process: Process, edits: Edits): readonly Fix[] {
  const { runsIn, user, image } = process;
  if (runsIn === 'unit') return ownUserFixes(process, edits);
  if (runsIn === 'pod') {
    return user === undefined ? [] : fix(`Run as the user ${NOBODY}`, [edits.replaceValue(user, NOBODY)]);
  }
  const value = `${NOBODY}:${NOBODY}`;
  const at = image === undefined ? [] : [edits.addBeside(image, [{ key: 'user', value }])];
  return fix(`Run as the user ${value}`, user === undefined ? at : [edits.replaceValue(user, value)]);
}
