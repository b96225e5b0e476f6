import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareSync } from 'bcryptjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GeneratedFile } from '../../../../server/src/core/generators/generatedFile';
import { createAuthority } from '../../../../server/src/core/generators/pki/authority';
import { inspect } from '../../../../server/src/core/generators/pki/inspect';
import { readRequest, signRequest } from '../../../../server/src/core/generators/pki/request';
import { generateSetUp } from '../../../../server/src/core/generators/setUp/generateSetUp';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { readExisting } from '../../../../server/src/host/credentials/existingCredentials';
import { generateKeyPair, newSerial, sign } from '../../../../server/src/host/credentials/keys';
import {
  type CredentialAnswers,
  makeCredentials,
  passphraseAsked,
} from '../../../../server/src/host/credentials/makeCredentials';
import { orRefuse, Refusal } from '../../../../server/src/host/writing/refusal';
import { writeSet } from '../../../../server/src/host/writing/writeFiles';
import { intermediateOf } from '../pki/intermediate';

// Making keys takes longer than everything that is tested here: a few go round, more than one run needs.
vi.mock('../../../../server/src/host/keys', async (load) => {
  const keys = await load<typeof import('../../../../server/src/host/credentials/keys')>();
  const pairs = await Promise.all(Array.from({ length: 8 }, () => keys.generateKeyPair(2048)));
  let next = 0;
  const generateKeyPair = async (_bits: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    return pairs[next++ % pairs.length];
  };
  return { ...keys, generateKeyPair };
});

const NOW = Date.UTC(2026, 10, 27, 12);
const DAY = 86_400_000;
const PASSPHRASE = 'a long passphrase';
const ANSWERS: CredentialAnswers = {
  authorityPassphrase: PASSPHRASE,
  bits: 2048,
  caBits: 2048,
  cost: 10,
  plainCaKey: false,
};
const HOSTS = ['web-1.example.com,203.0.113.7', 'web-2.example.com'];

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'scrapeguard-credentials-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function setUpFor(answers: Answers): SetUp {
  const read = readAnswers({ hosts: HOSTS, ...answers });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.setUp;
}

/** Runs the generators for `setUp` into the folder of the test. */
async function run(setUp: SetUp, answers: Partial<CredentialAnswers> = {}, now = NOW) {
  const existing = await readExisting(home, setUp);
  const all = { ...ANSWERS, ...answers };
  const asked = passphraseAsked(setUp, existing, all, now);
  const { credentials, files } = await makeCredentials(setUp, existing, all, { now });
  const set: readonly GeneratedFile[] = [...files, ...generateSetUp(setUp, credentials)];
  return { credentials, asked, files, written: writeSet(home, set, { replace: true }) };
}

const read = (path: string) => readFileSync(join(home, path), 'utf8');

/** What a certificate says, in short: its names, purposes, and whether it has expired or another problem. */
function said(certificate: string | undefined, authority = '') {
  const found = inspect(`${certificate}${authority}`, NOW);
  if ('problem' in found) throw new Error(found.problem);
  const [leaf] = found.certificates;
  return [leaf?.names.map(({ text }) => text), leaf?.purposes, found.problems];
}

function isPair(certificate: string | undefined, key: string | undefined): boolean {
  return new X509Certificate(certificate ?? '').checkPrivateKey(createPrivateKey(key ?? ''));
}

/** One run for each profile, with everything of the interface of Prometheus that is asked for by default. */
describe.each<[string, Answers, readonly string[]]>([
  ['mtls', {}, ['authority', 'browser', 'client', 'prometheus', 'servers']],
  ['basic-auth', {}, ['authority', 'login', 'servers']],
  ['basic-auth', { web: ['password'] }, ['authority', 'login', 'prometheus', 'servers', 'webLogin']],
  ['basic-auth', { certificates: ['acme'] }, ['login', 'servers']],
  ['mtls+basic-auth', {}, ['authority', 'client', 'login', 'servers']],
  ['stunnel', {}, ['authority', 'client', 'servers']],
  ['reverse-proxy', {}, ['authority', 'login', 'servers']],
  ['reverse-proxy', { auth: ['both'] }, ['authority', 'client', 'login', 'servers']],
  ['kubernetes', {}, ['authority', 'client', 'servers']],
  ['kubernetes', { auth: ['both'] }, ['authority', 'client', 'login', 'servers']],
])('the profile %s %j', (profile, answers, kinds) => {
  test('gets what it needs, and a second run changes nothing', async () => {
    const setUp = setUpFor({ profile: [profile], ...answers });
    const first = await run(setUp);
    expect(Object.keys(first.credentials).sort()).toEqual(kinds);
    expect(first.asked).toBe(kinds.includes('authority') ? 'new passphrase' : undefined);
    const isServed = setUp.certificates !== 'acme';
    expect(Object.keys(first.credentials.servers)).toEqual(isServed ? setUp.targets.map(({ name }) => name) : []);
    const again = await run(setUp, { authorityPassphrase: 'this is not needed' }, NOW + DAY);
    expect(again.asked).toBeUndefined();
    expect(again.credentials).toEqual(first.credentials);
    expect([again.written.created, again.written.replaced]).toEqual([[], []]);
  });
});

