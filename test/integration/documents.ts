import {
  commands,
  type Diagnostic,
  extensions,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ScrapeGuard } from '../../client/src/extension';

/**
 * Opens a file in a tab that stays: of the one folder, or of the folder that `path` starts with when there are several.
 */
export async function open(path: string): Promise<TextEditor> {
  const [first, ...others] = workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error('no folder is open');
  const base = others.length === 0 ? first.uri : Uri.joinPath(first.uri, '..');
  const document = await workspace.openTextDocument(Uri.joinPath(base, path));
  return window.showTextDocument(document, { preview: false });
}

/** The findings of a document, each as place, text and code: `3:3 scrape_intervall unknown-key`. */
export function findings({ document }: TextEditor): string[] {
  return ours(document).map(
    ({ range, code }) => `${place(range)} ${document.getText(range)} ${typeof code === 'object' ? code.value : code}`,
  );
}

/** The diagnostics of a document in the order of their places. */
export function ours({ uri }: TextDocument): Diagnostic[] {
  return [...languages.getDiagnostics(uri)].sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Where `text` stands in the document, once. */
export function find({ document }: TextEditor, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start === -1) throw new Error(`"${text}" does not stand in the document`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Types over the first `text`. */
export async function replace(editor: TextEditor, text: string, by: string): Promise<void> {
  await editor.edit((edit) => edit.replace(find(editor, text), by));
}

/** Takes back all that was typed since the file was opened. */
export async function revert(): Promise<void> {
  await commands.executeCommand('workbench.action.files.revert');
}

export async function extension(): Promise<ScrapeGuard> {
  const found = extensions.getExtension<ScrapeGuard>('scrapeguard.scrapeguard');
  if (found === undefined) throw new Error('the extension is not there');
  return found.activate();
}

function place({ start }: Range): string {
  return `${start.line + 1}:${start.character + 1}`;
}
