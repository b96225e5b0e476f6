import { defineChecks } from '../../../findings/check';
import type { Finding, Fix } from '../../../findings/finding';
import { flagNamed } from '../../../model/flags';
import type { ProgramVersion } from '../../../model/knownFlags';
import { replaceFix } from '../../../schema/report';
import { nodeAt, type PlainNode } from '../../yamlReading';
import type { Mount } from '../mounts';
import type { ComposeService } from '../service';
import { addLineFix, found, type ServiceCheck } from './check';

/** The file system of the host in a container (stunnel-rules.md 6b). */
export const infos = defineChecks({
  writable: {
    code: 'rootfs-mount-writable',
    severity: 'error',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: 'the whole file system of the host is mounted into a container that may write to it',
  },
  notSlave: {
    code: 'rootfs-mount-not-slave',
    severity: 'info',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "the host's file system is mounted without `rslave`: what is mounted or unmounted later is not seen",
  },
  otherPath: {
    code: 'rootfs-path-mismatch',
    severity: 'error',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "`--path.rootfs` is not where the host's file system is mounted",
  },
  noPath: {
    code: 'rootfs-path-mismatch',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "the host's file system is mounted and `--path.rootfs` does not say where",
  },
  noMount: {
    code: 'rootfs-path-mismatch',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "`--path.rootfs` is given and the host's file system is not mounted",
  },
  noHostPid: {
    code: 'host-pid-missing',
    severity: 'info',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: "node_exporter sees the host's file system and the container's processes and mounts",
  },
});

/** The mounts of `/`: writable ones in any service, and what node_exporter needs besides. */
export const checkRootfs: ServiceCheck = ({ service, source }) => {
  const mounts = service.mounts.filter((mount) => isRoot(mount.source));
  const isNode = service.program.name === 'node_exporter';
  const findings = mounts.flatMap((mount) => mountFindings(mount, isNode, source));
  return isNode ? [...findings, ...pathFindings(service, mounts, source), ...pidFindings(service, mounts)] : findings;
};

function mountFindings(mount: Mount, isNode: boolean, source: string): Finding[] {
  if (mount.readOnly === false) {
    const text = `The container may change every file of the host here${isNode ? ', and node_exporter only reads' : ''}. Mount it read-only.`;
    return [found(infos.writable, mount.at, text, readOnlyFix(mount, isNode, source))];
  }
  if (!isNode || mount.readOnly === undefined || mount.propagation !== undefined) return [];
  const text =
    'Without `rslave`, disks that are mounted later are missing in the metrics, and one that is unmounted stays busy. ' +
    'Add it.';
  return [found(infos.notSlave, mount.at, text, slaveFix(mount, source))];
}

function readOnlyFix(mount: Mount, isNode: boolean, source: string): Fix[] {
  const title = 'Mount it read-only';
  if (mount.node.type !== 'scalar') {
    const field = source.slice(mount.node.start, mount.node.end);
    return /\bread_only\b/.test(field) ? [] : addLineFix(mount.node, 'read_only: true', title);
  }
  const [from, to, options] = shortParts(mount, source);
  if (from === undefined || to === undefined) return [];
  const kept = (options ?? '').split(',').filter((option) => KEPT.test(option));
  const slave = isNode && mount.propagation === undefined ? ['rslave'] : [];
  return [replaceFix(title, mount.at, [from, to, ['ro', ...kept, ...slave].join(',')].join(':'))];
}

function slaveFix(mount: Mount, source: string): Fix[] {
  const title = 'Add `rslave`';
  if (mount.node.type !== 'scalar') {
    const field = source.slice(mount.node.start, mount.node.end);
    return /\bbind\b\s*:/.test(field) ? [] : addLineFix(mount.node, 'bind: { propagation: rslave }', title);
  }
  const [from, to, options] = shortParts(mount, source);
  return options === undefined ? [] : [replaceFix(title, mount.at, `${from}:${to}:${options},rslave`)];
}

/** The options of a mount besides `rw`, and besides what Compose does not know and passes over. */
const KEPT = /^([zZ]|nocopy|cached|delegated|consistent|r?(slave|shared|private))$/;

