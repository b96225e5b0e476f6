import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashSync } from 'bcryptjs';
import { afterEach, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  type Diagnostic,
  ProgressType,
  type PublishDiagnosticsParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { type Editor, type EditorOptions, useServer } from './support/editor';

const start = useServer();
const editors: Editor[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const open of editors.splice(0)) await open.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const TYPO = 'global:\n  scrape_intervall: 15s\n';
const CLEAN = 'global:\n  scrape_interval: 15s\n';
const COMMAND = 'scrapeguard.scanWorkspace';
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

/** An editor on a folder with `files`, and the ways to look at what it is told of closed files. */
async function workspace(files: Readonly<Record<string, string>>, options: EditorOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-scan-'));
  folders.push(folder);
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const editor = await start({ pulls: true, root: pathToFileURL(folder).href, ...options });
  editors.push(editor);
  const { connection } = editor;
  const nameOf = (uri: string) => decodeURIComponent(uri.slice(uriOf('').length)).replace(/^\//, '');
  const shown = (reports: readonly WorkspaceDocumentDiagnosticReport[]) =>
    Object.fromEntries(
      reports.map((report) => [
        nameOf(report.uri),
        report.kind === 'full' ? report.items.map(({ code }) => code) : report.kind,
      ]),
    );
  return {
    ...editor,
    uriOf,
    nameOf,
    write,
    remove: (path: string) => rmSync(join(folder, path), { recursive: true }),
    shown,
    scan: (extra: object = {}, token?: CancellationTokenSource['token']) =>
      connection.sendRequest<Record<string, unknown>>(
        'workspace/executeCommand',
        { command: COMMAND, ...extra },
        ...(token ? [token] : []),
      ),
    pull: async (previous: readonly WorkspaceDocumentDiagnosticReport[] = []) => {
      const previousResultIds = previous.flatMap(({ uri, resultId }) =>
        resultId === undefined ? [] : [{ uri, value: resultId }],
      );
      const report = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds,
      });
      return report.items;
    },
    tell: (path: string, type: number) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type }] }),
  };
}

test('nothing is looked at before somebody asks for it', async () => {
  const { pull } = await workspace({ 'prometheus.yml': TYPO });
  expect(await pull()).toEqual([]);
});

test('a scan tells of files of ours below the folder, and how many there are', async () => {
  const { scan, pull, shown } = await workspace({
    'prometheus.yml': TYPO,
    'deep/er/prometheus.yml': CLEAN,
    'values.yaml': 'replicas: 1\n',
    'notes.txt': 'global: 1\n',
    'node_modules/x/prometheus.yml': TYPO,
  });
  expect(await scan()).toEqual({
    looked: 3,
    ours: 2,
    findings: 1,
    filesWithFindings: 1,
    isCancelled: false,
    summary: 'ScrapeGuard: 1 finding in 1 file of 2.',
  });
  expect(shown(await pull())).toEqual({ 'prometheus.yml': ['unknown-key'], 'deep/er/prometheus.yml': [] });
});

test('a finding in a closed file is the same as in an open one', async () => {
  const { scan, pull, open, uriOf } = await workspace({ 'prometheus.yml': TYPO });
  await scan();
  const [closed] = await pull();
  const items = await open(uriOf('prometheus.yml'), TYPO).diagnostics();
  expect(closed?.kind === 'full' && closed.items).toEqual(items);
});

test('what git ignores and what the workspace excludes is left alone, and its kinds and levels count', async () => {
  const { scan, pull, shown } = await workspace({
    '.scrapeguard.yaml': 'exclude: [examples/]\nfiles: {"*.conf.tmpl": prometheus}\nversions: {prometheus: "2.42"}\n',
    '.gitignore': 'generated/\n',
    'generated/prometheus.yml': TYPO,
    'examples/prometheus.yml': TYPO,
    'a.conf.tmpl': TYPO,
    'prometheus.yml': 'scrape_configs:\n  - job_name: a\n    extra_scrape_metrics: true\n',
  });
  await scan();
  expect(shown(await pull())).toEqual({
    '.scrapeguard.yaml': [],
    'a.conf.tmpl': ['unknown-key'],
    'prometheus.yml': ['newer-version-needed'],
  });
});

test('comments that ignore findings count in closed files too', async () => {
  const { scan, pull, shown } = await workspace({
    'prometheus.yml':
      'scrape_configs:\n  - job_name: a\n    scheme: https\n    tls_config:\n      insecure_skip_verify: true # scrapeguard-ignore insecure-skip-verify: a test bench\n',
  });
  await scan();
  expect(shown(await pull())).toEqual({ 'prometheus.yml': [] });
});

test('a pull that knows everything is told so, and a changed file is told anew', async () => {
  const { scan, pull, shown, write, tell } = await workspace({ 'a/prometheus.yml': TYPO, 'b/prometheus.yml': TYPO });
  await scan();
  const first = await pull();
  expect(shown(await pull(first))).toEqual({ 'a/prometheus.yml': 'unchanged', 'b/prometheus.yml': 'unchanged' });
  write('a/prometheus.yml', CLEAN);
  await tell('a/prometheus.yml', CHANGED);
  await expect
    .poll(async () => shown(await pull(first)))
    .toEqual({ 'a/prometheus.yml': [], 'b/prometheus.yml': 'unchanged' });
});

