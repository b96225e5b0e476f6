import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type CodeAction, FileChangeType, TextDocumentEdit } from 'vscode-languageserver/node';
import { type Editor, type EditorOptions, type OpenText, useServer } from './support/editor';

const start = useServer();
const editors: Editor[] = [];
const folders: string[] = [];

async function editor(options?: EditorOptions): Promise<Editor> {
  const started = await start(options);
  editors.push(started);
  return started;
}

/** Writes files into a folder of their own, which is a repository; gives the address of a path in it. */
function workspace(files: Readonly<Record<string, string>>): (path: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'scrapeguard-policy-'));
  folders.push(root);
  mkdirSync(join(root, '.git'));
  const at = (path: string) => pathToFileURL(join(root, path)).toString();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return at;
}

afterEach(async () => {
  for (const open of editors.splice(0)) await open.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const ID = 'insecure-skip-verify';
const INSECURE = `scrape_configs:
  - job_name: node
    scheme: https
    tls_config:
      insecure_skip_verify: true
    static_configs:
      - targets: ['node-1.internal:9100']
`;

/** The severities with which the insecurity is told. */
async function told(file: OpenText): Promise<readonly string[]> {
  return (await file.shown()).filter((line) => line.includes(` ${ID} `)).map((line) => line.split(' ')[0] ?? '');
}

async function actionsAt(file: OpenText, word: string): Promise<readonly CodeAction[]> {
  const line = file
    .text()
    .split('\n')
    .findIndex((content) => content.includes(word));
  const character = (file.text().split('\n')[line] ?? '').indexOf(word);
  return file.actions({ start: { line, character }, end: { line, character: character + word.length } });
}

const titled = (actions: readonly CodeAction[], title: string) =>
  actions.find((action) => action.title.startsWith(title));

describe.each([
  ['that pulls', true],
  ['that is pushed to', false],
])('the configuration, in an editor %s', (_name, pulls) => {
  test('counts for the files below it', async () => {
    const at = workspace({ '.scrapeguard.yaml': `rules:\n  ${ID}: hint\n`, 'a/b/prometheus.yml': INSECURE });
    const { open } = await editor({ pulls });
    const file = open(at('a/b/prometheus.yml'), INSECURE);
    file.replace('node\n', 'nodes\n');
    await expect.poll(() => told(file)).toEqual(['hint']);
  });

  test('counts as it is typed, and as it is on disk when it is closed', async () => {
    const at = workspace({ '.scrapeguard.yaml': 'level: recommended\n', 'prometheus.yml': INSECURE });
    const { open } = await editor({ pulls });
    const file = open(at('prometheus.yml'), INSECURE);
    const config = open(at('.scrapeguard.yaml'), 'level: recommended\n');
    await expect.poll(() => told(file)).toEqual(['error']);
    config.replace('recommended\n', `recommended\nrules:\n  ${ID}: info\n`);
    await expect.poll(() => told(file)).toEqual(['info']);
    config.replace(': info', ': off');
    await expect.poll(() => told(file)).toEqual([]);
    config.close();
    await expect.poll(() => told(file)).toEqual(['error']);
  });

  test('counts anew when it has changed on disk', async () => {
    const at = workspace({ 'prometheus.yml': INSECURE });
    const { open, connection } = await editor({ pulls });
    const file = open(at('prometheus.yml'), INSECURE);
    await expect.poll(() => told(file)).toEqual(['error']);
    writeFileSync(new URL(at('.scrapeguard.yaml')), `rules:\n  ${ID}: off\n`);
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: at('.scrapeguard.yaml'), type: FileChangeType.Created }],
    });
    await expect.poll(() => told(file)).toEqual([]);
  });

  test('is overruled by the settings of the user', async () => {
    const at = workspace({ '.scrapeguard.yaml': `rules:\n  ${ID}: hint\n`, 'prometheus.yml': INSECURE });
    const { open } = await editor({ pulls, settings: () => ({ rules: { [ID]: 'warning' } }) });
    const file = open(at('prometheus.yml'), INSECURE);
    await expect.poll(() => told(file)).toEqual(['warning']);
  });

  test('excludes files, names kinds and versions', async () => {
    const at = workspace({
      '.scrapeguard.yaml': 'exclude: [vendor]\nfiles:\n  "*.jobs.yaml": prometheus\nversions: { prometheus: "2.42" }\n',
    });
    const { open } = await editor({ pulls });
    const excluded = open(at('vendor/prometheus.yml'), 'nonsense: 1\n');
    const named = open(at('a.jobs.yaml'), 'nonsense: 1\n');
    const old = open(at('prometheus.yml'), 'scrape_configs:\n  - job_name: a\n    extra_scrape_metrics: true\n');
    await expect.poll(() => named.shown()).toEqual(['error unknown-key ‹nonsense›']);
    await expect.poll(() => old.shown()).toEqual(['error newer-version-needed ‹extra_scrape_metrics›']);
    await expect.poll(() => excluded.shown()).toEqual([]);
  });

  test('is checked and completed itself', async () => {
    const { open } = await editor({ pulls });
    const config = open('file:///work/.scrapeguard.yaml', `rules:\n  ${ID}x: off\n  ▮\n`);
    expect(await config.shown()).toEqual([`warning unknown-rule ‹${ID}x›`]);
    expect((await config.complete()).map(({ label }) => label)).toContain(ID);
  });
});

