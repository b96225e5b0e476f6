import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Certificates that must open no door, made with openssl so that nothing of ours is tested with itself. */
export interface WrongCertificates {
  /** Of an authority that nobody here knows. */
  readonly stranger: string;
  /** Of the right authority, for the right name, and out of date. */
  readonly expired: string;
  /** Of the right authority, for another name. */
  readonly other: string;
  /** Of the right authority, for a server: what an exporter has. */
  readonly server: string;
}

/** Makes them in a folder of their own below `folder`; `authority` is the folder with ca.crt and ca.key (without passphrase). */
export function wrongCertificates(folder: string, authority: string): WrongCertificates & { readonly folder: string } {
  const at = mkdtempSync(join(folder, 'wrong-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: at, stdio: 'pipe' });
  openssl(
    ...'req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=stranger -keyout alien.key -out alien.crt'.split(' '),
  );
  const issue = (
    name: string,
    subject: string,
    usage: string,
    dates: string,
    [crt, key]: readonly [string, string],
  ) => {
    openssl(...`req -newkey rsa:2048 -nodes -subj /CN=${subject} -keyout ${name}.key -out ${name}.csr`.split(' '));
    writeFileSync(join(at, 'ext'), `extendedKeyUsage=${usage}\nsubjectAltName=DNS:${subject}\n`);
    openssl(
      ...`x509 -req -in ${name}.csr -CA ${crt} -CAkey ${key} -CAcreateserial -CAserial ${join(at, 'serial')}`.split(
        ' ',
      ),
      ...`-extfile ext -out ${name}.crt ${dates}`.split(' '),
    );
    return name;
  };
  const ours = [join(authority, 'ca.crt'), join(authority, 'ca.key')] as const;
  return {
    folder: at,
    stranger: issue('stranger', 'prometheus', 'clientAuth', '-days 9', ['alien.crt', 'alien.key']),
    expired: issue('expired', 'prometheus', 'clientAuth', '-days -1', ours),
    other: issue('other', 'somebody', 'clientAuth', '-days 9', ours),
    server: issue('server', 'web-1.example.com', 'serverAuth', '-days 9', ours),
  };
}
