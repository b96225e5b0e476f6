import { equal, ok } from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompletionList, commands, languages, Selection, type TextEditor, workspace } from 'vscode';
import { open } from './documents';
import { createSuite, eventually, type Suite } from './harness';

/** What VS Code makes of the snippets: where they are offered, and what they write. */
export function snippets(): Suite {
  const { test, ...suite } = createSuite('the snippets');
  const folder = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'snippets');

  async function fresh(name: string, text: string, language?: string): Promise<TextEditor> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
    const editor = await open(`snippets/${name}`);
    if (language !== undefined) await languages.setTextDocumentLanguage(editor.document, language);
    return editor;
  }

  for (const [name, language, expected] of [
    ['prometheus.yml', undefined, 'sg-job-mtls'],
    ['stunnel.conf', undefined, 'sg-stunnel-server'],
    ['node_exporter.service', 'plaintext', 'sg-unit-node-exporter'],
    ['metrics.conf', 'properties', 'sg-nginx-mtls'],
    ['main.go', undefined, 'sg-go-exporter'],
  ] as const) {
    test(`${expected} is offered in ${name}`, async () => {
      const { document } = await fresh(name, 'sg', language);
      await eventually(async () => {
        const list = await commands.executeCommand<CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          document.positionAt(2),
        );
        return list.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === expected);
      }, true);
    });
  }

  test('a job is written with the name of the job in all its places, where it was asked for', async () => {
    const editor = await fresh('job.yml', 'scrape_configs:\n  ');
    editor.selection = new Selection(1, 2, 1, 2);
    const name = 'Scrape job with certificates on both sides (mTLS)';
    await commands.executeCommand('editor.action.insertSnippet', { langId: 'yaml', name });
    const lines = () => editor.document.getText().split('\n');
    await eventually(() => lines()[1], '  - job_name: node');
    ok(lines().includes('      ca_file: node-ca.crt'));
    equal(lines().at(-2), "      - targets: ['node-1.example.net:9100']");
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(folder, { recursive: true });
  });

  return { test, ...suite };
}