test('a second scan says nothing new of files that have not changed', async () => {
  const { scan, pull, shown } = await workspace({ 'prometheus.yml': TYPO });
  await scan();
  const first = await pull();
  await scan();
  expect(shown(await pull(first))).toEqual({ 'prometheus.yml': 'unchanged' });
});

test('files that are created and deleted come and go, alone and with their folder', async () => {
  const { scan, pull, shown, write, remove, tell } = await workspace({ 'a/prometheus.yml': TYPO });
  await scan();
  const first = await pull();
  write('b/prometheus.yml', TYPO);
  write('c/d/prometheus.yml', TYPO);
  await tell('b/prometheus.yml', CREATED);
  await tell('c', CREATED);
  await expect
    .poll(async () => shown(await pull(first)))
    .toEqual({
      'a/prometheus.yml': 'unchanged',
      'b/prometheus.yml': ['unknown-key'],
      'c/d/prometheus.yml': ['unknown-key'],
    });
  const second = await pull();
  remove('b/prometheus.yml');
  remove('a');
  await tell('b/prometheus.yml', DELETED);
  await tell('a', DELETED);
  await expect
    .poll(async () => shown(await pull(second)))
    .toEqual({
      'a/prometheus.yml': [],
      'b/prometheus.yml': [],
      'c/d/prometheus.yml': 'unchanged',
    });
  const gone = (await pull(second)).filter(({ kind }) => kind === 'full');
  expect(gone.map(({ resultId }) => resultId)).toEqual([undefined, undefined]);
});

test('a file that another one names has that one checked again', async () => {
  const { scan, pull, shown, write, tell } = await workspace({
    'prometheus.yml': 'scrape_config_files: ["jobs/*.yml"]\nscrape_configs:\n  - job_name: a\n',
    'jobs/one.yml': 'scrape_configs:\n  - job_name: b\n',
  });
  await scan();
  expect(shown(await pull())['prometheus.yml']).toEqual([]);
  write('jobs/two.yml', 'scrape_configs:\n  - job_name: a\n');
  await tell('jobs/two.yml', CREATED);
  await expect.poll(async () => shown(await pull())['prometheus.yml']).toEqual(['duplicate-job-name']);
});

test('a changed configuration of the workspace has everything looked at again', async () => {
  const { scan, pull, shown, write, tell } = await workspace({ 'x/prometheus.yml': TYPO, 'prometheus.yml': TYPO });
  await scan();
  await pull();
  write('.scrapeguard.yaml', 'exclude: [x]\n');
  await tell('.scrapeguard.yaml', CREATED);
  await expect
    .poll(async () => shown(await pull()))
    .toEqual({ '.scrapeguard.yaml': [], 'prometheus.yml': ['unknown-key'] });
});

test('of a file that is open its text is told, with its version, and once it is closed the file again', async () => {
  const { scan, pull, shown, open, uriOf } = await workspace({ 'prometheus.yml': CLEAN });
  await scan();
  const first = await pull();
  const file = open(uriOf('prometheus.yml'), TYPO);
  expect(await file.shown()).toHaveLength(1);
  const [report] = await pull(first);
  expect(report).toMatchObject({ kind: 'full', version: 1, items: await file.diagnostics() });
  expect(shown(await pull(report && [report]))).toEqual({ 'prometheus.yml': 'unchanged' });
  file.close();
  // The client has forgotten what it knew, so that even the same is told anew.
  await expect.poll(async () => shown(await pull(first))).toEqual({ 'prometheus.yml': [] });
});

test('a document that is closed and is no file of the scan has no diagnostics any more', async () => {
  const { scan, pull, open } = await workspace({});
  await scan();
  const file = open('file:///elsewhere/prometheus.yml', TYPO);
  await file.shown();
  file.close();
  await expect
    .poll(async () => (await pull()).map(({ uri, kind, resultId }) => [uri, kind, resultId]))
    .toEqual([['file:///elsewhere/prometheus.yml', 'full', undefined]]);
  expect(await pull()).toEqual([]);
});

test('a client that takes results bit by bit hears of them while it waits, and is answered once there is something', async () => {
  const { scan, shown, connection } = await workspace({ 'prometheus.yml': TYPO });
  const told: WorkspaceDocumentDiagnosticReport[] = [];
  connection.onProgress(new ProgressType<WorkspaceDiagnosticReport>(), 'bits', ({ items }) => void told.push(...items));
  let isAnswered = false;
  const pulled = connection
    .sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'bits',
    })
    .finally(() => {
      isAnswered = true;
    });
  await new Promise((later) => setTimeout(later, 100));
  expect(isAnswered).toBe(false);
  await scan();
  expect(await pulled).toEqual({ items: [] });
  expect(shown(told)).toEqual({ 'prometheus.yml': ['unknown-key'] });
});