/** The parts of a mount in the short form; none where it is written with escapes, or paths that hold a `$`. */
function shortParts({ node, at }: Mount, source: string): readonly (string | undefined)[] {
  const written = source.slice(at.start, at.end);
  return node.type === 'scalar' && written === node.value && !written.includes('$') ? written.split(':') : [];
}

function pathFindings(service: ComposeService, mounts: readonly Mount[], source: string): Finding[] {
  const flag = flagNamed(service.flags, 'path.rootfs');
  const targets = mounts.map(({ target }) => target);
  if (targets.includes(undefined) || hasKey(service, 'volumes_from')) return [];
  if (flag === undefined) {
    const [first] = mounts;
    if (first === undefined || !service.hasAllFlags || isBefore(service.version, 0, 18)) return [];
    const text = `Nobody tells node_exporter that the host is at \`${first.target}\`, so it reports the container's own file systems. Add \`--path.rootfs=${first.target}\` to \`command\`.`;
    return [found(infos.noPath, first.at, text, addArgumentFix(nodeAt(service.body, 'command'), first.target, source))];
  }
  const path = flag.value?.value;
  if (path === undefined || normal(path) === '/' || service.isPartial) return [];
  if (service.mounts.some(({ target }) => target === undefined || normal(target) === normal(path))) return [];
  const at = flag.value ?? flag;
  const [target] = targets;
  if (target === undefined) {
    const text = `Nothing is mounted at \`${path}\`, so node_exporter finds no file system of the host. Mount it: \`/:${path}:ro,rslave\` under \`volumes\`.`;
    return [found(infos.noMount, at, text)];
  }
  const text = `The host's file system is mounted at \`${target}\`, and node_exporter looks for it at \`${path}\`. Name the same folder in both.`;
  return [found(infos.otherPath, at, text, [replaceFix(`Use ${target}`, at, target)])];
}

/** The fix that puts `--path.rootfs` in front of the arguments of a list; none where it stands in no list. */
function addArgumentFix(command: PlainNode | undefined, target: string | undefined, source: string): Fix[] {
  const [first] = command?.type === 'sequence' ? command.items : [];
  if (command?.type !== 'sequence' || first === undefined || !/^[\w./-]+$/.test(target ?? '')) return [];
  const { start } = first;
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  if (!command.flow && !/^ *- +$/.test(before)) return [];
  const argument = `--path.rootfs=${target}`;
  const newText = command.flow ? `${argument}, ` : `${argument}\n${before}`;
  return [{ title: `Add ${argument}`, preferred: true, changes: [{ start, end: start, newText }] }];
}

/** `/proc` of the container says only what the container has mounted, unless it is that of the host. */
function pidFindings(service: ComposeService, mounts: readonly Mount[]): Finding[] {
  const { flags, body, hasAllFlags } = service;
  const [mount] = mounts;
  if (mount === undefined || !hasAllFlags || flagNamed(flags, 'path.procfs') !== undefined) return [];
  if (flagNamed(flags, 'path.rootfs') === undefined) return [];
  if (body.type !== 'mapping' || body.pairs.length === 0) return [];
  if (hasKey(service, 'pid')) return [];
  const text =
    "Without `pid: host`, `/proc` is the container's own: node_exporter counts its processes and lists its mounts instead of the host's. Add it.";
  return [found(infos.noHostPid, service.at, text, addLineFix(body, 'pid: host', 'Add `pid: host`'))];
}

function hasKey({ body }: ComposeService, key: string): boolean {
  return nodeAt(body, key) !== undefined;
}

/** Whether the version is known and older; `--path.rootfs` came with 0.18. */
function isBefore(version: ProgramVersion | undefined, major: number, minor: number): boolean {
  return version !== undefined && (version[0] < major || (version[0] === major && version[1] < minor));
}

function isRoot(source: string | undefined): boolean {
  return source !== undefined && /^\/[/.]*$/.test(source) && !source.includes('..');
}

function normal(path: string): string {
  return path.replace(/\/+$/, '') || '/';
}