describe('credentials', () => {
  test('are certificates of one authority for their names and purposes', async () => {
    const { credentials } = await run(setUpFor({ profile: ['mtls'], prometheusNames: ['prom.example.com'] }));
    const { authority, servers, client, prometheus } = credentials;
    const web1 = servers['web-1.example.com'];
    expect(said(web1?.certificate, authority)).toEqual([['web-1.example.com', '203.0.113.7'], ['serverAuth'], []]);
    expect(said(client?.certificate, authority)).toEqual([['prometheus'], ['clientAuth'], []]);
    expect(said(prometheus?.certificate, authority)).toEqual([['localhost', 'prom.example.com'], ['serverAuth'], []]);
    for (const leaf of [web1, client, prometheus]) expect(isPair(leaf?.certificate, leaf?.key)).toBe(true);
    expect(new Set([...Object.values(servers), client, prometheus].map((leaf) => leaf?.key)).size).toBe(4);
  });

  test('of a tailnet are none', async () => {
    const read = readAnswers({ profile: ['tailnet'], hosts: ['100.101.102.103'] });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const made = await makeCredentials(read.setUp, await readExisting(home, read.setUp), ANSWERS, { now: NOW });
    expect(made).toEqual({ credentials: { servers: {} }, files: [] });
  });

  test('lie in pki with the key of the authority under its passphrase, and the browser has one of its own', async () => {
    const { files } = await run(setUpFor({ profile: ['mtls'] }));
    expect(files.map(({ path, mode }) => `${mode.toString(8)} ${path}`)).toEqual([
      '644 pki/ca.crt',
      '600 pki/ca.key',
      '600 pki/browser.key',
      '644 pki/browser.crt',
      '600 pki/browser.passphrase',
    ]);
    const key = read('pki/ca.key');
    expect(key).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(createPrivateKey({ key, passphrase: PASSPHRASE }).asymmetricKeyType).toBe('rsa');
    expect(read('pki/browser.passphrase')).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){6}$/);
  });

  test('have a key of the authority without a passphrase only where that is said', async () => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    const { authorityPassphrase, ...silent } = ANSWERS;
    const nothing = await readExisting(home, setUp);
    await expect(makeCredentials(setUp, nothing, silent, { now: NOW })).rejects.toThrow(/needs a passphrase/);
    const short = { ...ANSWERS, authorityPassphrase: 'short' };
    await expect(makeCredentials(setUp, nothing, short, { now: NOW })).rejects.toThrow(/at least 8 characters/);
    await makeCredentials(setUp, nothing, { ...silent, plainCaKey: true }, { now: NOW }).then(({ files }) =>
      expect(files[1]?.content).toMatch(/^-----BEGIN PRIVATE KEY-----\n/),
    );
  });

  test('hold the password that was given, with its hash', async () => {
    const { credentials } = await run(setUpFor({ profile: ['basic-auth'], user: ['scraper'] }), {
      password: 'correct-horse',
    });
    const { user, password, hash = '' } = credentials.login ?? {};
    expect([user, password, compareSync('correct-horse', hash)]).toEqual(['scraper', 'correct-horse', true]);
    expect(hash).toMatch(/^\$2b\$10\$/);
  });

  test('are not made where that is cancelled', async () => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    const controller = new AbortController();
    const making = makeCredentials(setUp, await readExisting(home, setUp), ANSWERS, {
      now: NOW,
      signal: controller.signal,
      progress: () => controller.abort(new Error('cancelled by the test')),
    });
    await expect(making).rejects.toThrow('cancelled by the test');
  });
});

