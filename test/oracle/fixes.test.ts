import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fixAll } from '../../server/src/core/findings/fixAll';
import type { Targets } from '../../server/src/core/kinds/kind';
import type { KindId } from '../../server/src/core/kinds/kindId';
import { linkedToolkit, newestTargets } from '../../server/src/core/kinds/targets';
import { RULES } from '../../server/src/core/rules/all';
import { createServices } from '../../server/src/core/services/registry';
import { applyChanges } from '../../server/src/core/text/edit';
import { unmark } from '../unit/support/expectFindings';
import { makeIdentity } from './certificate';
import { askPromtool, findPromtool, JUDGED_KINDS } from './promtool';
import { makeFiles } from './stunnel/files';
import { askStunnel, findStunnel } from './stunnel/stunnel';

const services = createServices(RULES);
const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-fixes-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** A bad example with what its fixes make of it: the one that is offered first, and all safe ones. */
interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly after: readonly string[];
}

function fixedOf(kind: KindId, targets: Targets = newestTargets()): readonly Fixed[] {
  const service = services.get(kind)!;
  return RULES.flatMap(({ id, examples }) =>
    examples.flatMap((example, index): Fixed[] => {
      if (example.kind !== kind) return [];
      const before = unmark(example.bad).text;
      const judge = (text: string) =>
        service.check(service.open(text), { targets, ...(example.path !== undefined && { path: example.path }) })
          .findings;
      // What these versions refuse as it is, its program cannot judge.
      const isRefused = judge(before).some(({ category, severity }) => category !== 'security' && severity === 'error');
      if (isRefused) return [];
      const first = judge(before).flatMap(({ code, fixes = [] }) =>
        code === id ? (fixes.find(({ act }) => act === undefined)?.changes ?? []) : [],
      );
      const safe = fixAll(before, judge(before), judge).text;
      const after = [applyChanges(before, first), safe].filter((text) => text !== before);
      return after.length === 0 ? [] : [{ name: `${id} ${index}`, before, after }];
    }),
  );
}

/** The texts of `fixed` that `accepts` takes before and not afterwards; fails where hardly any is taken before. */
async function brokenByFixes(
  fixed: readonly Fixed[],
  accepts: (texts: readonly string[]) => Promise<readonly string[]> | readonly string[],
): Promise<readonly string[]> {
  const before = await accepts(fixed.map((one) => one.before));
  const taken = fixed.filter((_, index) => before[index] === '');
  expect(taken.length, before.join('\n')).toBeGreaterThan(fixed.length / 2);
  const texts = taken.flatMap(({ name, after }) => after.map((text) => ({ name, text })));
  const after = await accepts(texts.map(({ text }) => text));
  return texts.flatMap(({ name, text }, index) => (after[index] === '' ? [] : [`${name}: ${after[index]}\n${text}`]));
}

const promtool = findPromtool();
describe.skipIf(promtool === undefined)('files after their fixes [needs promtool: apt-get install prometheus]', () => {
  test.each(JUDGED_KINDS)('promtool takes a %s that it took before', async (kind) => {
    const identity = makeIdentity();
    const home = mkdtempSync(join(parent, 'promtool-'));
    for (const name of ['node', 'ca', 'client-ca', 'clients-ca', 'server', 'tls', 'cert', 'exporter', 'web']) {
      for (const ending of ['crt', 'pem', 'cert']) writeFileSync(join(home, `${name}.${ending}`), identity.certificate);
      writeFileSync(join(home, `${name}.key`), identity.key);
    }
    const accepts = async (texts: readonly string[]) =>
      (await askPromtool(promtool!, kind, texts, home)).map(({ outcome, says }) =>
        outcome === 'accepted' ? '' : `${outcome} ${says}`,
      );
    const prometheus = promtool?.version ?? newestTargets().prometheus;
    const toolkit = linkedToolkit(prometheus) ?? newestTargets().toolkit;
    const fixed = fixedOf(kind, { ...newestTargets(), prometheus, toolkit });
    if (fixed.length === 0) return;
    expect(await brokenByFixes(fixed, accepts)).toEqual([]);
  });
});

