import { Uri, workspace } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * Keeps findings away from documents that cannot be edited where they lie, first of all the committed text that a
 * diff shows beside the file: nobody can mend them there, and the Problems view would list each mistake twice.
 */
export const withoutReadOnly: Middleware = {
  provideDiagnostics: (document, previousResultId, token, next) => {
    const { scheme } = document instanceof Uri ? document : document.uri;
    return workspace.fs.isWritableFileSystem(scheme) === false ? undefined : next(document, previousResultId, token);
  },
};
