import { flagNamed } from '../model/flags';
import type { Process } from '../model/nouns';
import { PROGRAMS } from '../model/programs';

/** Programs that an ordinary user cannot run for all that they are there for, with what they do; after `plain`. */
const NEEDY: Readonly<Record<string, string>> = {
  smartctl_exporter: 'talks to the disks themselves, which takes `CAP_SYS_RAWIO` and their device files',
  ipmi_exporter: 'talks to the management controller of the host through its device file',
  process_exporter: 'reads of the processes of other users what only root may',
  cadvisor: 'reads the control groups and the containers of the host',
  wireguard_exporter: 'asks the kernel for its tunnels, which takes `CAP_NET_ADMIN`',
  ebpf_exporter: 'loads programs into the kernel',
  fail2ban_exporter: 'speaks with a socket that only root may open',
  dcgm_exporter: 'profiles the graphics card, which takes `CAP_SYS_ADMIN`',
};

/** Collectors of node_exporter that need more (stunnel-rules.md 6a). */
const COLLECTORS: Readonly<Record<string, string>> = {
  perf: 'counts events of the kernel, which takes `CAP_PERFMON`',
  slabinfo: 'reads `/proc/slabinfo`, which only root may',
};

/** Programs that read files or sockets of another one, whose group or user they may be given for that. */
const OF_OTHERS = new Set(['frr_exporter', 'unbound_exporter', 'postfix_exporter', 'php_fpm_exporter', 'zfs_exporter']);

function plain(program: string): string {
  return program.replaceAll('-', '_');
}

/** Why `process` cannot do all that it is there for as an ordinary user, as the rest of a sentence; undefined for most. */
export function needOfRoot({ program, flags }: Pick<Process, 'program' | 'flags'>): string | undefined {
  const own = NEEDY[plain(program)];
  if (own !== undefined) return `${program} ${own}`;
  const collector = Object.keys(COLLECTORS).find((name) => {
    const flag = flagNamed(flags, `collector.${name}`);
    return flag !== undefined && flag.value?.value !== 'false';
  });
  return collector === undefined ? undefined : `its collector \`${collector}\` ${COLLECTORS[collector]}`;
}

/** Files that are made for one user: settings with secrets, keys. */
const PRIVATE_FILE = /^\/.*\.(ya?ml|json|toml|conf|cnf|cfg|ini|key|pem|env)$/;

/**
 * Whether another user, or a strict sandbox, takes nothing from `process` that it had: a known exporter that only reads
 * what everybody may read, and listens on a port that everybody may open.
 */
export function isSelfContained(process: Process): boolean {
  const { program, flags, mayNeedRoot } = process;
  if (mayNeedRoot === true || needOfRoot(process) !== undefined || OF_OTHERS.has(plain(program))) return false;
  // Exporters of other languages, and unknown ones, do who knows what.
  if (!PROGRAMS.some(({ name, role, listenFlag }) => name === program && role === 'exporter' && listenFlag))
    return false;
  return flags.every(({ value }) => {
    if (value === undefined) return true;
    if (value.value === undefined) return false;
    return !PRIVATE_FILE.test(value.value) && !/^[^/]*:\d{1,3}$/.test(value.value);
  });
}
