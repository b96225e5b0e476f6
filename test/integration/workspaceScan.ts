import { ok } from 'node:assert/strict';
import { commands, languages, Range, Uri, window, workspace } from 'vscode';
import type { ScanOutcome } from '../../client/src/commands/scanWorkspace';
import { createSuite, eventually, pause, type Suite } from './harness';

const TYPO = '# scrapeguard: kind=prometheus\nglobal:\n  scrape_intervall: 15s\n';
const CLEAN = TYPO.replace('intervall', 'interval');

/** Files that no editor has open, in the Problems view. To be run last: from then on closed files have findings. */
export function workspaceScan(): Suite {
  const { test, ...suite } = createSuite('scanning the workspace');
  // In the folder itself: VS Code hears of nothing in a folder inside of one that was made a moment ago.
  const [a, b] = [uriOf('scanned-a.yml'), uriOf('scanned-b.yml')];
  const shown = () => [codes(a), codes(b)];

  test('closed files have no findings before somebody asks for it', async () => {
    await write(a, TYPO);
    await write(b, CLEAN);
    await commands.executeCommand('vscode.open', a);
    await eventually(() => codes(a), ['unknown-key']);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(shown, [[], []]);
  });

  test('the command shows what is in closed files, and says how much that is', async () => {
    const outcome = await commands.executeCommand<ScanOutcome>('scrapeguard.scanWorkspace');
    ok(outcome.findings > 0 && outcome.ours > outcome.filesWithFindings && !outcome.isCancelled, outcome.summary);
    await eventually(shown, [['unknown-key'], []]);
  });

  test('what changes on disk changes in the Problems view', async () => {
    await write(b, TYPO);
    await eventually(shown, [['unknown-key'], ['unknown-key']]);
    await write(a, CLEAN);
    await eventually(shown, [[], ['unknown-key']]);
  });

  test('an open document has the findings of its text, and those of its file once it is closed', async () => {
    await commands.executeCommand('vscode.open', a);
    const editor = window.activeTextEditor;
    ok(editor?.document.uri.toString() === a.toString());
    await editor.edit((edit) => edit.replace(new Range(2, 0, 2, 17), '  scrape_intervals'));
    await eventually(() => codes(a), ['unknown-key']);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(shown, [[], ['unknown-key']]);
    await commands.executeCommand('vscode.open', b);
    await eventually(() => codes(b), ['unknown-key']);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await pause(3000);
    await eventually(shown, [[], ['unknown-key']]);
  });

  test('with a folder, the findings of the files in it go and come', async () => {
    const [here, there] = [uriOf('scanned/b.yml'), uriOf('moved/b.yml')];
    await workspace.fs.createDirectory(uriOf('scanned'));
    await workspace.fs.rename(b, here);
    await eventually(() => [codes(b), codes(here)], [[], ['unknown-key']]);
    await workspace.fs.rename(uriOf('scanned'), uriOf('moved'));
    await eventually(() => [codes(here), codes(there)], [[], ['unknown-key']]);
    await workspace.fs.delete(uriOf('moved'), { recursive: true });
    await workspace.fs.delete(a);
    await eventually(() => [codes(a), codes(there)], [[], []]);
  });

  return { test, ...suite };
}

function uriOf(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, path);
}

async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, Buffer.from(text));
}

function codes(uri: Uri): unknown[] {
  return languages.getDiagnostics(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
}