const stunnel = findStunnel();
describe.skipIf(stunnel === undefined)('stunnel.conf after its fixes [needs stunnel: apt-get install stunnel4]', () => {
  test('stunnel takes one that it took before', async () => {
    const tls = join(parent, 'tls');
    makeFiles(tls);
    const known: Readonly<Record<string, string>> = { cert: 'combined.pem', key: 'key.pem', CAfile: 'ca.pem' };
    // The files of the examples lie elsewhere, and their users and folders are not on this machine.
    const here = (text: string) =>
      text
        .replace(/^(\s*)(cert|key|CAfile)(\s*=\s*).*$/gm, (_, indent, name, equals) => {
          return `${indent}${name}${equals}${join(tls, known[String(name)] ?? '')}`;
        })
        .replace(/^\s*(setuid|setgid|output|pid|CApath|chroot)\s*=.*$/gm, ';')
        .replace(/^/, 'foreground = yes\n');
    const accepts = async (texts: readonly string[]) =>
      (await askStunnel(stunnel!, texts.map(here), join(parent, 'stunnel'))).map(({ outcome, says }) =>
        outcome === 'accepted' ? '' : `${outcome} ${says}`,
      );
    expect(await brokenByFixes(fixedOf('stunnel'), accepts)).toEqual([]);
  });
});

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
describe.skipIf(!hasAnalyze)('units after their fixes [needs systemd-analyze: apt-get install systemd]', () => {
  test('systemd-analyze verify says nothing of one of which it said nothing before', async () => {
    const folder = mkdtempSync(join(parent, 'units-'));
    const accepts = (texts: readonly string[]) =>
      texts.map((text) => {
        const path = join(folder, 'exporter.service');
        // The programs of the examples are not installed, nor are the units that they name.
        writeFileSync(path, text.replace(/^(ExecStart=)\S+/gm, '$1/bin/true').replace(/^(After|Wants)=.*$/gm, ''));
        const { stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
        return stderr
          .split('\n')
          .filter((line) => line.includes(basename(path)))
          .join('\n');
      });
    // Files of arguments are no units.
    const units = fixedOf('systemd').filter(({ before }) => before.includes('[Service]'));
    expect(await brokenByFixes(units, accepts)).toEqual([]);
  }, 300_000);
});

const hasNginx = spawnSync('nginx', ['-v']).status === 0;
describe.skipIf(!hasNginx)('sites of nginx after their fixes [needs nginx: apt-get install nginx-light]', () => {
  test('nginx -t takes one that it took before', async () => {
    const home = mkdtempSync(join(parent, 'nginx-'));
    const identity = makeIdentity();
    const write = (name: string, text: string) => writeFileSync(join(home, name), text);
    write('node.crt', identity.certificate);
    write('node.key', identity.key);
    write('users', 'prometheus:x\n');
    mkdirSync(join(home, 'logs'));
    const here = (text: string) =>
      text
        .replace(/^(\s*ssl_(?:client_|trusted_)?certificate\s+).*;$/gm, `$1${join(home, 'node.crt')};`)
        .replace(/^(\s*ssl_certificate_key\s+).*;$/gm, `$1${join(home, 'node.key')};`)
        .replace(/^(\s*auth_basic_user_file\s+).*;$/gm, `$1${join(home, 'users')};`)
        .replace(/^(\s*listen\s+)(?:\S*:)?(\d+)\b/gm, '$1127.0.0.1:$2');
    const accepts = (texts: readonly string[]) =>
      texts.map((text) => {
        write('nginx.conf', `pid ${home}/pid;\nevents {}\nhttp {\n${here(text)}\n}\n`);
        const { status, stderr } = spawnSync('nginx', ['-t', '-p', home, '-c', join(home, 'nginx.conf')], {
          encoding: 'utf8',
        });
        return status === 0 ? '' : stderr;
      });
    expect(await brokenByFixes(fixedOf('nginx'), accepts)).toEqual([]);
  });
});

const hasNft = spawnSync('nft', ['--version']).status === 0 && canUnshare();
describe.skipIf(!hasNft)('rules of nftables after their fixes [needs nft: apt-get install nftables]', () => {
  test('nft -c takes a file that it took before', async () => {
    const path = join(parent, 'rules.nft');
    const accepts = (texts: readonly string[]) =>
      texts.map((text) => {
        writeFileSync(path, text);
        // In a network of its own, where there is nothing to change.
        const { status, stderr } = spawnSync('unshare', ['--net', 'nft', '-c', '-f', path], { encoding: 'utf8' });
        return status === 0 ? '' : stderr;
      });
    const files = fixedOf('firewall').filter(
      ({ before }) => /^\s*table /m.test(before) && !/^\s*(nft|ufw) /m.test(before),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(await brokenByFixes(files, accepts)).toEqual([]);
  });
});

function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
