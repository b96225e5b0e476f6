import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
const job = (name: string, skip = '      insecure_skip_verify: true\n') => `  - job_name: ${name}
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: /etc/prometheus/ca.crt # ours
${skip}    static_configs:
      - targets: ['${name}.example.net:9100']
`;
const BAD = `scrape_configs:\n${job('a')}${job('b')}`;
const FIXED = `scrape_configs:\n${job('a', '')}${job('b', '')}`;

describe('--fix', () => {
  it('makes the safe fixes, says so, and reports what is left', () => {
    const work = cli.files({ 'prometheus.yml': BAD });
    const { status, stdout } = cli.run(['check', '--fix']);
    expect(readFileSync(join(work, 'prometheus.yml'), 'utf8')).toBe(FIXED);
    expect(stdout).toBe(
      'prometheus.yml: fixed: Verify the certificate again [insecure-skip-verify], 2 times\nNothing found in 1 file.\n',
    );
    expect(status).toBe(0);
    expect(cli.run(['check', '--fix'])).toEqual({ status: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });
    expect(readFileSync(join(work, 'prometheus.yml'), 'utf8')).toBe(FIXED);
  });

  it('leaves what needs a choice, and counts it', () => {
    const alone = BAD.replaceAll(/^ *ca_file.*\n/gm, '');
    const work = cli.files({ 'prometheus.yml': alone });
    const { status, stdout } = cli.run(['check', '--fix', '-q']);
    expect(status).toBe(1);
    expect(stdout).toContain('[insecure-skip-verify]');
    expect(readFileSync(join(work, 'prometheus.yml'), 'utf8')).toBe(alone);
  });

  it('says it beside a report for programs', () => {
    cli.files({ 'prometheus.yml': BAD });
    const { stdout, stderr } = cli.run(['check', '--fix', '--format', 'json']);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(stderr).toContain('fixed: Verify the certificate again');
  });

  it('keeps line ends, byte order mark, mode and links, and leaves nothing behind', () => {
    const crlf = `\ufeff${BAD.replaceAll('\n', '\r\n')}`;
    const work = cli.files({ 'real/config.yml': crlf });
    const real = join(work, 'real/config.yml');
    chmodSync(real, 0o640);
    symlinkSync('real/config.yml', join(work, 'prometheus.yml'));
    expect(cli.run(['check', '--fix', 'prometheus.yml']).status).toBe(0);
    expect(readFileSync(real, 'utf8')).toBe(`\ufeff${FIXED.replaceAll('\n', '\r\n')}`);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(work, 'prometheus.yml')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(work, 'real'))).toEqual(['config.yml']);
  });

  it('does not touch a file without anything to fix', () => {
    const work = cli.files({ 'prometheus.yml': FIXED });
    const before = statSync(join(work, 'prometheus.yml'));
    cli.run(['check', '--fix']);
    const after = statSync(join(work, 'prometheus.yml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('fixes a file in an old encoding byte by byte', () => {
    const text = (fix: string) =>
      Buffer.from(`; f\u00fcr\n${fix}[a]\naccept = 127.0.0.1:1\nconnect = 127.0.0.1:2\n`, 'latin1');
    const work = cli.files({ 'stunnel.conf': text('sslVersionMin = TLSv1\n') });
    const { stdout } = cli.run(['check', '--fix', '-q']);
    const bytes = readFileSync(join(work, 'stunnel.conf'));
    expect(bytes.subarray(0, 6)).toEqual(Buffer.from('; f\u00fcr\n', 'latin1'));
    if (stdout.includes('fixed:')) expect(bytes.toString('latin1')).not.toContain('TLSv1\n');
  });
});

describe('--fix-dry-run', () => {
  it('prints a diff and writes nothing', () => {
    const work = cli.files({ 'a b/prometheus.yml': `scrape_configs:\n${job('a')}` });
    const { status, stdout } = cli.run(['check', '--fix-dry-run']);
    expect(stdout).toBe(`--- a/a b/prometheus.yml
+++ b/a b/prometheus.yml
@@ -5,6 +5,5 @@
     body_size_limit: 10MB
     tls_config:
       ca_file: /etc/prometheus/ca.crt # ours
-      insecure_skip_verify: true
     static_configs:
       - targets: ['a.example.net:9100']
`);
    expect(status).toBe(0);
    expect(readFileSync(join(work, 'a b/prometheus.yml'), 'utf8')).toBe(`scrape_configs:\n${job('a')}`);
  });

  it('takes standard input, which --fix cannot', () => {
    cli.files({});
    const args = ['--stdin', '--path', 'prometheus.yml'];
    expect(cli.run(['check', '--fix-dry-run', ...args], { stdin: BAD }).stdout).toContain(
      '-      insecure_skip_verify',
    );
    const refused = cli.run(['check', '--fix', ...args], { stdin: BAD });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--fix-dry-run');
  });

  it('is empty where nothing is to be fixed', () => {
    cli.files({ 'prometheus.yml': FIXED });
    expect(cli.run(['check', '--fix-dry-run'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('shows no secret of the lines around', () => {
    const secret = 'hunter2';
    const text = BAD.replace(
      '    tls_config:\n',
      `    basic_auth: { username: a, password: ${secret} }\n    tls_config:\n`,
    );
    cli.files({ 'prometheus.yml': text });
    const { stdout } = cli.run(['check', '--fix-dry-run']);
    expect(stdout).toContain('password: ********');
    expect(stdout).not.toContain(secret);
  });
});

describe('options that exclude each other', () => {
  it.each([
    [['--fix', '--fix-dry-run'], 'Remove one of the two'],
    [['--fix-dry-run', '--format', 'json'], 'prints a diff'],
    [['--baseline', 'a', '--write-baseline', 'b'], 'Remove one of the two'],
    [['--baseline', ''], 'An empty path'],
    [['--json'], '`--json` belongs to `rules`'],
  ])('%j', (args, says) => {
    const { status, stderr } = cli.run(['check', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
  });
});
