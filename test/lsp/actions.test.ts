import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { ACTS } from '../../server/src/core/secrets/actNames';
import { type Editor, type EditorOptions, type OpenText, useServer } from './support/editor';

const start = useServer();
const editors: Editor[] = [];

async function open(text: string, options: EditorOptions = {}, uri = CONFIG): Promise<OpenText> {
  const editor = await start(options);
  editors.push(editor);
  return editor.open(uri, text);
}

afterEach(async () => {
  for (const editor of editors.splice(0)) await editor.close();
});

const CONFIG = 'file:///work/prometheus.yml';
const everything = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
const job = (lines: string) =>
  `scrape_configs:\n  - job_name: node\n    scheme: https\n    sample_limit: 5000\n    body_size_limit: 10MB\n${lines.replace(/^/gm, '    ')}\n    static_configs:\n      - targets: ['node-1.example.net:9100']\n`;
const SKIPPED = job('tls_config:\n  ca_file: ca.crt\n  insecure_skip_verify: true');
const WITH_PASSWORD = job("basic_auth:\n  username: a\n  password: 'correct-horse'");

async function actionsOf(file: OpenText, only?: readonly string[], code?: string): Promise<readonly CodeAction[]> {
  await file.diagnostics();
  const actions = await file.actions(everything, only);
  return code === undefined
    ? actions
    : actions.filter(({ diagnostics }) => diagnostics?.some((one) => one.code === code));
}

describe('all safe fixes at once', () => {
  const TWO = SKIPPED.replace('scrape_configs:', 'global:\n  scrape_interval: 15s\nscrape_configs:').replace(
    "      - targets: ['node-1.example.net:9100']\n",
    "      - targets: ['node-1.example.net:9100']\n  - job_name: other\n    tls_config:\n      ca_file: ca.crt\n    static_configs:\n      - targets: ['127.0.0.1:9100']\n",
  );

  test.each([[['source.fixAll.scrapeguard']], [['source.fixAll']], [['source']]])(
    'for who asks for %s',
    async (only) => {
      const file = await open(TWO);
      const actions = await actionsOf(file, only);
      expect(actions.map(({ kind, diagnostics }) => ({ kind, diagnostics }))).toEqual([
        { kind: 'source.fixAll.scrapeguard', diagnostics: undefined },
      ]);
      const fixed = file.apply(actions[0]?.edit?.changes?.[CONFIG] ?? []);
      expect(fixed).not.toContain('insecure_skip_verify');
      expect(fixed).toMatch(/job_name: other\n {4}scheme: https\n|ca_file: ca.crt\n {4}scheme: https\n/);
    },
  );

  test.each([[['source.organizeImports']], [['source.fixAll.other']], [['refactor']], [undefined]])(
    'and not for who asks for %s',
    async (only) => {
      const kinds = (await actionsOf(await open(TWO), only)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind?.startsWith('source'))).toEqual([]);
    },
  );

  test('where there is nothing safe to do, there is no action', async () => {
    expect(await actionsOf(await open(WITH_PASSWORD), ['source.fixAll'])).toEqual([]);
  });
});

describe('a fix of a rule', () => {
  test('is a quick fix, preferred, and shown with its finding', async () => {
    const file = await open(SKIPPED);
    const [fix] = await actionsOf(file, ['quickfix'], 'insecure-skip-verify');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(file.apply(fix?.edit?.changes?.[CONFIG] ?? [])).toBe(
      SKIPPED.replace('      insecure_skip_verify: true\n', ''),
    );
  });

  test('is none of the refactorings, and the other way round', async () => {
    const file = await open(SKIPPED);
    const kinds = async (only: string) => new Set((await actionsOf(file, [only])).map(({ kind }) => kind));
    expect([...(await kinds('quickfix'))]).toEqual(['quickfix']);
    expect([...(await kinds('refactor'))].filter((kind) => kind !== 'refactor')).toEqual([]);
  });
});

