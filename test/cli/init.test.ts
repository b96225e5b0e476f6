import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PROFILES } from '../../server/src/core/generators/setUp/setUp';
import { useCli } from './support/cli';

const { files, run } = useCli();

/** Short keys and no passphrase, for those tests that are about something else. */
const QUICK = ['--key-bits', '2048', '--ca-bits', '3072', '--no-ca-passphrase'];
const WEB_1 = ['--host', 'web-1.example.com,203.0.113.7'];

function hostOf(profile: string): readonly string[] {
  return profile === 'tailnet' ? ['--host', '100.101.102.103'] : WEB_1;
}

/** Every file below `folder`, with its rights and content. */
function tree(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const found = names.filter((name) => lstatSync(join(folder, name)).isFile());
  return Object.fromEntries(
    found.map((name) => {
      const path = join(folder, name);
      return [name, `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'latin1')}`];
    }),
  );
}

describe('scrapeguard init', () => {
  const forms = PROFILES.flatMap((profile) => ['systemd', 'debian', 'compose'].map((form) => [profile, form] as const));
  it.each(forms)('%s with %s: nothing of it is a warning, and a second run changes nothing', (profile, form) => {
    const folder = files({});
    const firewall = profile === 'tailnet' ? [] : ['--firewall', 'iptables', '--prometheus-address', '198.51.100.4'];
    const args = ['init', profile, ...hostOf(profile), '--form', form, ...firewall, '--out', 'set', ...QUICK];
    const first = run(args);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const checked = run(['check', 'set']);
    expect(`${checked.status} ${checked.stdout}`).toMatch(/^0 /);
    const before = tree(folder);
    const second = run(args);
    expect([second.status, second.stderr]).toEqual([0, '']);
    expect(second.stdout).not.toMatch(/^(new|replaced)/m);
    expect(tree(folder)).toEqual(before);
  });

  it('keeps secrets to their owner and out of git', () => {
    const folder = files({});
    run(['init', 'mtls+basic-auth', ...WEB_1, '--prometheus-web', 'certificate', '--out', 'set', ...QUICK]);
    const all = tree(join(folder, 'set'));
    const secrets = Object.keys(all).filter((name) => /\.(key|password|passphrase|p12)$/.test(name));
    expect(secrets).toEqual([
      'hosts/web-1.example.com/server.key',
      'pki/browser.key',
      'pki/browser.passphrase',
      'pki/ca.key',
      'prometheus/browser.p12',
      'prometheus/node-client.key',
      'prometheus/node.password',
      'prometheus/prometheus.key',
    ]);
    for (const name of secrets) {
      expect(all[name]).toMatch(/^600 /);
      expect(all['.gitignore']).toContain(`/${name}\n`);
      expect(statSync(join(folder, 'set', name, '..')).mode & 0o777).toBe(0o700);
    }
    const open = Object.entries(all).filter(([name]) => !secrets.includes(name));
    const password = (all['prometheus/node.password'] ?? '').slice(4).trim();
    for (const [, content] of open) {
      expect(content).not.toContain('PRIVATE KEY');
      expect(content).not.toContain(password);
    }
  });

  it('says what it would write, and writes nothing, in a dry run', () => {
    const folder = files({});
    const { status, stdout } = run(['init', 'mtls', ...WEB_1, '--out', 'set', '--dry-run', ...QUICK]);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([0, false]);
    expect(stdout).toMatch(/^new +0600 hosts\/web-1\.example\.com\/server\.key$/m);
    expect(stdout).toMatch(/Nothing was written, because of `--dry-run`\.\n$/);
  });

  it('adds another host to a set with the authority and the password that are there', () => {
    const folder = files({});
    const args = ['init', 'mtls+basic-auth', ...WEB_1, '--out', 'set', ...QUICK];
    run(args);
    const before = tree(join(folder, 'set'));
    const more = [...args, '--host', 'web-2.example.com'];
    expect(run(more).stderr).toMatch(/are there already: prometheus\/prometheus\.yml, README\.md\. Have them replaced/);
    expect(tree(join(folder, 'set'))).toEqual(before);
    const { status } = run([...more, '--replace']);
    const after = tree(join(folder, 'set'));
    expect(status).toBe(0);
    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(changed).toEqual(['.gitignore', 'README.md', 'prometheus/prometheus.yml']);
    expect(after['hosts/web-2.example.com/server.crt']).toContain('BEGIN CERTIFICATE');
  });

  it('keeps the job that another set has put into its prometheus.yml', () => {
    const folder = files({});
    const config = join(folder, 'first/prometheus/prometheus.yml');
    const first = ['init', 'mtls', ...WEB_1, '--out', 'first', ...QUICK];
    const second = ['init', 'basic-auth', ...WEB_1, '--exporter', 'blackbox', '--out', 'second', ...QUICK];
    run(first);
    expect(run([...second, '--prometheus-config', config]).status).toBe(0);
    const extended = readFileSync(config, 'utf8');
    expect(run(first).status).toBe(0);
    expect(readFileSync(config, 'utf8')).toBe(extended);
    expect(run([...first, '--host', 'web-2.example.com', '--replace']).status).toBe(0);
    const jobs: readonly { job_name: string; static_configs: readonly { targets: readonly string[] }[] }[] = parse(
      readFileSync(config, 'utf8'),
    ).scrape_configs;
    expect(jobs.map((job) => [job.job_name, job.static_configs.flatMap(({ targets }) => targets)])).toEqual([
      ['prometheus', ['localhost:9090']],
      ['node', ['web-1.example.com:9100', 'web-2.example.com:9100']],
      ['blackbox', ['web-1.example.com:9115']],
    ]);
  });
});

