import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { repository, version } from '../../package.json';
import { type Editor, type EditorOptions, useServer } from './support/editor';

const start = useServer();
const editors: Editor[] = [];

async function editor(options?: EditorOptions): Promise<Editor> {
  const started = await start(options);
  editors.push(started);
  return started;
}

afterEach(async () => {
  for (const open of editors.splice(0)) await open.close();
});

const CONFIG = 'file:///work/prometheus.yml';

describe.each([
  ['that pulls', true],
  ['that is pushed to', false],
])('an editor %s', (_name, pulls) => {
  test('is told every mistake, at its place, with code, source and page', async () => {
    const { open } = await editor({ pulls });
    const file = open(CONFIG, 'global:\n  scrape_intervall: 15s\nscrape_configs:\n  - job_name: a\n    scheme: [x]\n');
    expect(await file.shown()).toEqual(['error unknown-key ‹scrape_intervall›', 'error wrong-type ‹[x]›']);
    const [first] = await file.diagnostics();
    expect(first).toMatchObject({ source: 'scrapeguard', code: 'unknown-key' });
    const home = repository.url.replace(/\.git$/, '');
    expect(first?.codeDescription?.href).toBe(`${home}/blob/main/docs/checks.md#unknown-key`);
  });

  test('hears of the newest text only, after any number of changes', async () => {
    const { open } = await editor({ pulls });
    const file = open(CONFIG, 'scrape_configs:\n  - job_name: a\n  - job_name: b\n');
    file.replace('name: b', 'name: bx');
    file.replace('name: bx', 'name: "bx');
    file.replace('name: "bx', 'name: a');
    expect(await file.shown()).toEqual(['error duplicate-job-name ‹a›']);
    file.replace('job_name: a\n  - job_name: a', 'job_name: a\n  - job_name: c');
    expect(await file.shown()).toEqual([]);
  });

  test('gets related places', async () => {
    const { open } = await editor({ pulls });
    const file = open(CONFIG, 'scrape_configs:\n  - job_name: a\n  - job_name: a\n');
    const [found] = await file.diagnostics();
    expect(found?.relatedInformation?.[0]?.location).toEqual({
      uri: CONFIG,
      range: { start: { line: 1, character: 14 }, end: { line: 1, character: 15 } },
    });
  });

  test('hears nothing of a YAML file that is none of ours, until it is one', async () => {
    const { open } = await editor({ pulls });
    const file = open('file:///work/values.yaml', 'replicas: 1\nimage: x\n');
    expect(await file.shown()).toEqual([]);
    file.replace('replicas', '# scrapeguard: kind=prometheus\nreplicas');
    expect(await file.shown()).toEqual(['error unknown-key ‹replicas›', 'error unknown-key ‹image›']);
  });

  test('is given the settings of each folder', async () => {
    const settings = (uri: string) =>
      uri.startsWith('file:///old/') ? { prometheusVersion: '2.42' } : { files: { '*.conf.yaml': 'prometheus' } };
    const { open } = await editor({ pulls, settings });
    const text = 'scrape_configs:\n  - job_name: a\n    extra_scrape_metrics: true\n';
    expect(await open('file:///old/prometheus.yml', text).shown()).toEqual([
      'error newer-version-needed ‹extra_scrape_metrics›',
    ]);
    expect(await open('file:///new/prometheus.yml', text).shown()).toEqual([]);
    expect(await open('file:///new/x.conf.yaml', 'nothing: 1\n').shown()).toEqual(['error unknown-key ‹nothing›']);
  });

  test('is told in the log what is wrong with a setting, once, and has its default', async () => {
    const { open, logged } = await editor({ pulls, settings: () => ({ prometheusVersion: 2.42 }) });
    for (const uri of ['file:///a/prometheus.yml', 'file:///b/prometheus.yml']) {
      expect(await open(uri, 'scrape_configs: []\n').shown()).toEqual([]);
    }
    expect(logged).toEqual([expect.stringMatching(/^scrapeguard\.prometheusVersion must be a version/)]);
  });

  test('has included files judged with the config that names them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-neighbours-'));
    try {
      writeFileSync(join(folder, 'jobs.yml'), 'scrape_configs:\n  - job_name: a\n');
      const { open } = await editor({ pulls });
      const uri = pathToFileURL(join(folder, 'prometheus.yml')).href;
      const file = open(uri, 'scrape_config_files: [jobs.yml]\nscrape_configs:\n  - job_name: a\n');
      await expect.poll(() => file.shown()).toEqual(['error duplicate-job-name ‹jobs.yml›']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a file that is closed has no diagnostics any more', async () => {
  const { open, connection } = await editor();
  const file = open(CONFIG, 'globals: 1\n');
  expect(await file.shown()).toHaveLength(1);
  const cleared = new Promise<number>((told) => {
    connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => told(diagnostics.length));
  });
  file.close();
  expect(await cleared).toBe(0);
});

