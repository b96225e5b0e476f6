import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { linkedToolkit } from '../../server/src/core/kinds/targets';
import { CLIENT_NAMES_SINCE } from '../../server/src/core/rules/clientNames';
import { expand, filesOf, readSnippets } from '../unit/support/snippets';
import { makeIdentity } from './certificate';
import { findPromtool } from './promtool';
import { makeFiles } from './stunnel/files';
import { askStunnel, findStunnel } from './stunnel/stunnel';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-snippets-'));
afterAll(() => rmSync(home, { recursive: true }));
const identity = makeIdentity();

/** Runs `command`, and gives what it said where it failed. */
function complaintOf(command: string, args: readonly string[], cwd = home): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return status === 0 ? '' : (error?.message ?? `${stdout}${stderr}`);
}

/** Writes a file below `folder` for each path that `text` names with one of the endings of certificates and keys. */
function makeNamed(text: string, folder: string): void {
  for (const [, path = ''] of text.matchAll(/([\w./-]+\.(?:crt|key|password|token|secret|htpasswd))\b/g)) {
    const name = join(folder, path);
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, path.endsWith('.crt') ? identity.certificate : path.endsWith('.key') ? identity.key : 'x:y\n');
  }
}

const promtool = findPromtool();
describe.skipIf(promtool === undefined)('promtool [needs promtool: apt-get install prometheus]', () => {
  const check = (kind: string, text: string) => {
    const folder = mkdtempSync(join(home, 'promtool-'));
    makeNamed(text, folder);
    writeFileSync(join(folder, 'file.yml'), text);
    return complaintOf(promtool!.program, ['check', kind, 'file.yml'], folder);
  };
  const toolkit = promtool?.version && linkedToolkit(promtool.version);
  const knowsNames = toolkit === undefined || toolkit >= CLIENT_NAMES_SINCE;

  test.each(filesOf('prometheus.code-snippets'))('takes the job of $prefix, with its files', ({ text }) => {
    expect(check('config', text)).toBe('');
  });

  test.each(filesOf('web-config.code-snippets'))('takes the web configuration of $prefix', ({ text }) => {
    const known = knowsNames ? text : text.replace(/^.*(client_allowed_sans|exporter-toolkit 0\.10).*\n/gm, '');
    expect(check('web-config', known)).toBe('');
  });

  test.each(filesOf('rules.code-snippets'))('takes the rules of $prefix', ({ text }) => {
    expect(check('rules', text)).toBe('');
  });
});

const stunnel = findStunnel();
describe.skipIf(stunnel === undefined)('stunnel [needs stunnel: apt-get install stunnel4]', () => {
  test('takes the services of the snippets', async () => {
    const tls = join(home, 'tls');
    makeFiles(tls);
    const files = filesOf('stunnel.code-snippets');
    const here = files.map(({ text }) =>
      text
        .replace(/^(CAfile = ).*$/gm, `$1${join(tls, 'ca.pem')}`)
        .replace(/^(cert = ).*$/gm, `$1${join(tls, 'server.pem')}`)
        .replace(/^(key = ).*$/gm, `$1${join(tls, 'key.pem')}`)
        .replace(/^(accept = )\d+\.\d+\.\d+\.\d+/gm, '$1127.0.0.1'),
    );
    const answers = await askStunnel(stunnel!, here, join(home, 'stunnel'));
    const told = answers.map(({ outcome, says }, index) => `${files[index]?.prefix}: ${outcome} ${says}`.trim());
    expect(told).toEqual(files.map(({ prefix }) => `${prefix}: accepted`));
  });
});

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
describe.skipIf(!hasAnalyze)('systemd-analyze [needs systemd-analyze: apt-get install systemd]', () => {
  const units = filesOf('systemd.code-snippets').map(({ prefix, text }) => {
    const path = join(home, `${prefix}.service`);
    // The programs need not be installed here.
    writeFileSync(path, text.replace(/^(ExecStart=)\S+/gm, '$1/bin/true'));
    return { prefix, path };
  });

  test.each(units)('verifies the unit of $prefix without a word', ({ path }) => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes(basename(path)))).toEqual([]);
  });

  test.each(units)('gives the unit of $prefix a score of 2.0 at most', ({ path }) => {
    const out = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', path], {
      encoding: 'utf8',
    });
    const score = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(out)?.[1]);
    expect(score).toBeLessThanOrEqual(2);
  });
});

const hasNginx = spawnSync('nginx', ['-v']).status === 0;
describe.skipIf(!hasNginx)('nginx -t [needs nginx: apt-get install nginx-light]', () => {
  test.each(filesOf('nginx.code-snippets'))('takes the site of $prefix', ({ prefix, text }) => {
    const folder = join(home, prefix);
    const here = text.replaceAll('/etc/nginx', folder).replaceAll('/var/log/nginx', folder);
    mkdirSync(join(folder, 'logs'), { recursive: true });
    makeNamed(here, '/');
    const config = join(folder, 'nginx.conf');
    writeFileSync(
      config,
      `pid ${folder}/pid;\nevents {}\nhttp {\n${here.replace(/listen [\d.]+:/, 'listen 127.0.0.1:')}\n}\n`,
    );
    expect(complaintOf('nginx', ['-t', '-q', '-p', folder, '-c', config])).toBe('');
  });
});

// Whoever works on this needs no Go, so that nothing is skipped where it is not there.
const hasGo = spawnSync('gofmt', ['-h']).error === undefined;
const programs = readSnippets().filter(({ file }) => hasGo && file === 'go.code-snippets');
for (const { prefix, body } of programs) {
  test(`gofmt would write ${prefix} just so`, () => {
    const path = join(home, `${prefix}.go`);
    writeFileSync(path, `${expand(body.join('\n'))}\n`);
    expect(execFileSync('gofmt', ['-d', path], { encoding: 'utf8' })).toBe('');
  });
}
