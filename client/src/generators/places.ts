import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { RelativePattern, Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { isPlainName } from '../../../server/src/core/generators/names';
import { Refusal } from '../../../server/src/host/writing/refusal';

/** A folder of the workspace, in which all that is written stays. */
export interface Root {
  readonly uri: Uri;
  readonly path: string;
}

/** Nobody chose anything: the command ends without a word. */
export class GivenUp extends Error {}

/** A refusal with what leads on: a button, and the command of VS Code behind it. */
export class RefusalWithWay extends Refusal {
  constructor(
    message: string,
    readonly button: string,
    readonly command: string,
  ) {
    super(message);
  }
}

/**
 * The folder of the workspace that is written to: that of `near` (where it is a Uri), or of the active document, or the
 * only one there is, or the one that is chosen.
 * @throws {Refusal} where nothing can be written: in Restricted Mode, without a folder, on a virtual file system
 * @throws {GivenUp} where none was chosen
 */
export async function rootFor(near?: unknown): Promise<Root> {
  if (!workspace.isTrusted) {
    throw new RefusalWithWay(
      'In Restricted Mode no files are written. Trust the workspace, then try again.',
      'Manage Workspace Trust',
      'workbench.trust.manage',
    );
  }
  const all = workspace.workspaceFolders ?? [];
  const folders = all.filter(({ uri }) => uri.scheme === 'file');
  const known = folderOf(near) ?? folderOf(window.activeTextEditor?.document.uri);
  const folder = known ?? (folders.length > 1 ? await chosenFolder() : folders[0]);
  if (all.length === 0) {
    throw new RefusalWithWay(
      'Files are written into a folder, and none is open. Open a folder, then try again.',
      'Open Folder…',
      'workbench.action.files.openFolder',
    );
  }
  if (folder?.uri.scheme !== 'file') {
    throw new Refusal(
      'Keys need files whose rights can be set, and this workspace is on no disk. Open a folder of one.',
    );
  }
  return { uri: folder.uri, path: folder.uri.fsPath };
}

async function chosenFolder(): Promise<WorkspaceFolder> {
  const folder = await window.showWorkspaceFolderPick({ placeHolder: 'In which folder are the files written?' });
  if (folder === undefined) throw new GivenUp();
  return folder;
}

function folderOf(uri: unknown): WorkspaceFolder | undefined {
  return uri instanceof Uri && uri.scheme === 'file' ? workspace.getWorkspaceFolder(uri) : undefined;
}

/** `path` for somebody who has several folders open: with the name of its folder in front, where there are others. */
export function placeShown(root: Root, path: string): string {
  const shown = shownPath(root, path);
  if ((workspace.workspaceFolders ?? []).length < 2) return shown;
  const name = workspace.getWorkspaceFolder(root.uri)?.name ?? '';
  return shown === '.' ? name : `${name}/${shown}`;
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

/** The name of the file at `path`, without its folder. */
export function nameOfFile(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The name of the file at `path`, without folder and ending. */
export function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]+$/, '');
}
