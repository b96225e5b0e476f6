import { Position, Range, type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import type { TextChange } from '../../../server/src/core/text/edit';
import { Refusal } from '../../../server/src/host/writing/privateFiles';

/** The place of something that is read anew from the text that the editor has. */
interface Place {
  readonly uri: string;
  readonly version: number;
}

/** The document of `place`, if it is a file and still the text in which something was found. */
export async function documentAt({ uri, version }: Place): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileAt(uri));
  if (document.version !== version) throw new Refusal(CHANGED);
  return document;
}

/** `uri` as that of a file on a disk. */
export function fileAt(uri: string): Uri {
  const file = Uri.parse(uri);
  if (file.scheme !== 'file') throw new Refusal('This works only for files on a disk.');
  return file;
}

export const CHANGED = 'The text has changed in the meantime. Try again.';

/** Makes `changes` in the text, as one step that can be undone; false where the text is another by now. */
export async function change(
  document: TextDocument,
  version: number,
  changes: readonly TextChange[],
): Promise<boolean> {
  if (document.version !== version) return false;
  const edit = new WorkspaceEdit();
  for (const { start, end, newText } of changes) {
    edit.replace(document.uri, rangeOf(document, start, end), newText);
  }
  return workspace.applyEdit(edit);
}

function rangeOf(document: TextDocument, start: number, end: number): Range {
  const [from, to]: readonly Position[] = [document.positionAt(start), document.positionAt(end)];
  return new Range(from ?? new Position(0, 0), to ?? new Position(0, 0));
}
