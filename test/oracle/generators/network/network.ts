import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MachineFile } from '../../../../server/src/core/generators/setUp/machine';

/** What is done in the network, or asked; see inside.mjs for who is in it. */
export type Step =
  | { readonly run: string }
  /** A server on all addresses, of the host or of a peer. */
  | { readonly serve: number; readonly in?: Peer }
  | { readonly from?: Peer; readonly to: string; readonly port: number };
export type Peer = 'prom' | 'other' | 'tail' | 'box';

/** What came of a step. */
export interface Outcome {
  readonly status?: number | null;
  readonly stdout?: string;
  readonly stderr?: string;
  /** `200`, `reset`, `silence`. */
  readonly got?: string;
}

const NAMESPACES = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
/** From the root of the project, where npm starts its scripts. */
const INSIDE = resolve('test/oracle/generators/network/inside.mjs');

/** Whether namespaces may be made here, and `programs` are installed. */
export function canFilter(...programs: readonly string[]): boolean {
  const isThere = (program: string) => spawnSync(program, ['--version']).error === undefined;
  if (!['ip', ...programs].every(isThere)) return false;
  const script =
    'mount -t tmpfs none /run && mkdir /run/netns && ip netns add peer1 && ip link add name link1 type veth peer name eth0 netns peer1';
  return spawnSync('unshare', [...NAMESPACES, 'sh', '-c', script], { stdio: 'ignore' }).status === 0;
}

/** Takes `steps` one after the other in a network of its own, in a folder in which `files` lie. */
export function inNetwork(files: readonly MachineFile[], steps: readonly Step[]): readonly Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-network-'));
  try {
    for (const { path, content, mode } of files) {
      writeFileSync(join(folder, path), content);
      chmodSync(join(folder, path), mode);
    }
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify({ steps }));
    execFileSync('unshare', [...NAMESPACES, process.execPath, INSIDE, folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as readonly Outcome[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
