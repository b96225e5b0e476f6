import {
  commands,
  type Disposable,
  EventEmitter,
  type Tab,
  TabInputText,
  TabInputWebview,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

/** The scheme of documents that nobody can write. */
export const PREVIEW_SCHEME = 'scrapeguard-preview';

/** Documents of ours that are read only. */
export interface ReadonlyDocuments extends Disposable {
  /** Shows `text` in an editor; `name` is that of its tab. Gives what closes it again. */
  show(name: string, text: string): Promise<() => Promise<void>>;
  /** Shows `markdown` as a page, or as its text where nothing shows pages. Gives what closes it again. */
  showPage(name: string, markdown: string): Promise<() => Promise<void>>;
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

  async function show(uri: Uri): Promise<() => Promise<void>> {
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true, preserveFocus: true, viewColumn: ViewColumn.Active });
    return () => end(uri, ({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  }

  async function end(uri: Uri, isOurs: (tab: Tab) => boolean): Promise<void> {
    texts.delete(uri.toString());
    changed.fire(uri);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    await window.tabGroups.close(tabs.filter(isOurs));
  }

  return {
    show: (name, text) => show(put(name, text)),
    showPage: async (name, markdown) => {
      const uri = put(name, markdown);
      try {
        await commands.executeCommand('markdown.showPreview', uri);
      } catch {
        return show(uri);
      }
      return () =>
        end(
          uri,
          ({ input, label }) =>
            input instanceof TabInputWebview && input.viewType.endsWith('markdown.preview') && label.endsWith(name),
        );
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}