test('a setting for a rule that does not exist is told of in the log', async () => {
  const { open, logged } = await editor({ settings: () => ({ rules: { [ID]: 'hint', 'no-such-rule': 'off' } }) });
  await open('file:///work/prometheus.yml', 'nonsense: 1\n').shown();
  await expect.poll(() => logged).toEqual([expect.stringContaining('`no-such-rule`')]);
});

describe('a finding that can be accepted', () => {
  test('can be ignored where it is, and then asks for the reason', async () => {
    const at = workspace({ 'prometheus.yml': INSECURE });
    const { open } = await editor({ pulls: true });
    const file = open(at('prometheus.yml'), INSECURE);
    const action = titled(await actionsAt(file, 'true'), 'Ignore here');
    expect(action).toMatchObject({ title: `Ignore here: ${ID}`, kind: 'quickfix', diagnostics: [{ code: ID }] });
    const ignored = file.apply(action?.edit?.changes?.[file.uri] ?? []);
    expect(ignored).toBe(INSECURE.replace(/( *)(insecure)/, `$1# scrapeguard-ignore ${ID}: reason\n$1$2`));
    const again = open(at('again/prometheus.yml'), ignored);
    expect(await told(again)).toEqual([]);
    expect((await again.shown()).map((line) => line.split(' ')[1])).toContain('suppression-without-reason');
  });

  test('can be turned off in the configuration that there is, as it is typed', async () => {
    const at = workspace({ '.scrapeguard.yaml': '# ours\nlevel: strict\n', 'prometheus.yml': INSECURE });
    const { open } = await editor({ pulls: true });
    const config = open(at('.scrapeguard.yaml'), '# ours\nlevel: strict\n');
    config.replace('strict', 'all');
    const file = open(at('prometheus.yml'), INSECURE);
    const action = titled(await actionsAt(file, 'true'), 'Turn this rule off');
    expect(action?.title).toBe(`Turn this rule off in the workspace: ${ID}`);
    const edits = action?.edit?.changes?.[config.uri] ?? [];
    expect(config.apply(edits)).toBe(`# ours\nlevel: all\nrules:\n  ${ID}: off\n`);
  });

  test('can be turned off in a new configuration at the root, where the client makes files', async () => {
    const at = workspace({ 'a/prometheus.yml': INSECURE });
    const turnOff = async (options: EditorOptions) => {
      const { open } = await editor({ pulls: true, ...options });
      return titled(await actionsAt(open(at('a/prometheus.yml'), INSECURE), 'true'), 'Turn this rule off');
    };
    expect(await turnOff({ root: at('') })).toBeUndefined();
    expect(await turnOff({ createsFiles: true })).toBeUndefined();
    const [create, edit] = (await turnOff({ root: at(''), createsFiles: true }))?.edit?.documentChanges ?? [];
    expect(create).toEqual({ kind: 'create', uri: at('.scrapeguard.yaml'), options: { ignoreIfExists: true } });
    if (!TextDocumentEdit.is(edit)) throw new Error('The second change writes the file.');
    expect(edit.edits).toMatchObject([{ newText: `rules:\n  ${ID}: off\n` }]);
  });
});

test('what a program refuses has neither action', async () => {
  const at = workspace({ '.scrapeguard.yaml': 'level: all\n' });
  const { open } = await editor({ pulls: true, createsFiles: true, root: at('') });
  const file = open(at('prometheus.yml'), 'scrape_configs:\n  - job_nam: a\n');
  const titles = (await actionsAt(file, 'job_nam')).map(({ title }) => title);
  expect(titles).toEqual(['Rename to `job_name`']);
});