describe('an act of the client', () => {
  test('is a command that tells the place of the secret, and not the secret', async () => {
    const file = await open(WITH_PASSWORD, { acts: ACTS });
    const [fix] = await actionsOf(file, ['quickfix'], 'plaintext-password');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix?.edit).toBeUndefined();
    const start = WITH_PASSWORD.indexOf("'correct-horse'");
    expect(fix?.command).toEqual({
      title: fix?.title,
      command: 'scrapeguard.moveSecret',
      arguments: [
        {
          does: 'move-secret',
          kind: 'prometheus',
          key: 'password',
          fileKey: 'password_file',
          owner: 'node',
          at: { start, end: start + "'correct-horse'".length },
          uri: CONFIG,
          version: 1,
        },
      ],
    });
    expect(JSON.stringify(fix)).not.toContain('horse');
  });

  test.each([
    ['who cannot do it', WITH_PASSWORD, []],
    ['a secret that something else shares', WITH_PASSWORD.replace("'correct", "&shared 'correct"), ACTS],
  ])('is not offered to %s', async (_name, text, acts) => {
    const fixes = await actionsOf(await open(text, { acts }), ['quickfix'], 'plaintext-password');
    expect(fixes.filter(({ command }) => command !== undefined)).toEqual([]);
  });

  test('is not offered in a file inside of another one', async () => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prometheus\ndata:\n  prometheus.yml: |\n${WITH_PASSWORD.replace(/^(?=.)/gm, '    ')}`;
    const file = await open(map, { acts: ACTS }, 'file:///work/map.yaml');
    expect(await file.shown()).toContain("error plaintext-password ‹'correct-horse'›");
    const fixes = await actionsOf(file, ['quickfix'], 'plaintext-password');
    expect(fixes.filter(({ command }) => command !== undefined)).toEqual([]);
  });
});

describe('a generator', () => {
  const OPEN = job('metrics_path: /metrics').replace('    scheme: https\n', '');
  /** Without the ways to live with a finding. */
  const fixesOf = async (...asked: Parameters<typeof actionsOf>) =>
    (await actionsOf(...asked)).filter(({ title }) => !title.startsWith('Ignore'));

  test('is offered behind the other fixes, with what the text tells', async () => {
    const file = await open(OPEN, { acts: ACTS });
    const fixes = await fixesOf(file, ['quickfix'], 'unencrypted-scrape');
    expect(fixes.map(({ title, isPreferred }) => ({ title, isPreferred }))).toEqual([
      { title: 'Use https with a CA of your own', isPreferred: true },
      { title: 'Secure this job with certificates on both sides (mTLS)…', isPreferred: false },
    ]);
    const preset = { job: 'node', hosts: ['node-1.example.net'], port: 9100, uri: CONFIG };
    expect(fixes[1]?.command).toEqual({
      title: fixes[1]?.title,
      command: 'scrapeguard.secureJob',
      arguments: [{ does: 'secure-job', preset }],
    });
    expect(fixes[1]?.edit).toBeUndefined();
  });

  test('makes the certificate that a web configuration lacks', async () => {
    const uri = 'file:///work/web-config.yml';
    const file = await open('tls_server_config:\n  min_version: TLS12\n', { acts: ACTS }, uri);
    const fixes = await fixesOf(file, ['quickfix'], 'tls-settings-without-certificate');
    expect(fixes.map(({ command }) => command?.arguments)).toEqual([
      undefined,
      [{ does: 'issue-certificate', preset: { purpose: 'server', file: 'server', out: '.', uri } }],
    ]);
    expect(fixes[1]?.command?.command).toBe('scrapeguard.issueCertificateFor');
  });

  test.each([
    ['who cannot do it', { acts: [] }],
    ['who can do other things', { acts: ['move-secret', 'make-private', 'hash-password'] }],
  ])('is not offered to %s', async (_name, options) => {
    const fixes = await fixesOf(await open(OPEN, options), ['quickfix'], 'unencrypted-scrape');
    expect(fixes.map(({ title }) => title)).toEqual(['Use https with a CA of your own']);
  });

  test('is no refactoring, and nothing that is done to all of a file', async () => {
    for (const only of ['refactor', 'source.fixAll']) {
      const actions = await actionsOf(await open(OPEN, { acts: ACTS }), [only]);
      expect(actions.filter(({ command }) => command !== undefined)).toEqual([]);
    }
  });

  test('is not offered in a file inside of another one', async () => {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prometheus\ndata:\n  prometheus.yml: |\n${OPEN.replace(/^(?=.)/gm, '    ')}`;
    const file = await open(map, { acts: ACTS }, 'file:///work/map.yaml');
    const fixes = await fixesOf(file, ['quickfix'], 'unencrypted-scrape');
    expect(fixes.map(({ title }) => title)).toEqual(['Use https with a CA of your own']);
  });
});

describe('the hover on a finding of a rule', () => {
  test('tells why, what to do and where to read on, above the documentation of the key', async () => {
    const file = await open(SKIPPED);
    await file.diagnostics();
    const hover = await file.hover('true\n');
    expect(hover).toContain('**The verification of the certificate is switched off**');
    expect(hover).toContain('/docs/rules/insecure-skip-verify.md)');
    expect(await file.hover('insecure_skip_verify')).not.toContain('/docs/rules/');
  });

  test('tells nothing of the secret', async () => {
    const file = await open(WITH_PASSWORD);
    await file.diagnostics();
    const hover = await file.hover("'correct-horse");
    expect(hover).toContain('/docs/rules/plaintext-password.md)');
    expect(hover).not.toContain('horse');
  });
});
