import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrongCertificates } from './certificates';
import { type Machine, until } from './machine';
import type { World } from './world';
import { ADDRESSES } from './world';

/** A set that the command line made, as its user makes it. */
export interface GeneratedSet {
  /** On this machine. */
  readonly folder: string;
  remove(): void;
}

const CLI = join(process.cwd(), 'dist/cli.js');

/** Answers that fit the machines of a world: scrapes that need no patience, and the installed version. */
const FOR_THE_WORLD = ['--scrape-interval', '1s', '--no-ca-passphrase'];
const INSTALLED = ['--exporter-version', '1.5.0'];

/** Runs `scrapeguard init` with `args`, for the target of the world. */
export function makeSet(args: readonly string[], host: string = ADDRESSES.target.name): GeneratedSet {
  const around = mkdtempSync(join(tmpdir(), 'scrapeguard-set-'));
  // nginx computes bcrypt anew with every scrape, which is to end within a second on a busy machine, too.
  writeFileSync(join(around, '.scrapeguard.yaml'), 'bcryptCost: 10\n');
  const folder = join(around, 'set');
  fillSet(folder, args, host);
  return { folder, remove: () => rmSync(around, { recursive: true, force: true }) };
}

/** Runs it for the set in `folder`, which may be there already. */
export function fillSet(folder: string, args: readonly string[], host: string = ADDRESSES.target.name): void {
  const version = args.includes('--exporter') ? [] : INSTALLED;
  execFileSync(
    process.execPath,
    [CLI, 'init', ...args, '--host', host, '--out', folder, ...FOR_THE_WORLD, ...version],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Where the parts of a set lie on their machines. */
export const SET = '/root/set';

/** Copies both sides to their machines and runs `deploy.sh` on each, as the README says. */
export function deploy(world: World, set: GeneratedSet, host: string = ADDRESSES.target.name): void {
  deployTarget(world, set, host);
  world.prometheus.put(join(set.folder, 'prometheus'), SET);
  run(world.prometheus);
}

/** The same for the side of the exporter only. */
export function deployTarget({ target }: World, { folder }: GeneratedSet, host: string = ADDRESSES.target.name): void {
  // What install.sh fetches: the same program under the name that its releases have.
  target.must('install -m 0755 /usr/bin/prometheus-node-exporter /usr/local/bin/node_exporter');
  target.put(join(folder, 'hosts', host), SET);
  run(target);
}

function run(machine: Machine): void {
  const { status, stdout, stderr } = machine.run(`sh ${SET}/deploy.sh`);
  if (status === 0) return;
  const journal = machine.run('journalctl --no-pager --lines 30').stdout;
  throw new Error(`deploy.sh ended with ${status} on ${machine.name}:\n${stdout}${stderr}\n${journal}`);
}

/** Where wrong certificates lie on every machine. */
export const WRONG = '/root/wrong';

/** How Prometheus' own interface is asked, where it wants nothing. */
export const OPEN_API = 'http://localhost:9090';

/** The same where it wants the certificate of the job `node`. */
export const API_WITH_CERTIFICATE =
  '--cacert /etc/prometheus/node-ca.crt --cert /etc/prometheus/node-client.crt --key /etc/prometheus/node-client.key https://localhost:9090';

/** Waits until Prometheus, asked at `api`, has scraped `job` with success; fails with what it says instead. */
export async function untilUp({ prometheus }: World, job: string, api: string = OPEN_API): Promise<void> {
  const query = (what: string) => prometheus.run(`curl -s --max-time 5 ${api}/api/v1/${what}`).stdout;
  await until(
    () => firstValue(query(`query?query=up%7Bjob%3D%22${job}%22%7D`)) === '1' || undefined,
    () => `up is not 1: ${query('targets')}\n${prometheus.run('journalctl -u prometheus --no-pager -n 20').stdout}`,
  );
}

function firstValue(answer: string): string | undefined {
  try {
    const parsed: { data?: { result?: { value?: [number, string] }[] } } = JSON.parse(answer);
    return parsed.data?.result?.[0]?.value?.[1];
  } catch {
    return undefined;
  }
}

/** What curl, given `request`, got from `machine`: the HTTP status, or "shut" where there was no answer. */
export function ask(machine: Machine, request: string): string {
  const { stdout } = machine.run(`curl -s -o /dev/null -w '%{http_code}' --max-time 4 ${request}`);
  return stdout === '000' ? 'shut' : stdout;
}

/** What each of `requests` got: to be compared as a whole, so that neither an open nor a missing door is overlooked. */
export function askAll<K extends string>(machine: Machine, requests: Readonly<Record<K, string>>): Record<K, string> {
  const answers = Object.entries<string>(requests).map(([name, request]) => [name, ask(machine, request)]);
  return Object.fromEntries(answers);
}

/** Arguments of curl for a wrong certificate, by its name. */
export function wrong(name: keyof WrongCertificates): string {
  return `--cert ${WRONG}/${name}.crt --key ${WRONG}/${name}.key`;
}
