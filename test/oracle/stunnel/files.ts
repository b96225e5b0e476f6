import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the keys, certificates and folders that the configurations name, good ones and bad ones, in the folder `tls`. */
export function makeFiles(tls: string): void {
  mkdirSync(tls, { recursive: true });
  chmodSync(tls, 0o755);
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: tls, stdio: ['ignore', 'ignore', 'pipe'] });
  const write = (name: string, ...texts: readonly string[]) =>
    writeFileSync(join(tls, name), texts.join(''), { mode: 0o600 });
  const read = (name: string) => readFileSync(join(tls, name), 'utf8');

  const root = ['req', '-x509', '-nodes', '-days', '3650', '-subj', '/CN=oracle CA', '-newkey', 'rsa:2048'];
  openssl(...root, '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  const issue = (name: string, key: string, ...algorithm: readonly string[]) => {
    openssl('req', '-nodes', '-subj', `/CN=${name}.example.test`, ...algorithm, '-keyout', key, '-out', 'request.pem');
    const serial = ['-set_serial', String(name.length + 1)];
    openssl(
      'x509',
      '-req',
      '-in',
      'request.pem',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      ...serial,
      '-days',
      '3650',
      '-out',
      `${name}.pem`,
    );
  };
  issue('server', 'key.pem', '-newkey', 'rsa:2048');
  issue('ec', 'ec-key.pem', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1');
  issue('weak', 'weak-key.pem', '-newkey', 'rsa:1024');
  openssl('genrsa', '-out', 'other-key.pem', '2048');
  write('chain.pem', read('server.pem'), read('ca.pem'));
  write('combined.pem', read('server.pem'), read('key.pem'));
  write('expired.pem', read('server.pem'));
  write('garbage.pem', '-----BEGIN CERTIFICATE-----\nnot base64 at all\n-----END CERTIFICATE-----\n');
  write('empty.pem');
  write('text.pem', 'just some text\n');
  write('database.txt');
  write('ca.cnf', '[ca]\ndefault_ca=d\n[d]\ndatabase=database.txt\ndefault_md=sha256\ndefault_crl_days=3650\n');
  openssl('ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', 'ca-key.pem', '-cert', 'ca.pem', '-out', 'crl.pem');

  write('psk.txt', `client1:${'00112233'.repeat(8)}\nclient2:a passphrase of enough bytes\n`);
  write('psk-short.txt', 'client1:tooshort\n');
  write('psk-nocolon.txt', 'client1 00112233445566778899aabbccddeeff\n');
  write('psk-empty.txt');
  for (const folder of ['cas', 'fine.d', 'broken.d', 'empty.d']) mkdirSync(join(tls, folder));
  write('cas/ca.pem', read('ca.pem'));
  openssl('rehash', 'cas');
  write('fine.d/10-idle.conf', '; a fragment\nTIMEOUTidle = 600\n');
  write('broken.d/10-broken.conf', 'nonsense = 1\n');
}
