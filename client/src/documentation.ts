import { commands, Uri, window, workspace } from 'vscode';
import { documentationTarget } from './documentationTarget';

/**
 * Opens the page of the documentation that a link to the extension names, in the Markdown preview.
 * Anybody may write such a link: it can name packed pages, and nothing else.
 */
export async function showDocumentation(extension: Uri, link: Uri): Promise<void> {
  const target = documentationTarget(link);
  const page = target && Uri.joinPath(extension, 'docs', target.file).with({ fragment: target.anchor });
  if (page === undefined || !(await exists(page))) {
    await window.showWarningMessage('ScrapeGuard has no such page in its documentation.');
    return;
  }
  await commands.executeCommand('markdown.showPreview', page);
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
