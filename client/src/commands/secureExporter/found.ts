import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { window, workspace } from 'vscode';
import { detectKind } from '../../../../server/src/core/kinds/detect';
import type { KindId } from '../../../../server/src/core/kinds/kindId';
import { filesLike, type Root, shownPath } from '../../generators/places';
import { textIfAny } from '../../generators/reading';
import { authoritiesIn } from '../pki/authorities';
import { configOf } from './scrapedBy';
import type { Found } from './wizard';

/**
 * What the workspace has that a set-up may go on with.
 * @param first the prometheus.yml that it is about; else that of the active editor
 */
export async function foundIn(root: Root, first?: string): Promise<Found> {
  const active = first ?? window.activeTextEditor?.document.uri.fsPath;
  const configs = await ownFiles(root, '**/{prometheus,prometheus.*,prometheus-*}.{yml,yaml}', 'prometheus');
  const ordered = [...configs.filter((path) => path === active), ...configs.filter((path) => path !== active)];
  return {
    configs: ordered.map((path) => configOf(path, shownPath(root, path), textNow(path))),
    tunnels: await ownFiles(root, '**/*.conf', 'stunnel'),
    authorities: await authoritiesIn(root),
  };
}

/** Files of `kind` that somebody keeps; one that a set brings along is written by the set. */
async function ownFiles(root: Root, pattern: string, kind: KindId): Promise<readonly string[]> {
  return (await filesLike(root, pattern)).filter(
    (path) => !existsSync(join(dirname(path), 'deploy.sh')) && detectKind({ path, text: textNow(path) }) === kind,
  );
}

/** The text of a file, as the editor has it where it is open. */
function textNow(path: string): string {
  const open = workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
  return open?.getText() ?? textIfAny(path) ?? '';
}