test('the client is told the kind and the number of findings for its status', async () => {
  const { open, statuses } = await editor();
  await open(CONFIG, 'globals: 1\n').diagnostics();
  await open('file:///work/other.yml', 'a: 1\n').diagnostics();
  await expect
    .poll(() => statuses)
    .toEqual([
      { uri: CONFIG, kind: 'prometheus', findings: 1 },
      { uri: 'file:///work/other.yml', kind: null, findings: 0 },
    ]);
});

test('the server says who it is, and offers pulling only to those who pull', async () => {
  const pushed = await editor();
  const pulled = await editor({ pulls: true });
  expect(pushed.initialized.serverInfo).toEqual({ name: 'ScrapeGuard', version });
  expect(pushed.initialized.capabilities.diagnosticProvider).toBeUndefined();
  expect(pulled.initialized.capabilities.diagnosticProvider).toMatchObject({ identifier: 'scrapeguard' });
});

test('help links lead into the editor where it says how', async () => {
  const { open } = await editor({ helpBase: 'vscode://scrapeguard.scrapeguard/docs' });
  const [found] = await open(CONFIG, 'globals: 1\n').diagnostics();
  expect(found?.codeDescription?.href).toBe('vscode://scrapeguard.scrapeguard/docs/checks#unknown-key');
});

describe('quick fixes', () => {
  test.each([
    [
      'a typo in a key',
      'global:\n  scrape_intervall: 15s\n',
      'Rename to `scrape_interval`',
      'global:\n  scrape_interval: 15s\n',
    ],
    [
      'a duration without unit',
      'global:\n  scrape_interval: 15\n',
      'Change to `15s`',
      'global:\n  scrape_interval: 15s\n',
    ],
    ['a quoted number', 'global:\n  sample_limit: "10"\n', 'Remove the quotes', 'global:\n  sample_limit: 10\n'],
    ['a single value for a list', 'rule_files: a.yml\n', 'Make it a list', 'rule_files: [a.yml]\n'],
  ])('%s', async (_name, text, title, fixed) => {
    const { open } = await editor();
    const file = open(CONFIG, text);
    const [found] = await file.diagnostics();
    const [action] = await file.actions(found!.range);
    expect(action).toMatchObject({ title, kind: 'quickfix', isPreferred: true });
    expect(action?.diagnostics?.[0]?.code).toBe(found?.code);
    expect(file.apply(action?.edit?.changes?.[CONFIG] ?? [])).toBe(fixed);
  });

  test('are offered only where the cursor is at the finding', async () => {
    const { open } = await editor();
    const file = open(CONFIG, 'global:\n  scrape_intervall: 15s\n  evaluation_interval: 1m\n');
    const line = { line: 2, character: 4 };
    expect(await file.actions({ start: line, end: line })).toEqual([]);
  });
});

describe('hover', () => {
  test('shows type, meaning, default, version and link of a key', async () => {
    const { open } = await editor();
    const file = open(
      CONFIG,
      'scrape_configs:\n  - job_name: a\n    enable_http2: true\n    keep_dropped_targets: 3\n',
    );
    const hover = await file.hover('enable_http2');
    expect(hover).toContain('**enable_http2** · boolean');
    expect(hover).toContain('Default: `true`');
    expect(await file.hover('keep_dropped_targets')).toContain('Since Prometheus 2.47');
    expect(await file.hover('scrape_configs')).toContain('/configuration/#scrape_config)');
  });

  test('says nothing where no known key stands', async () => {
    const { open } = await editor();
    expect(await open(CONFIG, 'scrape_configs:\n  - job_name: somewhere\n').hover('somewhere')).toBeUndefined();
  });
});

