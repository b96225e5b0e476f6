import { workspace } from 'vscode';
import { eventually } from './harness';
import { sample } from './sample';
import { severalFolders } from './severalFolders';
import { unrelated } from './unrelated';

/** Runs the tests that belong to what is open; VS Code calls this in its extension host. */
export async function run(): Promise<void> {
  if (workspace.workspaceFile === undefined) {
    return workspace.name === 'unrelated' ? unrelated().run() : sample().run();
  }
  await foldersOf(workspace.workspaceFile);
  return severalFolders().run();
}

/** Waits for the folders of a workspace file. Served to a browser, VS Code may miss them until the file changes. */
async function foldersOf(file: NonNullable<typeof workspace.workspaceFile>): Promise<void> {
  const areThere = () => (workspace.workspaceFolders ?? []).length > 0;
  await eventually(areThere, true, 2000).catch(async () => {
    await workspace.fs.writeFile(file, await workspace.fs.readFile(file));
    await eventually(areThere, true);
  });
}
