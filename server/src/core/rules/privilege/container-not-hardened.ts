import type { NewEntry } from '../../edits/edits';
import type { Process, Said } from '../../model/nouns';
import { needOfRoot } from '../rootNeeds';
import { defineRule, fix, type RuleInput } from '../rule';

export default defineRule({
  id: 'container-not-hardened',
  category: 'privilege',
  severity: 'hint',
  kinds: ['compose', 'scrape-config'],
  summary: 'A container may write to its file system, keeps capabilities or can gain privileges; or it is privileged',
  why: 'A container has by default a dozen capabilities, a file system to write to, and programs that can give it more privileges. An exporter uses none of it. `privileged: true` gives it all devices and all capabilities: it is root on the host.',
  advice:
    'Add `read_only: true`, `cap_drop: [ALL]` and `security_opt: [no-new-privileges:true]`; what it writes goes to a volume or to `tmpfs`. In the place of `privileged: true`, name the `devices` and the one capability (`cap_add`) that it needs.',
  sources: [
    'https://docs.docker.com/reference/compose-file/services/#privileged',
    'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html',
  ],
  examples: [
    {
      kind: 'compose',
      bad: `services:
  ‹node›:
    image: quay.io/prometheus/node-exporter:v1.8.2
    security_opt:
      - apparmor:exporters
`,
      fixed: `services:
  node:
    image: quay.io/prometheus/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: [apparmor:exporters, no-new-privileges:true]
`,
    },
    {
      kind: 'compose',
      severity: 'error',
      bad: `services:
  blackbox:
    image: quay.io/prometheus/blackbox-exporter:v0.25.0
    privileged: ‹true›
`,
      fixed: `services:
  blackbox:
    image: quay.io/prometheus/blackbox-exporter:v0.25.0
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
    },
    {
      kind: 'scrape-config',
      severity: 'error',
      bad: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: smartctl
spec:
  template:
    spec:
      containers:
        - name: smartctl
          image: quay.io/prometheuscommunity/smartctl-exporter:v0.12.0
          securityContext:
            privileged: ‹true›
`,
    },
  ],
  good: [
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
  check: (input) => {
    for (const process of input.nouns.processes) {
      const { privileged } = process.hardening;
      if (process.runsIn !== 'container' && process.runsIn !== 'pod') continue;
      if (privileged !== undefined && isTrue(privileged)) reportPrivileged(process, privileged, input);
      else if (process.runsIn === 'container' && process.isPartial !== true) reportMissing(process, input);
    }
  },
});

function isTrue({ value }: Said<string>): boolean {
  return value !== undefined && /^(true|yes|on|y)$/i.test(value);
}

function reportPrivileged(process: Process, at: Said<string>, { edits, report }: RuleInput): void {
  const need = needOfRoot(process);
  const missing = process.runsIn === 'container' ? missingIn(process) : [];
  const isReplaced = missing.length > 0 && missing.every(({ old }) => old === undefined);
  const change = isReplaced
    ? edits.replaceEntry(
        at,
        missing.map(({ entry }) => entry),
      )
    : edits.removeEntry(at);
  const instead =
    need === undefined
      ? `${process.program} needs nothing of it. Remove it.`
      : `It needs a part of it: ${need}. Name the devices and the capability that it takes in its place.`;
  report(
    at,
    `A privileged container has all capabilities and all devices: whoever breaks in is root on the host. ${instead}`,
    {
      severity: 'error',
      fixes: need === undefined ? fix('Take the privileges away', [change]) : [],
    },
  );
}

function reportMissing(process: Process, { edits, report }: RuleInput): void {
  const missing = missingIn(process);
  if (missing.length === 0) return;
  const added = missing.filter(({ old }) => old === undefined).map(({ entry }) => entry);
  const replaced = missing.flatMap(({ old, entry }) => (old === undefined ? [] : [edits.replaceEntry(old, [entry])]));
  const beside = process.image ?? process.at;
  const names = missing.map(({ name }) => `\`${name}\``).join(', ');
  report(process.at, `This container may do more than ${process.program} needs. Missing: ${names}.`, {
    fixes: fix('Add what is missing', [...(added.length === 0 ? [] : [edits.addBeside(beside, added)]), ...replaced]),
  });
}

interface Missing {
  readonly name: string;
  readonly entry: NewEntry;
  /** The list that lacks the item, where there is one. */
  readonly old?: Said<string>;
}

/** What a service lacks. What it says in a variable, and a switch that is off, is no lack. */
function missingIn(process: Process): readonly Missing[] {
  const { read_only: readOnly, cap_drop: dropped, security_opt: options } = process.hardening;
  const missing: Missing[] = [];
  // Grafana writes into its own folders.
  if (readOnly === undefined && process.program !== 'grafana') {
    missing.push({ name: 'read_only: true', entry: { key: 'read_only', value: 'true' } });
  }
  if (!keepsCapabilities(process) && !has(dropped, /^ALL$/i)) {
    missing.push({
      name: 'cap_drop: [ALL]',
      entry: { key: 'cap_drop', value: ['ALL'] },
      ...(dropped && { old: dropped }),
    });
  }
  if (!has(options, /^no-new-privileges([:=]true)?$/)) {
    const items = options?.value === undefined || options.value === '' ? [] : options.value.split(',');
    const entry = { key: 'security_opt', value: [...items, 'no-new-privileges:true'] };
    missing.push({ name: 'no-new-privileges', entry, ...(options && { old: options }) });
  }
  return missing;
}

/** Whether the program needs capabilities: for what it reads, or to give up root once it runs. */
function keepsCapabilities(process: Process): boolean {
  return process.program === 'stunnel' || needOfRoot(process) !== undefined;
}

function has(list: Said<string> | undefined, item: RegExp): boolean {
  if (list === undefined) return false;
  return list.value === undefined || list.value.split(',').some((text) => item.test(text.trim()));
}