describe('completion', () => {
  const labels = async (marked: string, uri = CONFIG) => {
    const { open } = await editor();
    return (await open(uri, marked).complete()).map(({ label }) => label);
  };

  test('offers the keys that are not there yet, on an empty line and behind a letter', async () => {
    const empty = await labels('scrape_configs:\n  - job_name: a\n    ▮\n    scheme: https\n');
    expect(empty).toContain('metrics_path');
    expect(empty).not.toContain('job_name');
    expect(empty).not.toContain('scheme');
    expect(await labels('scrape_configs:\n  - job_name: a\n    metr▮\n')).toContain('metrics_path');
  });

  test.each([
    ['the top of the file', 'gl▮\n', 'global'],
    ['the top of the file behind a list', 'scrape_configs:\n  - job_name: a\n▮', 'remote_write'],
    ['a new list item', 'scrape_configs:\n  - ▮\n', 'job_name'],
    ['a list that is about to begin', 'scrape_configs:\n  ▮\n', '- job_name'],
    ['a mapping that is about to begin', 'scrape_configs:\n  - job_name: a\n    tls_config:\n      ▮\n', 'ca_file'],
    ['a nested list', 'scrape_configs:\n  - job_name: a\n    relabel_configs:\n      - act▮\n', 'action'],
    ['a flow mapping', 'scrape_configs:\n  - job_name: a\n    tls_config: {▮}\n', 'ca_file'],
  ])('offers keys at %s', async (_name, marked, label) => {
    expect(await labels(marked)).toContain(label);
  });

  test('offers the values of an enum, a boolean and an example', async () => {
    const job = (line: string) => `scrape_configs:\n  - job_name: a\n    ${line}\n`;
    expect(await labels(job('relabel_configs:\n      - action: ▮'))).toContain('labeldrop');
    expect(await labels(job('honor_labels: ▮'))).toEqual(['true', 'false']);
    expect(await labels(job('scheme: ht▮'))).toEqual(['http', 'https']);
    expect(await labels(job('tls_config:\n      min_version: TL▮'))).toContain('TLS12');
  });

  test('offers what the version knows, and nothing in a comment', async () => {
    const { open } = await editor({ settings: () => ({ prometheusVersion: '2.42' }) });
    const old = open(CONFIG, 'scrape_configs:\n  - job_name: a\n    ▮\n');
    await old.diagnostics();
    expect((await old.complete()).map(({ label }) => label)).not.toContain('keep_dropped_targets');
    expect(await labels('# gl▮\n')).toEqual([]);
  });

  test('of a web configuration offers its own keys', async () => {
    expect(await labels('tls_server_config:\n  ▮\n', 'file:///work/web-config.yml')).toContain('client_ca_file');
  });

  test('inserts what a key needs behind it', async () => {
    const { open } = await editor();
    const items = await open(CONFIG, 'scrape_configs:\n  - job_name: a\n    ▮\n').complete();
    const inserted = (label: string) => items.find((item) => item.label === label)?.textEdit?.newText;
    expect(inserted('metrics_path')).toBe('metrics_path: $0');
    expect(inserted('tls_config')).toBe('tls_config:\n      $0');
    expect(inserted('static_configs')).toBe('static_configs:\n      - $0');
  });
});

test('outline and folding follow the sections and the jobs', async () => {
  const { open, connection } = await editor();
  const file = open(
    CONFIG,
    'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: a\n    scheme: http\n  - job_name: b\n',
  );
  const textDocument = { uri: file.uri };
  const symbols = await connection.sendRequest<{ name: string; children: { name: string }[] }[]>(
    'textDocument/documentSymbol',
    { textDocument },
  );
  expect(symbols.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ['global', []],
    ['scrape_configs', ['a', 'b']],
  ]);
  const folds = await connection.sendRequest<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', {
    textDocument,
  });
  expect(folds).toEqual(
    expect.arrayContaining([
      { startLine: 0, endLine: 1 },
      { startLine: 2, endLine: 5 },
      { startLine: 3, endLine: 4 },
    ]),
  );
});
