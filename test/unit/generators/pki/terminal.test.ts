import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandIo, Interrupted } from '../../../../server/src/cli/commandIo';
import { runPki } from '../../../../server/src/cli/pki/pkiCommand';
import { decryptKey } from '../../../../server/src/core/generators/pki/privateKey';
import { createRequest } from '../../../../server/src/core/generators/pki/request';
import { sign as signBytes } from '../../../../server/src/host/credentials/keys';
import { authorityOf, made, rsaPair } from './support';

const home = mkdtempSync(join(tmpdir(), 'scrapeguard-terminal-'));
afterAll(() => rmSync(home, { recursive: true }));
const [caKeys, leafKeys] = [rsaPair(), rsaPair()];
const authority = await authorityOf(caKeys, { now: Date.now() });

/** Runs a command for somebody who gives these answers, and breaks off where there are no more. */
async function ask(args: readonly string[], answers: readonly (string | boolean)[]) {
  const left = [...answers];
  let [said, printed] = ['', ''];
  const next = (question: string) => {
    said += `${question}\n`;
    const answer = left.shift();
    if (answer === undefined) throw new Interrupted();
    return answer;
  };
  const io: CommandIo = {
    print: (text) => {
      printed += text;
    },
    tell: (text) => {
      said += text;
    },
    isTerminal: true,
    readInput: async () => Buffer.alloc(0),
    askHidden: async (question) => String(next(question)),
    confirm: async (question) => next(question) === true,
  };
  return { status: await runPki(args, io), said, printed, left };
}

describe('on a terminal, pki ca', () => {
  const out = (name: string) => join(home, name);
  const ca = (name: string) => ['ca', '--bits', '3072', '--out', out(name)];

  test('asks twice for a passphrase, and shows it nowhere', async () => {
    const { status, said, printed } = await ask(ca('twice'), ['correct horse', 'correct horse']);
    expect(status).toBe(0);
    expect(said).toBe(
      'New passphrase for the key of the authority: \nThe same again: \nMaking an RSA key of 3072 bits …\n',
    );
    expect(said + printed).not.toContain('horse');
    const key = readFileSync(join(out('twice'), 'ca.key'), 'utf8');
    expect(await decryptKey(key, 'correct horse')).toHaveProperty('privateKey');
  });

  test.each([
    ['two different ones', ['correct horse', 'correct house'], 2, /two different passphrases/],
    ['a short one', ['short'], 2, /at least 8 characters/],
    ['nothing', [], 130, /New passphrase/],
    ['one only', ['correct horse'], 130, /The same again/],
  ])('makes nothing of %s', async (name, answers, status, words) => {
    const outcome = await ask(ca(name), answers);
    expect(outcome).toMatchObject({ status, printed: '', said: expect.stringMatching(words) });
    expect(readdirSync(home)).not.toContain(name);
  });

  test('asks nobody where the files are there already', async () => {
    mkdirSync(out('there'));
    writeFileSync(join(out('there'), 'ca.key'), '');
    expect(await ask(ca('there'), ['correct horse'])).toMatchObject({ status: 2, left: ['correct horse'] });
  });
});

describe('on a terminal, pki sign', () => {
  const csr = join(home, 'p.csr');
  const sign = ['sign', csr, '--ca', home, '--out', join(home, 'signed')];
  beforeAll(async () => {
    writeFileSync(join(home, 'ca.crt'), authority.certificate);
    writeFileSync(join(home, 'ca.key'), authority.privateKey);
    const names = ['prometheus', '10.0.0.9'];
    writeFileSync(
      csr,
      made(await createRequest({ purpose: 'client', names, keyPair: leafKeys, sign: signBytes })).request,
    );
  });

  test.each([
    ['no', [false], 2],
    ['an end', [], 130],
  ])('shows the names, and signs nothing after %s', async (_name, answers, status) => {
    const outcome = await ask(sign, answers);
    expect(outcome).toMatchObject({ status, printed: '' });
    expect(outcome.said).toMatch(
      /^The request of CN=prometheus asks for a certificate \(client\) for:\n {2}prometheus\n {2}10\.0\.0\.9\nDo all of them belong/,
    );
    expect(readdirSync(home)).not.toContain('signed');
  });

  test('signs after yes', async () => {
    expect(await ask(sign, [true])).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/the certificate for prometheus, 10\.0\.0\.9, valid until/),
    });
  });
});