describe('a second run', () => {
  test('for another host issues one certificate more, with the passphrase of the authority', async () => {
    const first = await run(setUpFor({ profile: ['mtls'] }));
    const more = setUpFor({ profile: ['mtls'], hosts: [...HOSTS, 'web-3.example.com'] });
    await expect(run(more, { authorityPassphrase: 'another passphrase' })).rejects.toThrow(/passphrase is wrong/);
    const second = await run(more);
    expect(second.asked).toBe('passphrase');
    expect(second.credentials.servers).toEqual({
      ...first.credentials.servers,
      'web-3.example.com': second.credentials.servers['web-3.example.com'],
    });
    expect(second.credentials.browser).toEqual(first.credentials.browser);
    expect(second.written.created).toContain('hosts/web-3.example.com/server.key');
  });

  test('for other names, or after the end of a certificate, issues a new one for the same key', async () => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    const first = await run(setUp);
    const renamed = setUpFor({ profile: ['stunnel'], hosts: ['web-1.example.com,203.0.113.8', 'web-2.example.com'] });
    const second = await run(renamed);
    expect(second.written.replaced).toContain('hosts/web-1.example.com/server.crt');
    const [old, now] = [first, second].map(({ credentials }) => credentials.servers['web-1.example.com']);
    expect([now?.key === old?.key, now?.certificate === old?.certificate]).toEqual([true, false]);
    expect(said(now?.certificate)[0]).toEqual(['web-1.example.com', '203.0.113.8']);
    expect(second.credentials.servers['web-2.example.com']).toEqual(first.credentials.servers['web-2.example.com']);
    const later = await run(renamed, {}, NOW + 400 * DAY);
    expect(later.written.replaced.filter((path) => path.endsWith('.crt'))).toEqual([
      'hosts/web-1.example.com/server.crt',
      'hosts/web-2.example.com/server.crt',
      'prometheus/node-client.crt',
    ]);
  });

  test("after the end of the browser's certificate gives it another file, and leaves the old one", async () => {
    const setUp = setUpFor({ profile: ['mtls'] });
    const first = await run(setUp);
    const later = await run(setUp, {}, NOW + 400 * DAY);
    expect(later.written.created).toEqual(['prometheus/browser-2.p12']);
    expect(later.written.replaced).toContain('pki/browser.crt');
    expect(later.credentials.browser?.pkcs12).not.toEqual(first.credentials.browser?.pkcs12);
    expect(read('README.md')).toMatch(/Import `prometheus\/browser-2\.p12`/);
    expect(read('.gitignore')).toMatch(/browser\.p12\n[\s\S]*browser-2\.p12\n/);
    const again = await run(setUp, {}, NOW + 401 * DAY);
    expect([again.written.created, again.written.replaced]).toEqual([[], []]);
    expect(again.credentials).toEqual(later.credentials);
    await run(setUp, {}, NOW + 800 * DAY);
    expect(readdirSync(join(home, 'prometheus')).filter((name) => name.endsWith('.p12'))).toEqual([
      'browser-2.p12',
      'browser-3.p12',
      'browser.p12',
    ]);
  });

  test("without the passphrase of the browser's file keeps that as it is", async () => {
    const setUp = setUpFor({ profile: ['mtls'] });
    const first = await run(setUp);
    rmSync(join(home, 'pki/browser.passphrase'));
    const again = await run(setUp);
    expect([again.written.created, again.credentials]).toEqual([[], first.credentials]);
  });

  test('without the key of the authority works as long as nothing has to be issued', async () => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    const first = await run(setUp);
    rmSync(join(home, 'pki/ca.key'));
    expect((await run(setUp)).credentials).toEqual(first.credentials);
    rmSync(join(home, 'hosts/web-1.example.com/server.crt'));
    await expect(run(setUp)).rejects.toThrow(/the key of their authority is not here \(pki\/ca\.key\)/);
  });

  test('keeps the password, and hashes it anew where no hash is its own', async () => {
    const setUp = setUpFor({ profile: ['basic-auth'] });
    const { credentials } = await run(setUp);
    await expect(run(setUp, { password: 'another one' })).rejects.toThrow(/another password already/);
    const config = 'hosts/web-1.example.com/web-config.yml';
    for (const host of HOSTS) rmSync(join(home, `hosts/${host.split(',')[0]}/web-config.yml`));
    writeFileSync(join(home, config), `basic_auth_users:\n  prometheus: $2b$10$${'a'.repeat(53)}\n`);
    const { login } = (await run(setUp)).credentials;
    expect(login?.password).toBe(credentials.login?.password);
    expect(login?.hash).not.toBe(credentials.login?.hash);
    expect(compareSync(login?.password ?? '', login?.hash ?? '')).toBe(true);
  });

  test.each([
    ['garbage', 'garbage'],
    ['a key with a passphrase', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n'],
  ])('refuses a key that it cannot use: %s', async (_name, text) => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    await run(setUp);
    writeFileSync(join(home, 'hosts/web-1.example.com/server.key'), text);
    await expect(run(setUp)).rejects.toThrow(/^hosts\/web-1\.example\.com\/server\.key is no private key/);
  });

  test('reads nothing through a link', async () => {
    const setUp = setUpFor({ profile: ['stunnel'] });
    await run(setUp);
    rmSync(join(home, 'pki/ca.crt'));
    symlinkSync('/etc/hostname', join(home, 'pki/ca.crt'));
    await expect(readExisting(home, setUp)).rejects.toThrow(Refusal);
  });
});

