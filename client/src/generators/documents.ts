import { commands, type Disposable, EventEmitter, TabInputText, Uri, ViewColumn, window, workspace } from 'vscode';

/** The scheme of documents that nobody can write. */
export const PREVIEW_SCHEME = 'scrapeguard-preview';

/** Documents of ours that are read only. */
export interface ReadonlyDocuments extends Disposable {
  /** Shows `text` in an editor; `name` is that of its tab. Gives what closes it again. */
  show(name: string, text: string): Promise<() => Promise<void>>;
  /** Shows `markdown` as a page. */
  showPage(name: string, markdown: string): Promise<void>;
}

/** Registers the scheme. */
export function readonlyDocuments(): ReadonlyDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  let count = 0;
  const listeners = [
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? 'This is over. Run the command again.\n',
    }),
    changed,
  ];

  /** Each has an address of its own: VS Code keeps a closed document for some minutes. */
  function put(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}`, query: String(count++) });
    texts.set(uri.toString(), text);
    return uri;
  }

  return {
    show: async (name, text) => {
      const uri = put(name, text);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { preview: true, preserveFocus: true, viewColumn: ViewColumn.Active });
      return async () => {
        texts.delete(uri.toString());
        changed.fire(uri);
        await close(uri);
      };
    },
    showPage: async (name, markdown) => {
      await commands.executeCommand('markdown.showPreview', put(name, markdown));
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

async function close(uri: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  await window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
  );
}
