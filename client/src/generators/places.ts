import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { RelativePattern, type Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { isPlainName } from '../../../server/src/core/generators/names';
import { Refusal } from '../../../server/src/host/refusal';

/** A folder of the workspace, in which all that is written stays. */
export interface Root {
  readonly uri: Uri;
  readonly path: string;
}

/**
 * The folder of the workspace that is written to: that of `near`, or of the active document, or the first one.
 * @throws {Refusal} where nothing can be written: in Restricted Mode, without a folder, on a virtual file system
 */
export function rootFor(near?: Uri): Root {
  if (!workspace.isTrusted) {
    throw new Refusal('In Restricted Mode no files are written. Trust the workspace, then try again.');
  }
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const folder = folderOf(near) ?? folderOf(window.activeTextEditor?.document.uri) ?? folders[0];
  if (folder === undefined || folder.uri.scheme !== 'file') {
    throw new Refusal(
      (workspace.workspaceFolders ?? []).length === 0
        ? 'Files are written into a folder, and none is open. Open a folder, then try again.'
        : 'Keys need files whose rights can be set, and this workspace is on no disk. Open a folder of a disk.',
    );
  }
  return { uri: folder.uri, path: folder.uri.fsPath };
}

function folderOf(uri: Uri | undefined): WorkspaceFolder | undefined {
  return uri?.scheme === 'file' ? workspace.getWorkspaceFolder(uri) : undefined;
}

/** `path` as it is shown and asked for: relative to the root, with `/`; `.` for the root itself. */
export function shownPath(root: Root, path: string): string {
  return relative(root.path, path).split(sep).join('/') || '.';
}

/** The path that was asked for as `shown`. */
export function pathIn(root: Root, shown: string): string {
  return isAbsolute(shown) ? shown : resolve(root.path, shown);
}

/** What is wrong with a folder that somebody typed; it is one below the root. */
export function folderProblem(text: string): string | undefined {
  return text === '.' || text.split('/').every((part) => isPlainName(part.replace(/^\./, '')) && part !== '..')
    ? undefined
    : 'This is no folder below that of the workspace. Write it like "pki" or "monitoring/pki".';
}

/** Folders in which nobody looks for certificates. */
const NOT_LOOKED_INTO = '**/{node_modules,vendor,.git}/**';

/** Files of the workspace whose names match `pattern`, as paths in order. */
export async function filesLike(root: Root, pattern: string, most = 200): Promise<readonly string[]> {
  const found = await workspace.findFiles(new RelativePattern(root.uri, pattern), NOT_LOOKED_INTO, most);
  return found.map(({ fsPath }) => fsPath).sort();
}

/** The file beside `path` with another ending, such as the key of a certificate. */
export function beside(path: string, ending: string): string {
  return join(dirname(path), `${nameOf(path)}${ending}`);
}

/** The name of the file at `path`, without folder and ending. */
export function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]+$/, '');
}
