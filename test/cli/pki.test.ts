import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { authorityOf, rsaPair } from '../unit/generators/pki/support';
import { useCli } from './support/cli';

const cli = useCli();
const caKeys = rsaPair();
const authority = await authorityOf(caKeys, { now: Date.now() });
/** An authority whose key has no passphrase, and one whose key has one. */
const PLAIN = { 'pki/ca.crt': authority.certificate, 'pki/ca.key': authority.privateKey };
const PASSPHRASE = 'correct horse';
const SERVER = [
  'pki',
  'issue',
  '--name',
  'web-1.example.com',
  '--name',
  '10.0.0.5',
  '--for',
  'server',
  '--bits',
  '2048',
];

const modeOf = (path: string) => statSync(path).mode & 0o777;
const namesIn = (folder: string) => readdirSync(folder).sort();

describe('pki ca', () => {
  test('makes an authority whose key only its passphrase opens', () => {
    const folder = cli.files({ passphrase: `${PASSPHRASE}\n` });
    const made = cli.run(['pki', 'ca', '--name', 'Lab CA', '--bits', '3072', '--ca-passphrase-file', 'passphrase']);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(namesIn(join(folder, 'pki'))).toEqual(['.gitignore', 'ca.crt', 'ca.key']);
    expect([modeOf(join(folder, 'pki')), modeOf(join(folder, 'pki/ca.key'))]).toEqual([0o700, 0o600]);
    expect(readFileSync(join(folder, 'pki/.gitignore'), 'utf8')).toBe('/ca.key\n');
    expect(readFileSync(join(folder, 'pki/ca.key'), 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(cli.run([...SERVER, '--ca-passphrase-file', '-'], { stdin: PASSPHRASE })).toMatchObject({ status: 0 });
    const wrong = cli.run([...SERVER, '--file', 'b', '--ca-passphrase-file', '-'], { stdin: 'wrong horse\n' });
    expect(wrong).toEqual({
      status: 2,
      stdout: '',
      stderr: 'scrapeguard: pki/ca.key: The passphrase is wrong. Nothing was written.\n',
    });
    expect(namesIn(folder)).toEqual([
      '.gitignore',
      'passphrase',
      'pki',
      'web-1.example.com.crt',
      'web-1.example.com.key',
    ]);
  });

  test('makes one without a passphrase where that is said', () => {
    const folder = cli.files({});
    expect(
      cli.run(['pki', 'ca', '--no-ca-passphrase', '--bits', '3072', '--out', 'a/b', '--years', '1']),
    ).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'a/b/ca.key'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test.each([
    [
      'neither passphrase nor terminal',
      [],
      '',
      /There is no terminal to ask for a passphrase\. Say `--ca-passphrase-file FILE` or/,
    ],
    ['both', ['--ca-passphrase-file', '-', '--no-ca-passphrase'], PASSPHRASE, /contradict each other/],
    ['a short passphrase', ['--ca-passphrase-file', '-'], 'seven77\n', /at least 8 characters/],
    ['an empty one', ['--ca-passphrase-file', '-'], '\n', /is empty/],
    ['a passphrase as an argument', ['--passphrase', 'hunter2hunter2'], '', /A passphrase is never an argument/],
    ['a passphrase as a value', ['--ca-passphrase=hunter2hunter2'], '', /A passphrase is never an argument/],
    ['a passphrase in the place of a name', ['hunter2hunter2'], '', /takes flags only/],
    [
      'a file that is not there',
      ['--ca-passphrase-file', 'nowhere'],
      '',
      /nowhere cannot be read: there is no such file/,
    ],
    ['a length of no use', ['--no-ca-passphrase', '--bits', '1024'], '', /`--bits` takes 4096 or 3072/],
    ['a name that steers a terminal', ['--no-ca-passphrase', '--name', 'a\u001b[2J'], '', /name of an authority/],
  ])('refuses %s, and writes nothing', (_name, args, stdin, problem) => {
    const folder = cli.files({});
    const { status, stdout, stderr } = cli.run(['pki', 'ca', ...args], { stdin });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr.replaceAll('\n', '')).not.toMatch(/hunter|seven77|\p{Cc}/u);
    expect(namesIn(folder)).toEqual([]);
  });

  test('never overwrites a key, not even with a link in its place', () => {
    const folder = cli.files(PLAIN);
    const refused = cli.run(['pki', 'ca', '--no-ca-passphrase', '--bits', '3072']);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/ca\.crt is there already/) });
    cli.files({ 'pki/x': '' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'pki/ca.key'));
    expect(cli.run(['pki', 'ca', '--no-ca-passphrase', '--bits', '3072'])).toMatchObject({ status: 2 });
    expect([namesIn(folder), namesIn(join(folder, 'pki'))]).toEqual([['pki'], ['ca.key', 'x']]);
  });
});

