import { type Disposable, EventEmitter, FileSystemError, type FileSystemProvider, FileType, workspace } from 'vscode';

/** A file system whose every file holds `text` and cannot be written, like the one that shows Git's old versions. */
export function showReadOnly(scheme: string, text: string): Disposable {
  const content = new TextEncoder().encode(text);
  const refuse = () => {
    throw FileSystemError.NoPermissions();
  };
  const provider: FileSystemProvider = {
    onDidChangeFile: new EventEmitter<never>().event,
    watch: () => ({ dispose: () => {} }),
    stat: () => ({ type: FileType.File, ctime: 0, mtime: 0, size: content.length }),
    readDirectory: () => [],
    readFile: () => content,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  return workspace.registerFileSystemProvider(scheme, provider, { isReadonly: true });
}