describe('the passphrase of the authority', () => {
  it('has to be said where there is no terminal', () => {
    const folder = files({});
    const { status, stderr } = run(['init', 'mtls', ...WEB_1, '--out', 'set']);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
    expect(stderr).toMatch(/no terminal.*`--ca-passphrase-file FILE` or `--no-ca-passphrase`/);
  });

  it('is read from a file, protects the key, and is needed again for another host only', () => {
    const folder = files({ secret: 'a long passphrase\n' });
    const args = ['init', 'mtls', ...WEB_1, '--out', 'set', '--key-bits', '2048', '--ca-bits', '3072'];
    expect(run([...args, '--ca-passphrase-file', 'secret']).status).toBe(0);
    expect(readFileSync(join(folder, 'set/pki/ca.key'), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(run(args).status).toBe(0);
    const more = [...args, '--host', 'web-2.example.com', '--replace'];
    expect(run(more).status).toBe(2);
    expect(run([...more, '--ca-passphrase-file', '-'], { stdin: 'wrong passphrase\n' }).status).toBe(2);
    expect(run([...more, '--ca-passphrase-file', '-'], { stdin: 'a long passphrase\n' }).status).toBe(0);
  });

  it('is not needed for an authority that is kept elsewhere without one', () => {
    files({});
    run(['pki', 'ca', '--out', 'authority', '--bits', '3072', '--no-ca-passphrase']);
    const { status, stdout } = run([
      'init',
      'stunnel',
      ...WEB_1,
      '--ca',
      'authority',
      '--out',
      'set',
      '--key-bits',
      '2048',
    ]);
    expect(status).toBe(0);
    expect(stdout).not.toContain('ca.key');
  });
});

describe('certificates that are there', () => {
  const ISSUE = ['pki', 'issue', '--no-ca-passphrase', '--bits', '2048', '--out', 'mine'];

  it('are taken where they fit, with the name that Prometheus has in them', () => {
    const folder = files({});
    run(['pki', 'ca', '--bits', '3072', '--no-ca-passphrase']);
    run([...ISSUE, '--for', 'server', '--name', 'web-1.example.com', '--name', '203.0.113.7', '--file', 'web']);
    run([...ISSUE, '--for', 'client', '--name', 'monitor.example.com', '--file', 'client']);
    const parts = ['web.crt', 'web.key', 'client.crt', 'client.key'].map((name) => `mine/${name}`);
    const named = [...parts, 'pki/ca.crt'].flatMap((path) => ['--certificate-file', path]);
    const args = ['init', 'mtls', ...WEB_1, '--client-name', 'monitor.example.com', ...named, '--out', 'set'];
    expect(run(args).stderr).toBe('');
    const set = tree(join(folder, 'set'));
    expect(Object.keys(set).filter((name) => /\.(key|p12|csr)$/.test(name))).toEqual([
      'hosts/web-1.example.com/server.key',
      'prometheus/node-client.key',
    ]);
    expect(set['hosts/web-1.example.com/web-config.yml']).toContain('client_allowed_sans: [monitor.example.com]');
    const before = tree(folder);
    expect(run(args).status).toBe(0);
    expect(tree(folder)).toEqual(before);
  });

  it('are refused with the reason where one does not fit', () => {
    const folder = files({});
    run(['pki', 'ca', '--bits', '3072', '--no-ca-passphrase']);
    run([...ISSUE, '--for', 'server', '--name', 'web-2.example.com', '--file', 'web']);
    const named = ['mine/web.crt', 'mine/web.key', 'pki/ca.crt'].flatMap((path) => ['--certificate-file', path]);
    const { status, stderr } = run(['init', 'basic-auth', ...WEB_1, ...named, '--out', 'set']);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
    expect(stderr).toContain('can show web-1.example.com, 203.0.113.7 as a server: it has other names');
  });
});

describe('files that are there', () => {
  it('are replaced only where that is said, and secrets never', () => {
    const folder = files({});
    const args = ['init', 'basic-auth', ...WEB_1, '--out', 'set', ...QUICK];
    run(args);
    const unit = join(folder, 'set/hosts/web-1.example.com/node_exporter.service');
    writeFileSync(unit, '# mine\n');
    expect([run(args).status, readFileSync(unit, 'utf8')]).toEqual([2, '# mine\n']);
    expect([run([...args, '--replace']).status, readFileSync(unit, 'utf8')]).not.toEqual([2, '# mine\n']);
    const key = join(folder, 'set/hosts/web-1.example.com/server.key');
    writeFileSync(key, 'not a key');
    expect([run([...args, '--replace']).status, readFileSync(key, 'utf8')]).toEqual([2, 'not a key']);
  });

  it('are not written through a link out of the folder', () => {
    const folder = files({ 'elsewhere/keep': '' });
    const args = ['init', 'basic-auth', ...WEB_1, '--out', 'set', ...QUICK];
    run(['init', 'tailnet', '--host', '100.101.102.103', '--out', 'set']);
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'set/pki'));
    expect(run([...args, '--replace']).status).toBe(2);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['keep']);
  });
});

