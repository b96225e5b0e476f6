import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionList,
  ConfigurationTarget,
  commands,
  env,
  type Hover,
  MarkdownString,
  Position,
  Uri,
  window,
  workspace,
} from 'vscode';
import { extension, find, findings, open, ours, replace, revert } from './documents';
import { createSuite, eventually, pause, type Suite } from './harness';
import { showReadOnly } from './readOnlyFiles';
import sampleFindings from './sampleFindings.json';

const PROMETHEUS = sampleFindings['prometheus.yml'];

/** The sample workspace, the way somebody works with it. */
export function sample(): Suite {
  const { test, ...suite } = createSuite('the sample workspace');

  test('what Prometheus would refuse is shown where it stands', async () => {
    const editor = await open('prometheus.yml');
    await eventually(() => findings(editor), PROMETHEUS);
    equal((await extension()).isServerRunning(), true);
    for (const { source, code } of ours(editor.document)) {
      equal(source, 'scrapeguard');
      ok(typeof code === 'object');
      const docs = `${env.uriScheme}://scrapeguard.scrapeguard/docs`;
      ok([`${docs}/checks#${code.value}`, `${docs}/rules/${code.value}`].includes(code.target.toString(true)));
    }
  });

  test('what an exporter would refuse in its web configuration is shown where it stands', async () => {
    const editor = await open('exporters/node/web-config.yml');
    await eventually(() => findings(editor), sampleFindings['exporters/node/web-config.yml']);
  });

  test('a good file has no findings', async () => {
    const editor = await open('good/prometheus.yml');
    await replace(editor, 'scrape_configs', 'scrape_config');
    await eventually(() => findings(editor), ['5:1 scrape_config unknown-key']);
    await revert();
    await eventually(() => findings(editor), []);
  });

  test('files of other programs have no findings', async () => {
    const editors = [await open('values.yaml'), await open('docker-compose.yml')];
    await pause(1000);
    deepEqual(editors.map(findings), [[], []]);
  });

  test('an old version that cannot be edited has no findings', async () => {
    const past = showReadOnly('scrapeguard-past', 'global:\n  scrape_intervall: 15s\n');
    const editor = await window.showTextDocument(Uri.parse('scrapeguard-past:/prometheus.yml'));
    equal(editor.document.languageId, 'yaml');
    await pause(1000);
    deepEqual(findings(editor), []);
    past.dispose();
  });

  test('typing the right key clears its finding, typing a wrong one brings it back', async () => {
    const editor = await open('prometheus.yml');
    await eventually(() => findings(editor), PROMETHEUS);
    await replace(editor, 'scrape_intervall', 'scrape_interval');
    await eventually(() => findings(editor), PROMETHEUS.slice(1));
    await replace(editor, 'scrape_interval', 'scrape_intervall');
    await eventually(() => findings(editor), PROMETHEUS);
    await revert();
  });

  test('a quick fix mends what it is offered for, and can be undone', async () => {
    const editor = await open('prometheus.yml');
    await eventually(() => findings(editor), PROMETHEUS);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      find(editor, 'scrape_intervall'),
      CodeActionKind.QuickFix.value,
    );
    const [fix, ...others] = actions.filter(({ isPreferred }) => isPreferred);
    deepEqual(others, []);
    ok(fix?.edit, 'a quick fix is offered');
    await workspace.applyEdit(fix.edit);
    equal(editor.document.lineAt(2).text, '  scrape_interval: 15s');
    await eventually(() => findings(editor), PROMETHEUS.slice(1));
    await commands.executeCommand('undo');
    equal(editor.document.lineAt(2).text, '  scrape_intervall: 15s');
    await eventually(() => findings(editor), PROMETHEUS);
    await revert();
  });

  test('a key tells what it is for when hovered', async () => {
    const editor = await open('good/prometheus.yml');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      find(editor, 'scrape_interval').start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map(asText)).join('\n');
    match(text, /scrape_interval/);
    match(text, /1m/);
  });

  test('keys are completed, without those that are there', async () => {
    const editor = await open('good/prometheus.yml');
    await replace(editor, 'scrape_interval: 15s\n', 'scrape_interval: 15s\n  \n');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      new Position(3, 2),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    ok(labels.includes('scrape_timeout'));
    ok(labels.includes('external_labels'));
    ok(!labels.includes('scrape_interval'));
    ok(!labels.includes('job_name'));
    await revert();
  });

  test('a modeline says which kind a file is', async () => {
    const editor = await open('values.yaml');
    await replace(editor, '# A file', '# scrapeguard: kind=web-config\n# A file');
    await eventually(() => findings(editor), ['3:1 replicaCount unknown-key', '4:1 image unknown-key']);
    await revert();
    await eventually(() => findings(editor), []);
  });

  test('the setting scrapeguard.files says which kind a file is', async () => {
    const editor = await open('values.yaml');
    const settings = workspace.getConfiguration('scrapeguard', editor.document.uri);
    await settings.update('files', { '*.yaml': 'prometheus' }, ConfigurationTarget.WorkspaceFolder);
    try {
      await eventually(() => findings(editor), ['2:1 replicaCount unknown-key', '3:1 image unknown-key']);
    } finally {
      await settings.update('files', undefined, ConfigurationTarget.WorkspaceFolder);
    }
    await eventually(() => findings(editor), []);
  });

  test('a file that is included is read again when it changes', async () => {
    const folder = Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), 'included');
    const write = (path: string, text: string) =>
      workspace.fs.writeFile(Uri.joinPath(folder, path), new TextEncoder().encode(text));
    await write('jobs/node.yml', 'scrape_configs:\n  - job_name: node\n');
    await write('prometheus.yml', 'scrape_config_files: [jobs/*.yml]\nscrape_configs:\n  - job_name: node\n');
    const editor = await open('included/prometheus.yml');
    await eventually(() => findings(editor), ['1:23 jobs/*.yml duplicate-job-name']);
    await write('jobs/node.yml', 'scrape_configs:\n  - job_name: other-node\n');
    await eventually(() => findings(editor), []);
  });

  test('the command restarts the server, and all is as before', async () => {
    const editor = await open('prometheus.yml');
    await eventually(() => findings(editor), PROMETHEUS);
    const restarted = commands.executeCommand('scrapeguard.restartServer');
    await eventually(async () => (await extension()).isServerRunning(), false);
    await restarted;
    equal((await extension()).isServerRunning(), true);
    await eventually(() => findings(editor), PROMETHEUS);
  });

  return { test, ...suite };
}

function asText(content: Hover['contents'][number]): string {
  return content instanceof MarkdownString || typeof content === 'object' ? content.value : content;
}
