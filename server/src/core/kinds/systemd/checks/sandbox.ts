import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { toFinding } from '../../walk';
import { SYSTEMD, type UnitCheck, type UnitContext } from '../context';
import { type Assignment, assignmentsOf, inForce, lastOf, type UnitFile } from '../unitFile';
import { ADDRESS_FAMILIES } from '../valueNames';
import { booleanOf } from '../valueTypes';

export const infos = defineChecks({
  breaks: {
    code: 'sandbox-breaks-metrics',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A key that hardens the unit takes something away that the exporter needs: metrics are missing.',
  },
  changes: {
    code: 'sandbox-changes-metrics',
    severity: 'info',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A key that hardens the unit gives node_exporter a view of the file systems that is not that of the host.',
  },
  unreachable: {
    code: 'sandbox-hides-port',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A key that hardens the unit shuts the network away: nobody reaches the port.',
  },
  killed: {
    code: 'syscall-filter-kills-go',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'CRASH',
    summary: 'The filter of system calls ends a Go program as it starts, since it has no `SystemCallErrorNumber=`.',
  },
});

/** Hardening that goes too far for what the unit runs. */
export const checkSandbox: UnitCheck = (context) => {
  const run = context.started.find((one) => one.run !== undefined)?.run;
  if (run === undefined || run.program.role === 'stunnel') return [];
  return [
    ...reachability(context.unit),
    ...syscallFilter(context),
    ...(run.program.name === 'node_exporter' ? nodeExporter(context) : []),
  ];
};

function isOn(unit: UnitFile, key: string): Assignment | undefined {
  const entry = lastOf(unit, 'Service', key);
  return booleanOf(entry?.value) === true ? entry : undefined;
}

function reachability(unit: UnitFile): Finding[] {
  const findings: Finding[] = [];
  const isolated = isOn(unit, 'PrivateNetwork');
  const isJoined = assignmentsOf(unit, 'Unit', 'JoinsNamespaceOf').length > 0 || hasSockets(unit);
  if (isolated !== undefined && !isJoined) {
    const text =
      'with `PrivateNetwork` the program sees a network of its own with nothing but `lo`: its port cannot be reached, and the metrics of the network are those of the empty one. Remove it.';
    findings.push(toFinding(infos.unreachable, isolated.valueAt, text, { fixes: [offFix(isolated)] }, SYSTEMD));
  }
  const denied = inForce(assignmentsOf(unit, 'Service', 'IPAddressDeny')).find(({ value }) => value === 'any');
  if (denied !== undefined && inForce(assignmentsOf(unit, 'Service', 'IPAddressAllow')).length === 0) {
    const text =
      'all addresses are denied and none is allowed, so that nobody reaches the port. Add `IPAddressAllow=` with the address that Prometheus comes from.';
    findings.push(toFinding(infos.unreachable, denied.valueAt, text, {}, SYSTEMD));
  }
  const families = addressFamilies(unit);
  if (families !== undefined && !families.names.some((name) => /^AF_INET6?$/.test(name)) && !hasSockets(unit)) {
    const text = 'without `AF_INET` and `AF_INET6` the program cannot open its port. Add them.';
    findings.push(toFinding(infos.unreachable, families.last.valueAt, text, {}, SYSTEMD));
  }
  return findings;
}

function hasSockets(unit: UnitFile): boolean {
  return unit.sections.some(({ assignments }) => assignments.some(({ key }) => key === 'Sockets'));
}

function offFix({ valueAt }: Assignment) {
  return replaceFix('Write `no`', valueAt, 'no');
}