describe('a prometheus.yml that is there', () => {
  const CONFIG = `# Mine.
global:
  scrape_interval: 15s   # often

scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:9090']
`;
  const ARGS = ['init', 'basic-auth', ...WEB_1, '--prometheus-config', 'prometheus.yml', '--out', 'set', ...QUICK];

  it('gets the job, keeps every line, and gets nothing a second time', () => {
    const folder = files({ 'prometheus.yml': CONFIG });
    expect(run(ARGS).status).toBe(0);
    const text = readFileSync(join(folder, 'prometheus.yml'), 'utf8');
    const lines = CONFIG.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !text.split('\n').includes(line))).toEqual([]);
    expect(text).toMatch(/- job_name: node\n/);
    expect(text).toContain('password_file: /etc/prometheus/node.password');
    expect(run(['check', 'prometheus.yml']).status).toBe(0);
    run(ARGS);
    expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toBe(text);
  });

  it('stays as it is where nothing can be written', () => {
    const folder = files({ 'prometheus.yml': CONFIG, set: 'a file' });
    expect(run(ARGS).status).toBe(2);
    expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toBe(CONFIG);
  });

  it('is refused with a reason where its job is another one', () => {
    const folder = files({ 'prometheus.yml': CONFIG.replace('job_name: prometheus', 'job_name: node') });
    const { status, stderr } = run(ARGS);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
    expect(stderr).toContain('has a job "node" already');
  });
});

describe('answers that are wrong', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['no profile', ['init'], /Say how to secure it: mtls, /],
    ['no folder', ['init', 'mtls', ...WEB_1], /Say with `--out DIR` where the files go/],
    ['no host', ['init', 'mtls', '--out', 'set'], /--host: This has to be said/],
    ['a host that is none', ['init', 'mtls', '--host', 'a;b', '--out', 'set'], /--host: This is no host name/],
    ['a flag that is none', ['init', 'mtls', ...WEB_1, '--out', 'set', '--password', 'x'], /--password/],
    ['two answers to one question', ['init', 'mtls', ...WEB_1, '--out', 'set', '--job', 'a', '--job', 'b'], /--job: /],
  ])('%s', (_name, args, expected) => {
    const folder = files({});
    const { status, stderr } = run(args);
    expect([status, existsSync(join(folder, 'set'))]).toEqual([2, false]);
    expect(stderr).toMatch(expected);
  });

  it('has a help in which every question is a flag', () => {
    files({});
    const { status, stdout } = run(['init', '--help']);
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toContain('--prometheus-address ADDRESS');
  });
});