describe('pki issue', () => {
  test('makes a certificate and a key that its owner alone can read', () => {
    const folder = cli.files(PLAIN);
    const { status, stdout, stderr } = cli.run([...SERVER, '--out', 'hosts/web-1', '--file', 'server', '--days', '90']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^hosts\/web-1\/server\.key: its key, readable by you alone\nhosts\/web-1\/server\.crt: the certificate for web-1\.example\.com, 10\.0\.0\.5, valid until \d{4}-\d\d-\d\d\n$/,
    );
    expect(modeOf(join(folder, 'hosts/web-1/server.key'))).toBe(0o600);
    const shown = cli.run(['pki', 'inspect', 'hosts/web-1/server.crt', '--json']);
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(shown.stdout)).toMatchObject([
      {
        path: 'hosts/web-1/server.crt',
        problems: [],
        certificates: [
          { subject: 'CN=web-1.example.com', issuer: 'CN=Test CA', purposes: ['serverAuth'], daysLeft: 89 },
        ],
      },
    ]);
  });

  test.each([
    ['no name', ['--for', 'server'], /needs a name at least/],
    ['what is no name', ['--for', 'server', '--name', 'a b'], /neither a DNS name nor an IP address/],
    ['a name that is an option', ['--for', 'server', '--name', '--days'], /A flag lacks its value/],
    ['no purpose', ['--name', 'a'], /Say what it is for/],
    ['another purpose', ['--name', 'a', '--for', 'mail'], /takes `server`, `client` or `both`/],
    ['too many days', ['--name', 'a', '--for', 'server', '--days', '99999'], /from 1 to 3650/],
    ['a name of files that leads away', ['--name', 'a', '--for', 'server', '--file', '../a'], /`--file` takes a name/],
    ['no authority', ['--name', 'a', '--for', 'server', '--ca', 'none'], /none\/ca\.crt cannot be read/],
    ['an unknown option', ['--name', 'a', '--for', 'server', '--force'], /There is no option `--force`/],
  ])('refuses %s, and writes nothing', (_name, args, problem) => {
    const folder = cli.files(PLAIN);
    const { status, stdout, stderr } = cli.run(['pki', 'issue', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(namesIn(folder)).toEqual(['pki']);
  });

  test('refuses an authority whose key is another one', () => {
    const folder = cli.files({ ...PLAIN, 'pki/ca.key': rsaPair().privateKey });
    expect(cli.run(SERVER)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^scrapeguard: pki: The private key is not the one/),
    });
    expect(namesIn(folder)).toEqual(['pki']);
  });
});

describe('pki renew', () => {
  let folder: string;
  const inspected = (path: string) => JSON.parse(cli.run(['pki', 'inspect', '--json', path]).stdout)[0].certificates[0];

  test('puts the new certificate in the place of the old one, and leaves the key', () => {
    folder = cli.files(PLAIN);
    cli.run([...SERVER, '--days', '1']);
    const [before, key] = [inspected('web-1.example.com.crt'), readFileSync(join(folder, 'web-1.example.com.key'))];
    expect(cli.run(['pki', 'renew', 'web-1.example.com.crt'])).toMatchObject({ status: 0, stderr: '' });
    const after = inspected('web-1.example.com.crt');
    expect({ names: after.names, purposes: after.purposes, daysLeft: after.daysLeft }).toEqual({
      names: before.names,
      purposes: before.purposes,
      daysLeft: 396,
    });
    expect(after.serial).not.toBe(before.serial);
    expect(readFileSync(join(folder, 'web-1.example.com.key'))).toEqual(key);
  });

  test('keeps what stands behind it, as long as that leads to its authority', () => {
    const path = join(folder, 'web-1.example.com.crt');
    writeFileSync(path, readFileSync(path, 'utf8') + authority.certificate);
    expect(cli.run(['pki', 'renew', 'web-1.example.com.crt'])).toMatchObject({ status: 0, stderr: '' });
    const text = readFileSync(path, 'utf8');
    expect([text.match(/BEGIN/g)?.length, text.endsWith(authority.certificate)]).toEqual([2, true]);
  });

  test('takes a purpose only where the certificate says none', () => {
    expect(cli.run(['pki', 'renew', 'web-1.example.com.crt', '--for', 'client'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/says itself what it is for/),
    });
  });

  test('puts a new key into another folder only', () => {
    expect(cli.run(['pki', 'renew', 'web-1.example.com.crt', '--new-key'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/needs `--out DIR`/),
    });
    expect(
      cli.run(['pki', 'renew', 'web-1.example.com.crt', '--new-key', '--bits', '2048', '--out', 'new']),
    ).toMatchObject({ status: 0 });
    expect(namesIn(join(folder, 'new'))).toEqual(['.gitignore', 'web-1.example.com.crt', 'web-1.example.com.key']);
    expect(cli.run(['pki', 'renew', 'web-1.example.com.crt', '--new-key', '--out', '.'])).toMatchObject({ status: 2 });
  });
});

