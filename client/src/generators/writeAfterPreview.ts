import { join } from 'node:path';
import { Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { GeneratedFile } from '../../../server/src/core/generators/generatedFile';
import { plainFile } from '../../../server/src/core/generators/generatedFile';
import { applyChanges, type TextChange } from '../../../server/src/core/text/edit';
import { planFiles } from '../../../server/src/host/writing/planFiles';
import { Refusal } from '../../../server/src/host/writing/refusal';
import { writeSet } from '../../../server/src/host/writing/writeFiles';
import { placeShown, type Root, shownPath } from './places';
import { type PreviewedFile, previewText, toBeWritten } from './previewText';
import type { Shell } from './shell';

/** What a command has made. */
export interface Made {
  /** The folder that the files go to, absolute. */
  readonly folder: string;
  readonly files: readonly GeneratedFile[];
  /** Changes of texts that are there, in the state in which the editor has them. */
  readonly edits?: readonly DocumentEdit[];
}

/** Changes of a document, which are offsets into its text at `version`. */
export interface DocumentEdit {
  readonly document: TextDocument;
  readonly version: number;
  readonly changes: readonly TextChange[];
}

const WRITE = 'write';

/**
 * Shows all of `made`, and writes it where the user agrees: every file or none. Texts that are there already are changed
 * by an edit that can be undone; what is new is created with its rights.
 * @returns whether everything is there now; false where it was given up, and nothing was written
 * @throws {Refusal} why nothing was written
 */
export async function writeAfterPreview(
  { documents, prompts, title }: Shell,
  root: Root,
  made: Made,
): Promise<boolean> {
  const planned = planFiles(made.folder, made.files, { root: root.path }).files.map(
    ({ file, state, before }): PreviewedFile => ({
      file,
      state,
      ...(before !== undefined && { before: before.toString('utf8') }),
    }),
  );
  const previewed = [...planned, ...(made.edits ?? []).map((edit) => previewOf(root, edit))];
  const count = toBeWritten(previewed);
  if (count === 0) {
    void window.showInformationMessage(`${title}: everything is there already, and nothing was changed.`);
    return true;
  }
  const close = await documents.showPage(`${title}.md`, previewText(title, placeShown(root, made.folder), previewed));
  const files = count === 1 ? '1 file' : `${count} files`;
  const chosen = await prompts
    .pick(title, `The preview shows what would be written to ${placeShown(root, made.folder)}.`, [
      { value: WRITE, label: `$(check) Write ${files}`, detail: 'All of them, or none where one of them fails.' },
      { value: 'cancel', label: '$(close) Cancel', detail: 'Nothing is written.' },
    ])
    .finally(() => close());
  if (chosen !== WRITE) return false;
  const unsaved = await write(root, made, planned);
  void window.showInformationMessage(
    `${title}: ${files} written to ${placeShown(root, made.folder)}.${unsaved.length === 0 ? '' : ` Not saved yet: ${unsaved.join(', ')}.`}`,
  );
  return true;
}

/** @returns the texts that are changed in the editor and not on the disk */
async function write(root: Root, made: Made, planned: readonly PreviewedFile[]): Promise<readonly string[]> {
  const changed = planned.filter(({ state }) => state === 'differs');
  const edits = [
    ...(await Promise.all(changed.map((file) => wholeText(made.folder, file)))),
    ...(made.edits ?? []).filter(({ changes }) => changes.length > 0),
  ];
  const rest = planned.filter(({ state }) => state !== 'differs').map(({ file }) => file);
  const { takeBack } = writeSet(made.folder, rest, { root: root.path });
  const isDone = await apply(edits).catch(() => false);
  if (!isDone) {
    takeBack();
    throw new Refusal('A text has changed in the meantime, so nothing was written. Try again.');
  }
  return unsavedOf(root, edits);
}

/** The edit that gives a file its new text. What is no text cannot be changed by an edit. */
async function wholeText(folder: string, { file, before }: PreviewedFile): Promise<DocumentEdit> {
  const document = await workspace.openTextDocument(Uri.file(join(folder, file.path)));
  const text = document.getText();
  if (document.isDirty || typeof file.content !== 'string' || before === undefined) {
    throw new Refusal(`${file.path} has changes that are not saved. Save or revert them, then try again.`);
  }
  return { document, version: document.version, changes: [{ start: 0, end: text.length, newText: file.content }] };
}

/** The texts that could not be saved, or that had changes of their own before, which are the user's to save. */
function unsavedOf(root: Root, edits: readonly DocumentEdit[]): readonly string[] {
  return edits.filter(({ document }) => document.isDirty).map(({ document }) => shownPath(root, document.uri.fsPath));
}

/** Makes all changes in one step, and saves what had no other changes. */
async function apply(edits: readonly DocumentEdit[]): Promise<boolean> {
  if (edits.length === 0) return true;
  if (edits.some(({ document, version }) => document.version !== version)) return false;
  const together = new WorkspaceEdit();
  const clean = edits.filter(({ document }) => !document.isDirty);
  for (const { document, changes } of edits) {
    for (const { start, end, newText } of changes) {
      together.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
    }
  }
  if (!(await workspace.applyEdit(together))) return false;
  for (const { document } of clean) await document.save();
  return true;
}

function previewOf(root: Root, edit: DocumentEdit): PreviewedFile {
  const before = edit.document.getText();
  const after = applyChanges(before, edit.changes);
  const file = plainFile(shownPath(root, edit.document.uri.fsPath), after);
  return before === after
    ? { file, state: 'unchanged', isElsewhere: true }
    : { file, state: 'differs', before, isElsewhere: true };
}
