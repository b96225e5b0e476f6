import { workspace } from 'vscode';
import { generators, restrictedGenerators } from './generators';
import { eventually, type Suite } from './harness';
import { otherKinds } from './otherKinds';
import { sample } from './sample';
import { restricted, security } from './security';
import { severalFolders } from './severalFolders';
import { snippets } from './snippets';
import { unrelated } from './unrelated';
import { workspaceScan } from './workspaceScan';

/** Runs the tests that belong to what is open; VS Code calls this in its extension host. */
export async function run(): Promise<void> {
  if (workspace.workspaceFile === undefined) {
    return runAll(
      workspace.name === 'unrelated'
        ? [unrelated(), ...(workspace.isTrusted ? [] : [restricted(), restrictedGenerators()])]
        : [sample(), otherKinds(), security(), generators(), snippets(), workspaceScan()],
    );
  }
  await foldersOf(workspace.workspaceFile);
  return severalFolders().run();
}

/** Runs the suites one after the other, all of them whatever comes of each; rejects where one failed. */
async function runAll(suites: readonly Suite[]): Promise<void> {
  const failures: unknown[] = [];
  for (const suite of suites) await suite.run().catch((failure: unknown) => failures.push(failure));
  if (failures.length > 0) throw failures[0];
}

/** Waits for the folders of a workspace file. Served to a browser, VS Code may miss them until the file changes. */
async function foldersOf(file: NonNullable<typeof workspace.workspaceFile>): Promise<void> {
  const areThere = () => (workspace.workspaceFolders ?? []).length > 0;
  await eventually(areThere, true, 2000).catch(async () => {
    await workspace.fs.writeFile(file, await workspace.fs.readFile(file));
    await eventually(areThere, true);
  });
}
