import { type Uri, workspace } from 'vscode';
import { readSettings } from '../../server/src/core/settings';

/** The setting `scrapeguard.files` as it counts for the document at `uri`, or for the window. */
export function associationsFor(uri?: Uri): Readonly<Record<string, string>> {
  const files: unknown = workspace.getConfiguration('scrapeguard', uri).get('files');
  return readSettings({ files }).files;
}
