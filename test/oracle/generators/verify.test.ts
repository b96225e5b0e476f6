import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { verifyScript } from '../../../server/src/core/generators/setUp/verify/verify';
import { SET_UPS, setUpOf } from '../../unit/generators/doc/setUps';

const isInCi = process.env.CI === 'true';
const isThere = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;

const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-verify-'));
afterAll(() => rmSync(parent, { recursive: true }));

describe.skipIf(!isInCi && !isThere('shellcheck', '--version'))(
  'verify.sh [needs shellcheck: apt-get install shellcheck]',
  () => {
    const cases = SET_UPS.flatMap(({ what, setUp }) => setUp.targets.map((target) => ({ what, setUp, target })));
    test.each(cases)('is clean for shellcheck ($what, $target.name)', ({ setUp, target }) => {
      const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', '--severity=style', '-'], {
        input: verifyScript(setUp, target),
        encoding: 'utf8',
      });
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    });
  },
);

const EXPORTER = ['prometheus-node-exporter', 'node_exporter'].find((name) => isThere(name, '--version'));
const hasPrograms = EXPORTER !== undefined && isThere('openssl', 'version') && isThere('curl', '--version');

describe.skipIf(!isInCi && !hasPrograms)(
  'verify.sh against real doors [needs node_exporter, openssl, curl: apt-get install prometheus-node-exporter]',
  () => {
    const running: ChildProcess[] = [];
    let folder = '';

    beforeAll(() => {
      folder = mkdtempSync(join(parent, 'files-'));
      makeCertificates(folder);
      writeFileSync(join(folder, 'node.password'), 'r"ight\\one');
      chmodSync(join(folder, 'node.password'), 0o400);
    });
    afterAll(() => {
      for (const child of running) child.kill();
    });

    const TLS = 'cert_file: server.crt\n  key_file: server.key';
    const MTLS = `${TLS}\n  client_ca_file: node-ca.crt\n  client_auth_type: RequireAndVerifyClientCert`;
    const USERS = `basic_auth_users:\n  prometheus: '${hashSync('r"ight\\one', 4)}'\n`;

    /** Starts an exporter with this web configuration; its port. */
    async function exporter(webConfig: string): Promise<number> {
      const port = await freePort();
      const path = join(folder, `web-${port}.yml`);
      writeFileSync(path, webConfig);
      const args = ['--collector.disable-defaults', `--web.listen-address=127.0.0.1:${port}`];
      running.push(spawn(EXPORTER!, [...args, `--web.config.file=${path}`], { stdio: 'ignore' }));
      await untilListening(port);
      return port;
    }

    /** Runs a part of the script of `profile` for the exporter at `port`; what it prints of each check, by its first word. */
    function verify(profile: string, part: string, port: number, ...more: string[]) {
      const setUp = setUpOf({ profile: [profile], hosts: ['localhost'], port: [String(port)], web: ['unchanged'] });
      const script = join(folder, `verify-${port}.sh`);
      writeFileSync(script, verifyScript(setUp, setUp.targets[0]!));
      const files = profile === 'tailnet' ? [] : ['--folder', folder];
      const args = [script, part, '--seconds', '4', '--address', '127.0.0.1', ...files, ...more];
      const { stdout, stderr, status } = spawnSync('sh', args, { encoding: 'utf8' });
      const said = stdout.split('\n').flatMap((line) => /^(PASS|FAIL) +(.*)$/.exec(line)?.slice(1).join(' ') ?? []);
      return { said, status, stderr };
    }

    /** A Prometheus that answers every query with `result`, once. */
    async function prometheusSaying(value: string): Promise<string> {
      const port = await freePort();
      const body = JSON.stringify({ status: 'success', data: { result: value === '' ? [] : [{ value: [1, value] }] } });
      const code = `require('http').createServer((q, r) => r.end(${JSON.stringify(body)})).listen(${port}, '127.0.0.1')`;
      running.push(spawn(process.execPath, ['-e', code], { stdio: 'ignore' }));
      await untilListening(port);
      return `http://127.0.0.1:${port}`;
    }

    it.each([
      {
        profile: 'mtls',
        webConfig: `tls_server_config:\n  ${MTLS}\n`,
        says: ['as Prometheus', 'without a certificate', 'with a certificate of another authority', 'without TLS'],
      },
      {
        profile: 'basic-auth',
        webConfig: `tls_server_config:\n  ${TLS}\n${USERS}`,
        says: ['as Prometheus', 'without a password', 'with a wrong password', 'without TLS'],
      },
      {
        profile: 'mtls+basic-auth',
        webConfig: `tls_server_config:\n  ${MTLS}\n${USERS}`,
        says: [
          'as Prometheus',
          'with the certificate and no password',
          'with the certificate and a wrong password',
          'with the password and no certificate',
          'without a certificate',
          'with a certificate of another authority',
          'without TLS',
        ],
      },
      {
        profile: 'mtls',
        webConfig: `tls_server_config:\n  ${MTLS}\n  max_version: TLS12\n`,
        says: ['as Prometheus', 'without a certificate', 'with a certificate of another authority', 'without TLS'],
      },
    ])('passes where all doors are shut ($profile)', async ({ profile, webConfig, says }) => {
      const port = await exporter(webConfig);
      const prometheus = await prometheusSaying('1');
      const inside = verify(profile, 'prometheus', port, '--prometheus', prometheus);
      expect(inside).toMatchObject({ status: 0, stderr: '' });
      expect(inside.said.map(withoutReason)).toEqual([
        ...says.map((what) => `PASS localhost ${what}`),
        'PASS up of localhost is 1',
      ]);
      const outside = verify(profile, 'outside', port);
      expect(outside).toMatchObject({ status: 0, stderr: '' });
      const doors = says.filter((what) => !/as Prometheus|with the/.test(what));
      expect(outside.said.map(withoutReason)).toEqual(doors.map((what) => `PASS localhost ${what}`));
    });

    it.each([
      {
        what: 'any client may come',
        profile: 'mtls',
        webConfig: () => `tls_server_config:\n  ${TLS}\n`,
        fails: ['without a certificate', 'with a certificate of another authority'],
      },
      {
        what: 'any certificate does',
        profile: 'mtls',
        webConfig: () => `tls_server_config:\n  ${TLS}\n  client_auth_type: RequireAnyClientCert\n`,
        fails: ['with a certificate of another authority'],
      },
      {
        what: 'certificates are optional',
        profile: 'mtls+basic-auth',
        webConfig: () =>
          `tls_server_config:\n  ${MTLS.replace('RequireAndVerify', 'Verify').concat('IfGiven')}\n${USERS}`,
        fails: ['with the password and no certificate', 'without a certificate'],
      },
      {
        what: 'no password is asked for',
        profile: 'basic-auth',
        webConfig: () => `tls_server_config:\n  ${TLS}\n`,
        fails: ['without a password', 'with a wrong password'],
      },
    ])('fails where $what ($profile)', async ({ profile, webConfig, fails }) => {
      const port = await exporter(webConfig());
      const prometheus = await prometheusSaying('1');
      const inside = verify(profile, 'prometheus', port, '--prometheus', prometheus);
      expect(inside.status).toBe(1);
      const failed = inside.said.filter((line) => line.startsWith('FAIL')).map(withoutReason);
      expect(failed).toEqual(fails.map((what) => `FAIL localhost ${what}`));
    });

    it('fails where metrics are handed out in clear text', async () => {
      const port = await exporter('');
      const { status, said } = verify('basic-auth', 'outside', port);
      expect(status).toBe(1);
      expect(said.filter((line) => line.startsWith('FAIL'))).toEqual([
        'FAIL localhost without TLS: LET IN with status 200',
      ]);
      expect(verify('tailnet', 'outside', port)).toMatchObject({
        status: 1,
        said: ['FAIL localhost from here: LET IN with status 200'],
      });
    });

    it('fails where the exporter does not answer, and says so', async () => {
      const port = await freePort();
      const { status, said } = verify('mtls', 'prometheus', port, '--prometheus', `http://127.0.0.1:${port}`);
      expect(status).toBe(1);
      expect(said[0]).toBe('FAIL localhost as Prometheus: the connection is refused');
      expect(said.at(-1)).toBe('FAIL Prometheus does not answer');
    });

    it('takes silence after the connection for no proof', async () => {
      const port = await freePort();
      const code = `require('net').createServer(() => {}).listen(${port}, '127.0.0.1')`;
      running.push(spawn(process.execPath, ['-e', code], { stdio: 'ignore' }));
      await untilListening(port);
      const { status, said } = verify('tailnet', 'outside', port);
      expect({ status, said }).toEqual({
        status: 1,
        said: ['FAIL localhost from here: connected, and then nothing came within 4 s'],
      });
    });

    it.each([
      { value: '0', said: 'FAIL up of localhost is 0' },
      { value: '', said: 'FAIL Prometheus does not know localhost' },
    ])('fails where up is "$value"', async ({ value, said }) => {
      const port = await exporter(`tls_server_config:\n  ${MTLS}\n`);
      const more = ['--prometheus', await prometheusSaying(value), '--seconds', '1'];
      const outcome = verify('mtls', 'prometheus', port, ...more);
      expect(outcome).toMatchObject({ status: 1 });
      expect(outcome.said.at(-1)).toBe(said);
    });

    it.each([
      { address: '127.0.0.1', says: 'PASS port PORT: 127.0.0.1' },
      { address: '0.0.0.0', says: 'FAIL port PORT: 0.0.0.0' },
    ])('looks on the target where the exporter listens ($address)', async ({ address, says }) => {
      const port = await freePort();
      const script = join(folder, 'verify-target.sh');
      const setUp = setUpOf({ profile: ['stunnel'], innerPort: [String(port)], stunnelFolder: [folder] });
      writeFileSync(script, verifyScript(setUp, setUp.targets[0]!));
      const listener = `require('http').createServer((q, r) => r.end('a 1')).listen(${port}, '${address}')`;
      running.push(spawn(process.execPath, ['-e', listener], { stdio: 'ignore' }));
      await untilListening(port);
      // Whoever runs the tests may be no root, and has no units of this set.
      const stubs = mkdtempSync(join(parent, 'stubs-'));
      for (const [name, text] of [
        ['id', 'echo 0'],
        ['systemctl', 'echo inactive'],
      ] as const) {
        writeFileSync(join(stubs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      }
      const env = { ...process.env, PATH: `${stubs}:${process.env.PATH}` };
      const { stdout, status } = spawnSync('sh', [script, 'target'], { encoding: 'utf8', env });
      expect(status).toBe(1);
      const said = stdout.split('\n').map((line) => line.replace(/ +/g, ' '));
      expect(said).toContain(says.replace('PORT', String(port)));
      expect(said).toContain('PASS the exporter itself, over loopback');
      expect(said.filter((line) => /^FAIL (node_exporter|stunnel-node_exporter)\.service/.test(line))).toHaveLength(2);
      expect(said).toContain(`FAIL ${folder}/node_exporter is not there`);
    });

    it('tells wrong usage from a check that fails', () => {
      expect(verify('mtls', 'nowhere', 9100)).toMatchObject({ status: 2, said: [] });
      expect(verify('mtls', 'outside', 9100, '--wrong', 'x')).toMatchObject({ status: 2, said: [] });
      expect(verify('mtls', 'outside', 9100, '--seconds', 'x')).toMatchObject({ status: 2, said: [] });
    });
  },
);

function withoutReason(line: string): string {
  return line.replace(/:.*/, '');
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { status } = spawnSync('curl', ['-s', '-o', '/dev/null', '--max-time', '0.2', `telnet://127.0.0.1:${port}`], {
      input: '',
    });
    // 28 is the time-out of a connection that stands.
    if (status === 0 || status === 28) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing listens on port ${port}.`);
}

/** An authority, what it issued to both sides, by the names that a set has for them. */
function makeCertificates(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const request = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', 'ca.key', '-out', 'node-ca.crt'];
  openssl(...request, '-x509', '-days', '2', '-subj', '/CN=Test authority', ...authority);
  const leaf = (name: string, san: string, usage: string) => {
    openssl(...request, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${san}\nextendedKeyUsage=${usage}\n`);
    const signing = ['-CA', 'node-ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...signing, '-extfile', `${name}.ext`, '-out', `${name}.crt`);
  };
  leaf('server', 'DNS:localhost', 'serverAuth');
  leaf('node-client', 'DNS:prometheus', 'clientAuth');
  chmodSync(join(folder, 'node-client.key'), 0o400);
}
