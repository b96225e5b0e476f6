import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A certificate with its key, as PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** Certificates of one authority and of a stranger, made with openssl so that nothing of ours is tested with itself. */
export interface TestPki {
  readonly authority: string;
  /** The host, as `web-1.example.com`. */
  readonly server: Pair;
  readonly prometheus: Pair;
  /** Another client of the same authority. */
  readonly other: Pair;
  /** The server's purpose, and the right name. */
  readonly wrongPurpose: Pair;
  readonly expired: Pair;
  /** Of an authority that nobody here knows, for the right name. */
  readonly stranger: Pair;
}

/** Makes them in `folder`. */
export function makePki(folder: string): TestPki {
  mkdirSync(folder);
  const openssl = (words: string) => execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'pipe' });
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  for (const name of ['ca', 'alien'])
    openssl(`req -x509 ${key} -days 9 -subj /CN=${name} -keyout ${name}.key -out ${name}.crt`);
  const issue = (name: string, of: string, purpose: string, { by = 'ca', days = 9 } = {}): Pair => {
    openssl(`req ${key} -subj /CN=${of} -keyout ${name}.key -out ${name}.csr`);
    writeFileSync(join(folder, 'ext'), `extendedKeyUsage=${purpose}\nsubjectAltName=DNS:${of}\n`);
    openssl(
      `x509 -req -in ${name}.csr -CA ${by}.crt -CAkey ${by}.key -CAcreateserial -extfile ext -out ${name}.crt -days ${days}`,
    );
    return { certificate: read(`${name}.crt`), key: read(`${name}.key`) };
  };
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    authority: read('ca.crt'),
    server: issue('server', 'web-1.example.com', 'serverAuth'),
    prometheus: issue('prometheus', 'prometheus', 'clientAuth'),
    other: issue('other', 'web-2.example.com', 'clientAuth'),
    wrongPurpose: issue('purpose', 'prometheus', 'serverAuth'),
    expired: issue('expired', 'prometheus', 'clientAuth', { days: -1 }),
    stranger: issue('stranger', 'prometheus', 'clientAuth', { by: 'alien' }),
  };
}

/** What comes back: a status and the text, or the reason why nothing does. */
export async function ask(
  url: string,
  pki: TestPki,
  {
    client,
    headers = {},
    method = 'GET',
  }: { readonly client?: Pair; readonly headers?: Record<string, string>; readonly method?: string } = {},
): Promise<{ readonly status?: number; readonly text: string }> {
  const identity = client === undefined ? {} : { cert: client.certificate, key: client.key };
  const options = {
    ...identity,
    ca: pki.authority,
    servername: 'web-1.example.com',
    headers,
    method,
    agent: false,
    timeout: 5000,
  };
  return await new Promise((resolve) => {
    const request = get(url, options, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => resolve({ ...(answer.statusCode !== undefined && { status: answer.statusCode }), text }));
      answer.on('error', ({ message }) => resolve({ text: message }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', ({ message }) => resolve({ text: message }));
  });
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits until something answers on `port`, or `isOver` says that it never will. */
export async function listening(port: number, isOver: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isOver(); tries++) {
    const { text } = await plain(port);
    if (!/ECONNREFUSED/.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What somebody gets who speaks plain HTTP to `port`. */
export async function plain(port: number): Promise<{ readonly status?: number; readonly text: string }> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(5000) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return { text: cause instanceof Error ? `${'code' in cause ? cause.code : ''} ${cause.message}` : String(error) };
  }
}