/** The families that `RestrictAddressFamilies=` allows; undefined where it is no list of those. */
function addressFamilies(unit: UnitFile): { readonly names: readonly string[]; readonly last: Assignment } | undefined {
  const entries = inForce(assignmentsOf(unit, 'Service', 'RestrictAddressFamilies'));
  const last = entries.at(-1);
  if (last === undefined || entries.some(({ value }) => /^~|^none$|[%${]/.test(value))) return undefined;
  const names = entries.flatMap(({ value }) => value.split(/\s+/));
  // A misspelled one has its own finding, and may be the one that is looked for.
  return names.every((name) => ADDRESS_FAMILIES.includes(name)) ? { names, last } : undefined;
}

/**
 * `~@resources` without an error number kills what calls setrlimit, which every program built with Go 1.19 or newer
 * does as it starts (stunnel-rules.md 6a).
 */
function syscallFilter({ unit }: UnitContext): Finding[] {
  if (lastOf(unit, 'Service', 'SystemCallErrorNumber') !== undefined) return [];
  const denies = inForce(assignmentsOf(unit, 'Service', 'SystemCallFilter')).find(({ value }) =>
    /^~(.*\s)?@resources(\s|$)/.test(value),
  );
  if (denies === undefined) return [];
  const text =
    'programs built with Go 1.19 or newer set their limit of open files as they start, which is in `@resources`: this filter kills them. Add `SystemCallErrorNumber=EPERM`, so that the call only fails.';
  const end = denies.valueAt.end;
  const change = { start: end, end, newText: '\nSystemCallErrorNumber=EPERM' };
  const fixes = [{ title: 'Add `SystemCallErrorNumber=EPERM`', preferred: true, changes: [change] }];
  return [toFinding(infos.killed, denies.valueAt, text, { fixes }, SYSTEMD)];
}

function nodeExporter(context: UnitContext): Finding[] {
  const { unit } = context;
  return [...procFindings(context), ...netlink(unit), ...fileSystems(unit)];
}

function procFindings({ unit, started }: UnitContext): Finding[] {
  const subset = lastOf(unit, 'Service', 'ProcSubset');
  if (subset?.value === 'pid') {
    const text =
      'with `ProcSubset=pid` the files of `/proc` that are not about processes are gone: half of the metrics (cpu, memory, load, disks, network) fail. Write `all`.';
    const fixes = [replaceFix('Write `all`', subset.valueAt, 'all')];
    return [toFinding(infos.breaks, subset.valueAt, text, { fixes }, SYSTEMD)];
  }
  const hidden = lastOf(unit, 'Service', 'ProtectProc');
  const hasProcesses = started.some(({ run }) => run?.args.some(({ text }) => /^--collector\.processes$/.test(text)));
  if (!hasProcesses || hidden === undefined || !/^(invisible|noaccess|ptraceable)$/.test(hidden.value)) return [];
  const text =
    'the collector `processes` sees only the processes of its own user with this. Write `default`, or leave the collector out.';
  const fixes = [replaceFix('Write `default`', hidden.valueAt, 'default', false)];
  return [toFinding(infos.breaks, hidden.valueAt, text, { fixes }, SYSTEMD)];
}

function netlink(unit: UnitFile): Finding[] {
  const denies = inForce(assignmentsOf(unit, 'Service', 'RestrictAddressFamilies')).find(({ value }) =>
    /^~(.*\s)?AF_NETLINK(\s|$)/.test(value),
  );
  const families = addressFamilies(unit);
  const allowed = families?.names ?? [];
  const lacks = families !== undefined && allowed.some((name) => /^AF_INET6?$/.test(name));
  const at =
    denies ?? (lacks && !allowed.some((name) => /^AF_(NETLINK|ROUTE)$/.test(name)) ? families?.last : undefined);
  if (at === undefined) return [];
  const text =
    'node_exporter asks the kernel about interfaces and neighbours through `AF_NETLINK`: without it the collectors `netdev` and `arp` fail. Add it.';
  const { end } = at.valueAt;
  const fixes = denies === undefined ? [replaceFix('Add `AF_NETLINK`', { start: end, end }, ' AF_NETLINK')] : [];
  return [toFinding(infos.breaks, at.valueAt, text, { fixes }, SYSTEMD)];
}

function fileSystems(unit: UnitFile): Finding[] {
  const findings: Finding[] = [];
  const home = lastOf(unit, 'Service', 'ProtectHome');
  if (home !== undefined && (booleanOf(home.value) === true || home.value === 'tmpfs')) {
    const text =
      'node_exporter does not see file systems below `/home`, `/root` and `/run/user` with this, or with a wrong size. `read-only` protects them as well and shows them.';
    const fixes = [replaceFix('Write `read-only`', home.valueAt, 'read-only')];
    findings.push(toFinding(infos.changes, home.valueAt, text, { fixes }, SYSTEMD));
  }
  const temporary = isOn(unit, 'PrivateTmp');
  if (temporary !== undefined) {
    const text =
      'with a `/tmp` of its own node_exporter may report mounts that the host does not have. It writes no temporary files, so `PrivateTmp` gains nothing. Remove it.';
    findings.push(toFinding(infos.changes, temporary.valueAt, text, { fixes: [offFix(temporary)] }, SYSTEMD));
  }
  return findings;
}