describe('an authority that is kept elsewhere', () => {
  async function elsewhere() {
    const keyPair = await generateKeyPair(2048);
    const { certificate } = orRefuse(
      await createAuthority({ name: 'Elsewhere', keyPair, sign, serial: newSerial(), now: NOW }),
    );
    return { certificate, key: keyPair.privateKey };
  }

  test('signs, and its key stays there', async () => {
    const authority = await elsewhere();
    const setUp = setUpFor({ profile: ['stunnel'] });
    const { credentials, files, asked } = await run(setUp, { authority });
    expect(asked).toBeUndefined();
    expect(credentials.authority).toBe(authority.certificate);
    expect(files.map(({ path }) => path)).toEqual(['pki/ca.crt']);
    expect((await run(setUp)).credentials).toEqual(credentials);
    await expect(run(setUp, { authority: await elsewhere() })).rejects.toThrow(/^pki\/ca\.crt is another authority/);
  });

  test('that is no root is refused where OpenSSL looks at certificates, unless its root is with it', async () => {
    const root = await elsewhere();
    const pair = await generateKeyPair(2048);
    const middle = await intermediateOf({ certificate: root.certificate, privateKey: root.key }, pair, 'Middle');
    const alone = { certificate: middle.certificate, key: middle.privateKey };
    const both = { ...alone, certificate: middle.certificate + root.certificate };
    const behind = setUpFor({ profile: ['stunnel'] });
    await expect(run(behind, { authority: alone })).rejects.toThrow(
      /stunnel trusts roots only\. Put the certificate of its root/,
    );
    const { credentials } = await run(behind, { authority: both });
    const shown = credentials.servers['web-1.example.com']?.certificate ?? '';
    expect([shown.match(/BEGIN/g)?.length, shown.endsWith(middle.certificate)]).toEqual([2, true]);
    expect((await run(behind)).credentials).toEqual(credentials);
    rmSync(home, { recursive: true });
    expect((await run(setUpFor({ profile: ['mtls'] }), { authority: alone })).credentials.authority).toBe(
      alone.certificate,
    );
  });

  test('signs requests, and its certificates find their places in the next run', async () => {
    const { certificate, key } = await elsewhere();
    const setUp = setUpFor({ profile: ['mtls'], certificates: ['request'] });
    const { credentials, files } = await run(setUp);
    const requests = files.filter(({ path }) => path.endsWith('.csr'));
    expect(requests.map(({ path }) => path)).toEqual([
      'pki/web-1.example.com.csr',
      'pki/web-2.example.com.csr',
      'pki/node-client.csr',
      'pki/prometheus-web.csr',
      'pki/browser.csr',
    ]);
    expect([credentials.authority, credentials.browser]).toEqual([undefined, undefined]);
    const unsigned = await run(setUp);
    expect([unsigned.credentials, unsigned.written.created]).toEqual([credentials, []]);
    const authority = { certificate, privateKey: key };
    for (const { path, content } of requests) {
      const request = String(content);
      const asked = orRefuse(readRequest(request));
      const names = asked.names.map(({ text }) => text);
      const purpose = asked.purpose ?? 'both';
      const signed = orRefuse(
        await signRequest({ request, names, purpose, authority, sign, serial: newSerial(), now: NOW }),
      );
      writeFileSync(join(home, path.replace('.csr', '.crt')), signed.certificate);
    }
    writeFileSync(join(home, 'pki/ca.crt'), certificate);
    const done = (await run(setUp)).credentials;
    expect(done.authority).toBe(certificate);
    expect(done.browser).toBeDefined();
    expect(read('hosts/web-1.example.com/server.crt')).toBe(read('pki/web-1.example.com.crt'));
    expect(read('prometheus/prometheus.crt')).toBe(read('pki/prometheus-web.crt'));
    expect((await run(setUp)).credentials).toEqual(done);
    writeFileSync(join(home, 'pki/web-1.example.com.crt'), read('pki/web-2.example.com.crt'));
    await expect(run(setUp)).rejects.toThrow(
      'pki/web-1.example.com.crt cannot be used, because it belongs to another key.',
    );
  });
});
