import { describe, expect, it } from 'vitest';
import { type PreviewedFile, previewText, toBeWritten } from '../../../../client/src/generators/previewText';
import { plainFile, script, secretFile } from '../../../../server/src/core/generators/generatedFile';
import { createAuthority } from '../../../../server/src/core/generators/pki/authority';
import { generateKeyPair, newSerial, sign } from '../../../../server/src/host/credentials/keys';

const KEY = 'not-a-key-but-kept-like-one';
const HASH = `$2b$12$${'a'.repeat(53)}`;

const FILES: readonly PreviewedFile[] = [
  { state: 'new', file: secretFile('pki/ca.key', KEY) },
  { state: 'kept', file: secretFile('hosts/a/server.key', KEY) },
  { state: 'new', file: script('hosts/a/deploy.sh', '#!/bin/sh\nset -eu\n') },
  { state: 'unchanged', file: plainFile('README.md', 'readme\n') },
  {
    state: 'differs',
    file: plainFile('p.yml', 'a: 1\nb: 3\npassword: hunter2\n'),
    before: 'a: 1\nb: 2\npassword: hunter1\n',
    isElsewhere: true,
  },
];

describe('the preview of a set of files', () => {
  const text = previewText('Secure an Exporter…', 'monitoring', FILES);

  it('says first what each file is, for which machine, its mode and what becomes of it', () => {
    const [head = ''] = text.split('## What');
    expect(head.split('\n').filter((line) => /^(\| `|### |\*\*)/.test(line))).toEqual([
      '**2 new files, 1 changed, 1 unchanged, 1 kept** in the folder `monitoring`. Nothing is written yet.',
      '| `README.md` | what goes where, and the steps in their order | 0644 | unchanged |',
      '### Your own files',
      '| `p.yml` |  | 0644 | changed |',
      '### a',
      '| `hosts/a/server.key` | its key | 0600 | kept, secret |',
      '| `hosts/a/deploy.sh` | run then: puts every file in its place | 0755 | new |',
      '### Stays here',
      '| `pki/ca.key` | key of the authority: keep it safe, or elsewhere | 0600 | new, secret |',
    ]);
    expect(toBeWritten(FILES)).toBe(3);
  });

  it('shows of secrets their length and nothing else', () => {
    expect(text).toContain(
      `### \`pki/ca.key\`\n\nOnly its owner may read it (0600), so it is not shown: ${KEY.length} bytes.`,
    );
    expect(text).not.toContain(KEY);
  });

  it('shows what is new, and of what changes the difference, with passwords masked', () => {
    expect(text).toContain('### `hosts/a/deploy.sh`\n\n```sh\n#!/bin/sh\nset -eu\n```');
    expect(text).toContain(' a: 1\n-b: 2\n-password: ********\n+b: 3\n+password: ********\n');
    expect(text).not.toContain('hunter');
    expect(text).not.toContain('readme\n');
  });

  it('masks hashes, and is not left by backticks in a file', () => {
    const files = [{ state: 'new', file: plainFile('w.yml', `users:\n  u: '${HASH}'\n# \`\`\`\n`) } as const];
    expect(previewText('t', '.', files)).toContain("````yaml\nusers:\n  u: '$2b$12$********'\n# ```\n````");
  });

  it('shows what a certificate says in the place of its text', async () => {
    const keyPair = await generateKeyPair(3072);
    const now = Date.UTC(2030, 0, 1);
    const made = await createAuthority({ name: 'Some CA', keyPair, sign, serial: newSerial(), now });
    const file = plainFile('pki/ca.crt', 'certificate' in made ? made.certificate : '');
    const shown = previewText('t', '.', [{ state: 'new', file }], now);
    expect(shown).toMatch(/Subject: +CN=Some CA\n/);
    expect(shown).toMatch(/\(18\d\d days left\)/);
    expect(shown).not.toContain('BEGIN CERTIFICATE');
  });

  it('shows bytes by their number', () => {
    const file = { path: 'b.p12', content: Uint8Array.of(1, 2, 3), mode: 0o600, isSecret: false } as const;
    expect(previewText('t', '.', [{ state: 'new', file }])).toContain('### `b.p12`\n\nNo text: 3 bytes.');
  });
});
