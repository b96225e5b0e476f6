import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  MarkdownString,
  workspace,
} from 'vscode';
import { find, findings, open, replace, revert } from './documents';
import { createSuite, eventually, type Suite } from './harness';
import sampleFindings from './sampleFindings.json';

/** Every kind of file once, the way somebody works with it. */
export function otherKinds(): Suite {
  const { test, ...suite } = createSuite('the files around prometheus.yml');

  for (const [path, expected] of Object.entries(sampleFindings)) {
    test(`${path} has its findings where they stand`, async () => {
      const editor = await open(path);
      await eventually(() => findings(editor), expected);
    });
  }

  for (const [path, names] of [
    ['stunnel/stunnel.conf', ['node-exporter', 'pushgateway']],
    ['probes/blackbox.yml', ['http_2xx']],
    ['alerting/alertmanager.yml', ['operators']],
    ['telemetry/collector.yml', ['prometheus']],
    ['systemd/node_exporter.service', ['Service']],
    ['compose.yml', ['node_exporter']],
  ] as const) {
    test(`${path} has an outline`, async () => {
      const { document } = await open(path);
      const symbols = await commands.executeCommand<DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      const all = allNames(symbols);
      deepEqual(
        names.filter((name) => !all.some((found) => found.includes(name))),
        [],
      );
    });
  }

  test('stunnel.conf is a language of its own, with options explained, completed and mended', async () => {
    const editor = await open('stunnel/stunnel.conf');
    const { document } = editor;
    equal(document.languageId, 'stunnel');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      find(editor, 'verify = 2').start,
    );
    match(hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n'), /verifyChain/);

    const [fix] = (
      await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        find(editor, 'verify = 2'),
        CodeActionKind.QuickFix.value,
      )
    ).filter(({ edit }) => edit !== undefined);
    ok(fix?.edit, 'a quick fix is offered');
    await workspace.applyEdit(fix.edit);
    match(document.getText(), /connect = node-1\.example\.net:9443\nverifyChain = yes\n/);
    await revert();

    await replace(editor, 'CAfil = ', 'check = ');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      find(editor, 'check = ').start.translate(0, 'check'.length),
    );
    ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'checkHost'));
    await revert();
  });

  test('typing inside of a file in a ConfigMap finds and clears what is wrong there', async () => {
    const editor = await open('kubernetes/node.yaml');
    const before = sampleFindings['kubernetes/node.yaml'];
    await eventually(() => findings(editor), before);
    await replace(editor, 'tls12', 'TLS12');
    await eventually(() => findings(editor), before.slice(0, -1));
    await revert();
    await eventually(() => findings(editor), before);
  });

  return { test, ...suite };
}

function allNames(symbols: readonly DocumentSymbol[]): readonly string[] {
  return symbols.flatMap(({ name, children }) => [name, ...allNames(children)]);
}

function textOf(content: Hover['contents'][number]): string {
  return content instanceof MarkdownString || typeof content === 'object' ? content.value : content;
}
