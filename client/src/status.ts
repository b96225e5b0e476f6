import { type Disposable, StatusBarAlignment, type TextDocument, Uri, window, workspace } from 'vscode';

/** What the server says of a document with each answer. */
export interface DocumentStatus {
  readonly uri: string;
  /** The kind of file it is, or null where it is none of ours. */
  readonly kind: string | null;
  readonly findings: number;
}

/** Whether `value`, which came over the protocol, is a status. */
export function isDocumentStatus(value: unknown): value is DocumentStatus {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, kind, findings } = value as Partial<Record<keyof DocumentStatus, unknown>>;
  return typeof uri === 'string' && (kind === null || typeof kind === 'string') && typeof findings === 'number';
}

/** The entry in the status bar: kind and number of findings of the active document, where that is one of ours. */
export interface Status extends Disposable {
  set(status: DocumentStatus): void;
  /** Forgets all documents, for when there is no server. */
  clear(): void;
}

/** The entry in the status bar, hidden until there is something to show. */
export function createStatus(): Status {
  const known = new Map<string, DocumentStatus>();
  const item = window.createStatusBarItem('scrapeguard.status', StatusBarAlignment.Right, 100);
  item.name = 'ScrapeGuard';
  item.command = 'workbench.panel.markers.view.focus';

  function update(): void {
    const active = window.activeTextEditor?.document;
    const status = active && known.get(key(active));
    if (status === undefined || status.kind === null) {
      item.hide();
      return;
    }
    const findings = count(status.findings);
    item.text = `$(${status.findings === 0 ? 'pass' : 'warning'}) ${status.kind}: ${findings}`;
    item.tooltip = `ScrapeGuard reads this file as ${status.kind}: ${findings}.\nClick for the Problems view.`;
    item.accessibilityInformation = { label: `ScrapeGuard, ${status.kind}, ${findings}` };
    item.show();
  }

  const listeners = [
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidCloseTextDocument((document) => known.delete(key(document))),
  ];
  return {
    set: (status) => {
      known.set(Uri.parse(status.uri).toString(), status);
      update();
    },
    clear: () => {
      known.clear();
      update();
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      item.dispose();
    },
  };
}

function key(document: TextDocument): string {
  return document.uri.toString();
}

function count(findings: number): string {
  if (findings === 0) return 'no findings';
  return findings === 1 ? '1 finding' : `${findings} findings`;
}
