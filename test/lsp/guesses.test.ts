import { hashSync } from 'bcryptjs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Editor, useServer } from './support/editor';

const start = useServer();
const editors: Editor[] = [];

afterEach(async () => {
  for (const open of editors.splice(0)) await open.close();
});

const TLS = 'tls_server_config:\n  cert_file: /etc/a.crt\n  key_file: /etc/a.key\n';

describe.each([
  ['that pulls', true],
  ['that is pushed to', false],
])('an editor %s', (_name, pulls) => {
  test('hears of a password that is guessed as soon as the words were tried', async () => {
    const editor = await start({ pulls });
    editors.push(editor);
    const hash = hashSync('prometheus', 10);
    const file = editor.open('file:///work/web-config.yml', `${TLS}basic_auth_users:\n  prom: ${hash}\n`);
    expect(await file.shown()).toEqual([]);
    await expect.poll(() => file.shown(), { timeout: 20_000 }).toEqual([`error well-known-password ‹${hash}›`]);
  });
});
