import type { Connection } from 'vscode-languageserver';
import type { WorkspaceScan } from './workspaceScan';

/** Sends what is told of closed files to a client that does not ask; of open ones it hears by other ways. */
export function pushChanges(connection: Connection, scan: WorkspaceScan, isOpen: (uri: string) => boolean): void {
  const shown = new Set<string>();
  scan.onChange((uri) => {
    if (uri === undefined || isOpen(uri)) return;
    const diagnostics = [...(scan.files.get(uri)?.items ?? [])];
    if (diagnostics.length === 0 && !shown.delete(uri)) return;
    if (diagnostics.length > 0) shown.add(uri);
    void connection.sendDiagnostics({ uri, diagnostics });
  });
}
