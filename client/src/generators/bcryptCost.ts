import { dirname } from 'node:path';
import { type Uri, workspace } from 'vscode';
import { readSettings } from '../../../server/src/core/settings';
import { bcryptCostFor } from '../../../server/src/host/credentials/bcryptCost';

/**
 * The cost of bcrypt hashes: what the user has set, or else what the `.scrapeguard.yaml` says that is nearest to the file
 * `uri`, or to what is in the folder `uri`.
 * @param uri default: the first folder of the workspace
 */
export function costOfHashes(uri?: Uri, isFolder = false): number {
  const at = uri ?? workspace.workspaceFolders?.[0]?.uri;
  const setting = workspace.getConfiguration('scrapeguard', at).inspect('bcryptCost');
  const set = setting?.workspaceFolderValue ?? setting?.workspaceValue ?? setting?.globalValue;
  const wanted = set === undefined ? undefined : readSettings({ bcryptCost: set }).bcryptCost;
  if (at?.scheme !== 'file') return bcryptCostFor('/', wanted);
  return bcryptCostFor(uri === undefined || isFolder ? at.fsPath : dirname(at.fsPath), wanted);
}