describe('pki csr and sign', () => {
  let folder: string;
  beforeAll(() => {
    folder = cli.files(PLAIN);
    cli.run(['pki', 'csr', '--name', 'prometheus', '--name', '::1', '--for', 'client', '--bits', '2048']);
  });

  test('makes a request with a key of its own, whose names are shown', () => {
    expect(namesIn(folder)).toEqual(['.gitignore', 'pki', 'prometheus.csr', 'prometheus.key']);
    expect(cli.run(['pki', 'inspect', 'prometheus.csr']).stdout).toBe(
      'Request of: CN=prometheus\nNames:      prometheus, ::1 (ip)\nFor:        clientAuth\nKey:        RSA 2048 bits\n',
    );
  });

  test('signs nothing that nobody has confirmed', () => {
    const refused = cli.run(['pki', 'sign', 'prometheus.csr']);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/no terminal to confirm the names/) });
    expect(namesIn(folder)).not.toContain('prometheus.crt');
  });

  test('signs the names that are said, or those of the request', () => {
    const signed = cli.run(['pki', 'sign', 'prometheus.csr', '--name', 'other.example.com', '--out', 'said']);
    expect(signed.stdout).toMatch(/^said\/prometheus\.crt: the certificate for other\.example\.com, valid until/);
    const accepted = cli.run(['pki', 'sign', 'prometheus.csr', '--yes']);
    expect(accepted.stdout).toMatch(/^prometheus\.crt: the certificate for prometheus, ::1, valid until/);
    expect(cli.run(['pki', 'sign', 'prometheus.csr', '--yes', '--name', 'a', '--file', 'b'])).toMatchObject({
      status: 2,
    });
  });

  test('exports both for a browser, and takes no passphrase away from a key that has none', () => {
    const p12 = ['pki', 'p12', 'prometheus.crt', '--authority', 'pki/ca.crt', '--passphrase-file', '-'];
    expect(cli.run(p12, { stdin: PASSPHRASE })).toMatchObject({ status: 0, stderr: '' });
    expect(modeOf(join(folder, 'prometheus.p12'))).toBe(0o600);
    expect(cli.run(p12, { stdin: PASSPHRASE })).toMatchObject({ status: 2 });
    const plain = cli.run(['pki', 'plain', 'prometheus.key', '--out', 'plain.key', '--passphrase-file', '-'], {
      stdin: 'x',
    });
    expect(plain).toMatchObject({ status: 2, stderr: expect.stringMatching(/has no passphrase/) });
  });
});

describe('pki inspect', () => {
  test('says what is wrong, with the exit status 1', async () => {
    const old = await authorityOf(caKeys, { now: Date.UTC(2015, 0, 1) });
    cli.files({ 'old.crt': old.certificate, 'new.crt': authority.certificate, 'x.txt': 'x' });
    const shown = cli.run(['pki', 'inspect', 'old.crt', 'new.crt']);
    expect(shown).toMatchObject({ status: 1, stderr: '' });
    expect(shown.stdout).toMatch(
      /^old\.crt\nSubject: {4}CN=Test CA\n[\s\S]*\nProblem: CN=Test CA expired on 2020-01-01\. Renew it\.\n\nnew\.crt\n/,
    );
    expect(cli.run(['pki', 'inspect', 'new.crt'])).toMatchObject({ status: 0 });
    expect(cli.run(['pki', 'inspect', 'x.txt'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no certificate in it/),
    });
    expect(cli.run(['pki', 'inspect'])).toMatchObject({ status: 2 });
  });
});

describe('pki', () => {
  test.each([[['--help']], [['ca', '--help']], [['issue', '-h']]])('has a help of its own: %s', (args) => {
    cli.files({});
    const { status, stdout } = cli.run(['pki', ...args]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: scrapeguard pki ca/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(80);
  });

  test('says what there is to do', () => {
    cli.files({});
    expect(cli.run(['pki'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/ca, issue, renew, csr, sign, p12, plain, inspect/),
    });
    expect(cli.run(['pki', 'toString'])).toMatchObject({ status: 2 });
    expect(cli.run(['--help']).stdout).toContain('scrapeguard pki ');
  });
});