test('a pull that waits ends when the client wants it no more', async () => {
  const { connection } = await workspace({ 'prometheus.yml': TYPO });
  const source = new CancellationTokenSource();
  const pulled = connection.sendRequest(
    'workspace/diagnostic',
    { previousResultIds: [], partialResultToken: 'bits' },
    source.token,
  );
  source.cancel();
  await expect(pulled).rejects.toMatchObject({ code: -32800 });
});

test('a scan tells how far it has come, can be cancelled, and keeps what it has found', async () => {
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`f${index}/prometheus.yml`, TYPO]));
  const { scan, pull, connection } = await workspace(many);
  const source = new CancellationTokenSource();
  const kinds: string[] = [];
  connection.onProgress(new ProgressType<{ kind: string; cancellable?: boolean }>(), 'work', (value) => {
    kinds.push(value.kind);
    if (value.kind === 'report') source.cancel();
  });
  const outcome = await scan({ workDoneToken: 'work' }, source.token);
  expect(outcome).toMatchObject({ isCancelled: true, summary: expect.stringMatching(/^The scan was cancelled\. /) });
  expect([kinds[0], kinds[1], kinds.at(-1)]).toEqual(['begin', 'report', 'end']);
  const found = (await pull()).length;
  expect(found).toBe(outcome.ours);
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(2000);
});

test('a client that registers is asked for the pulls of the workspace and for changes on disk from the first scan on', async () => {
  const { scan, initialized, registered } = await workspace({ 'prometheus.yml': TYPO }, { registers: true });
  const pulls = () =>
    [...registered.values()]
      .filter(({ method }) => method === 'textDocument/diagnostic')
      .map(({ registerOptions }) => registerOptions.workspaceDiagnostics);
  const globs = () =>
    [...registered.values()].flatMap(({ registerOptions }) =>
      (registerOptions?.watchers ?? []).map(({ globPattern }: { globPattern: string }) => globPattern),
    );
  expect(initialized.capabilities.diagnosticProvider).toBeUndefined();
  await expect.poll(pulls).toEqual([false]);
  expect(globs()).not.toContain('**/*');
  await scan();
  await scan();
  await expect.poll(pulls).toEqual([true]);
  expect(globs().filter((glob) => glob === '**/*')).toHaveLength(1);
});

test('folders that are added to a scanned workspace are scanned, those that are removed are forgotten', async () => {
  const open: string[] = [];
  const { scan, pull, shown, uriOf, connection } = await workspace(
    { 'a/prometheus.yml': TYPO, 'b/prometheus.yml': TYPO },
    { folders: () => open },
  );
  open.push(uriOf('a'));
  await scan();
  expect(Object.keys(shown(await pull()))).toEqual(['a/prometheus.yml']);
  await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: uriOf('b'), name: 'b' }], removed: [{ uri: uriOf('a'), name: 'a' }] },
  });
  await expect.poll(async () => Object.keys(shown(await pull()))).toEqual(['b/prometheus.yml']);
});

test('hashes of well-known passwords are found in closed files, when there is time', async () => {
  const { scan, pull, shown } = await workspace({
    'web-config.yml': `basic_auth_users:\n  somebody: ${hashSync('changeme', 10)}\n`,
  });
  await scan();
  await expect.poll(async () => shown(await pull())['web-config.yml']).toContain('well-known-password');
});

test('with the setting, a scan needs no command', async () => {
  const { pull, shown } = await workspace({ 'prometheus.yml': TYPO }, { settings: () => ({ scan: 'automatic' }) });
  await expect.poll(async () => shown(await pull())).toEqual({ 'prometheus.yml': ['unknown-key'] });
});

test('a client that does not pull is sent what is found in closed files, and what becomes of it', async () => {
  const { scan, connection, nameOf, write, remove, tell, open, uriOf } = await workspace(
    { 'a/prometheus.yml': TYPO, 'b/prometheus.yml': CLEAN },
    { pulls: false },
  );
  const sent: [string, (Diagnostic['code'] | undefined)[]][] = [];
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    sent.push([nameOf(uri), diagnostics.map(({ code }) => code)]);
  });
  await scan();
  expect(sent.splice(0)).toEqual([['a/prometheus.yml', ['unknown-key']]]);
  write('b/prometheus.yml', TYPO);
  await tell('b/prometheus.yml', CHANGED);
  await expect.poll(() => sent).toEqual([['b/prometheus.yml', ['unknown-key']]]);
  remove('b');
  await tell('b/prometheus.yml', DELETED);
  await expect.poll(() => sent.slice(1)).toEqual([['b/prometheus.yml', []]]);
  sent.length = 0;
  const file = open(uriOf('a/prometheus.yml'), CLEAN);
  await expect.poll(() => sent).toEqual([['a/prometheus.yml', []]]);
  file.close();
  await expect.poll(() => sent.at(-1)).toEqual(['a/prometheus.yml', ['unknown-key']]);
});
