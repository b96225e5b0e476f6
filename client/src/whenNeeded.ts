import { type Disposable, languages, Position, Range, type TextDocument, workspace } from 'vscode';
import { detectKind } from '../../server/src/core/kinds/detect';
import { associationsFor } from './associations';
import { OUR_NAMES } from './fileNames';
import { selector } from './selector';

/** A kind tells itself within so many characters, so that a long file costs no more than a short one. */
const GLANCE = 65_536;
const OUR_FILES = `**/{${OUR_NAMES.join(',')}}`;
const NOT_LOOKED_INTO = '**/{node_modules,vendor,.git}/**';

/** Calls `start` once: as soon as a document of ours is open or the workspace has a file of ours. */
export function whenNeeded(start: () => void): Disposable {
  let listeners: Disposable[] = [];

  function needed(): void {
    if (listeners.length === 0) return;
    dispose();
    start();
  }
  function glance(document: TextDocument): void {
    if (isOurs(document)) needed();
  }
  function glanceAtAll(): void {
    workspace.textDocuments.forEach(glance);
  }
  async function lookForFiles(): Promise<void> {
    const [found] = await workspace.findFiles(OUR_FILES, NOT_LOOKED_INTO, 1);
    if (found !== undefined) needed();
  }
  function dispose(): void {
    for (const listener of listeners) listener.dispose();
    listeners = [];
  }

  listeners = [
    workspace.onDidOpenTextDocument(glance),
    workspace.onDidChangeTextDocument(({ document }) => glance(document)),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('scrapeguard.files') && glanceAtAll()),
    workspace.onDidChangeWorkspaceFolders(lookForFiles),
  ];
  glanceAtAll();
  void lookForFiles();
  return { dispose };
}

function isOurs(document: TextDocument): boolean {
  const associations = associationsFor(document.uri);
  if (languages.match(selector(Object.keys(associations)), document) === 0) return false;
  const text = document.getText(new Range(new Position(0, 0), document.positionAt(GLANCE)));
  return detectKind({ path: document.uri.path, text, associations }) !== undefined;
}
