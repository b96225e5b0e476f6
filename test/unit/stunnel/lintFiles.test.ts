import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import { findingsIn } from '../support/expectFindings';
import { client, conf, server } from './support/confs';

const DAY = 86_400_000;

/** Makes a self-signed certificate that is valid for a year, and its key, as PEM. */
function makeCertificate(folder: string, name: string, ...extensions: readonly string[]) {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const subject = ['-subj', `/CN=${name}`, '-days', '365', ...extensions.flatMap((one) => ['-addext', one])];
  const type = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync('openssl', [...type, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasOpenssl())('files that a stunnel.conf names [needs openssl: apt-get install openssl]', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stunnel-lints-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const node = makeCertificate(folder, 'node');
  const ca = makeCertificate(folder, 'ca', 'keyUsage=critical,keyCertSign,cRLSign');
  const now = Date.now();

  const present = (files: Readonly<Record<string, Partial<NeighbourFile>>>) => {
    const found = { 'node.pem': { text: node.certificate }, 'node.key': { text: node.key, mode: 0o600 }, ...files };
    return new Map(Object.entries(found).map(([path, file]) => [path, [{ ...file, path, text: file.text }]]));
  };
  /** What is found in `text` with `files`, as `severity code ‹text›`. */
  const found = (
    text: string,
    files: Readonly<Record<string, Partial<NeighbourFile>>> = {},
    at: number | undefined = now,
  ) =>
    findingsIn('stunnel', text, { neighbours: present(files), ...(at !== undefined && { now: at }) }).map(
      ({ severity, code, start, end }) => `${severity} ${code} ‹${text.slice(start, end)}›`,
    );

  test('a good pair is fine', () => {
    expect(found(server())).toEqual([]);
  });

  test.each([
    ['group', 0o640],
    ['others', 0o604],
  ])('a key that %s can read', (_, mode) => {
    const files = { 'node.key': { text: node.key, mode } };
    expect(found(server(), files)).toEqual(['error key-file-mode ‹node.key›']);
  });

  test('a key in the file of the certificate', () => {
    const text = server().replace('cert = node.pem\nkey = node.key', 'cert = both.pem');
    const both = node.certificate + node.key;
    expect(found(text, { 'both.pem': { text: both, mode: 0o644 } })).toEqual(['error key-file-mode ‹both.pem›']);
    expect(found(text, { 'both.pem': { text: both, mode: 0o600 } })).toEqual([]);
  });

  test('shared keys that others can read', () => {
    const psk = { text: `me:${'00112233'.repeat(8)}\n`, mode: 0o644 };
    expect(found(client('PSKsecrets = psk.txt'), { 'psk.txt': psk })).toEqual(['error key-file-mode ‹psk.txt›']);
  });

  test('a system without permissions', () => {
    expect(found(server(), { 'node.key': { text: node.key } })).toEqual([]);
  });

  test('the validity of the certificate at the time of the check', () => {
    expect(found(server(), {}, now + 400 * DAY)).toEqual(['error certificate-expired ‹node.pem›']);
    expect(found(server(), {}, now + 350 * DAY)).toEqual(['warning certificate-expires-soon ‹node.pem›']);
    expect(found(server(), {}, now - 10 * DAY)).toEqual(['warning certificate-not-yet-valid ‹node.pem›']);
  });

  test('verifyPeer with the CA instead of the certificate', () => {
    const text = client('verifyPeer = yes', 'CAfile = peers.pem');
    expect(found(text, { 'peers.pem': { text: ca.certificate } })).toEqual([
      'warning verifypeer-with-ca-only ‹peers.pem›',
    ]);
    expect(found(text, { 'peers.pem': { text: ca.certificate + node.certificate } })).toEqual([]);
    expect(found(text, { 'peers.pem': { text: node.certificate } })).toEqual([]);
  });

  test('a folder that is not there, where the other files are', () => {
    const text = client('verifyChain = yes', 'CAfile = /srv/ca.pem', 'CApath = /srv/gone', 'checkHost = a.example.com');
    const files = { '/srv/ca.pem': { text: ca.certificate }, '/srv/gone': { inKnownFolder: true } };
    expect(found(text, files)).toEqual(['warning path-missing ‹/srv/gone›']);
  });

  test('a folder and a program of another machine', () => {
    const lines = [
      'accept = 127.0.0.1:1',
      'exec = /opt/tool',
      'cert = node.pem',
      'key = node.key',
      'CApath = /srv/gone',
    ];
    const text = conf([], ['[a]', ...lines, 'verifyChain = yes', 'CAfile = /srv/ca.pem', 'checkHost = a.example.com']);
    const files = { '/srv/gone': {}, '/opt/tool': {}, '/srv/ca.pem': {} };
    expect(found(text, files)).toEqual([]);
  });

  test('a program that is not there', () => {
    const text = conf([], ['[a]', 'accept = 127.0.0.1:1', 'exec = /opt/tool', 'cert = /srv/n.pem', 'key = node.key']);
    const files = { '/opt/tool': { inKnownFolder: true }, '/srv/n.pem': { text: node.certificate } };
    expect(found(text, files)).toEqual(['warning exec-not-found ‹/opt/tool›']);
  });

  test('files that are left behind in a folder that is included', () => {
    const text = `${server()}include = /etc/stunnel/conf.d\n`;
    const paths = ['10-a.conf', '.10-a.conf.swp', '10-a.conf~', '.keep'].map((name) => `/etc/stunnel/conf.d/${name}`);
    const files = paths.map((path) => ({ path, text: path.endsWith('.keep') ? '' : '; nothing\n' }));
    const neighbours = new Map([...present({}), ['/etc/stunnel/conf.d/*', files]]);
    const findings = findingsIn('stunnel', text, { neighbours, now });
    expect(findings.map(({ code }) => code)).toEqual(['include-stray-files']);
    expect(findings[0]?.message).toContain('`.10-a.conf.swp`, `10-a.conf~`. Keep');
  });

  test('a trap in a file that is included is told at the include, and mended there', () => {
    const text = `${server()}include = /etc/stunnel/conf.d\n`;
    const file = { path: '/etc/stunnel/conf.d/10-a.conf', text: '; flags\noptions = ALL\n' };
    const neighbours = new Map([...present({}), ['/etc/stunnel/conf.d/*', [file]]]);
    const [finding, ...others] = findingsIn('stunnel', text, { neighbours, now });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'stunnel-options',
      message: expect.stringContaining('10-a.conf`, line 2: '),
    });
    expect(finding?.fixes ?? []).toEqual([]);
  });
});
