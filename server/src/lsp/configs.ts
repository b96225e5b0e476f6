import { type ClientCapabilities, type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { CONFIG_NAMES } from '../core/kinds/scrapeguard/detect';
import type { Config, ConfigReader } from '../core/policy/config';
import { NO_PROJECT, type Project } from '../core/policy/project';
import type { OpenFile } from './openFile';
import type { Runtime } from './runtime';

/** A configuration as it counts now: with what was typed into it, where it is open. */
export interface ConfigText {
  readonly uri: string;
  readonly text: string;
}

/** Which `.scrapeguard.yaml` counts for a document. */
export interface Configs {
  readonly projectOf: (uri: string) => Promise<Project>;
  /** The configuration that counts for the document at `uri`; undefined where there is none. */
  readonly textFor: (uri: string) => Promise<ConfigText | undefined>;
  /** Forgets what was read from disk. */
  readonly forget: () => void;
}

/** Whether the document at `uri` is a configuration. */
export function isConfig(uri: string): boolean {
  const name = Utils.basename(URI.parse(uri));
  return CONFIG_NAMES.some((ours) => ours === name);
}

/** Reads configurations where the runtime can; each folder is asked for once until something changes. */
export function createConfigs(
  { readConfig }: Runtime,
  files: ReadonlyMap<string, OpenFile>,
  read: ConfigReader,
): Configs {
  const onDisk = new Map<string, Promise<ConfigText | undefined>>();
  const parsed = new Map<string, { readonly text: string; readonly project: Project }>();

  function fromDisk(uri: string): Promise<ConfigText | undefined> {
    const folder = folderOf(uri);
    const known = onDisk.get(folder) ?? readConfig?.(uri).catch(() => undefined) ?? Promise.resolve(undefined);
    onDisk.set(folder, known);
    return known;
  }

  async function textFor(uri: string): Promise<ConfigText | undefined> {
    const found = await fromDisk(uri);
    const open = nearestOpen(uri);
    if (open === undefined) return found;
    const isNearer = found === undefined || folderOf(open.uri).length >= folderOf(found.uri).length;
    return isNearer ? open : found;
  }

  /** The innermost configuration around `uri` that is open in the editor. */
  function nearestOpen(uri: string): ConfigText | undefined {
    const around = [...files.values()].filter((file) => isConfig(file.uri) && isInside(uri, folderOf(file.uri)));
    around.sort((a, b) => folderOf(b.uri).length - folderOf(a.uri).length || (a.uri < b.uri ? -1 : 1));
    const [nearest] = around;
    return nearest && { uri: nearest.uri, text: nearest.text.getText() };
  }

  return {
    textFor,
    projectOf: async (uri) => {
      const found = await textFor(uri);
      if (found === undefined) return NO_PROJECT;
      const before = parsed.get(found.uri);
      if (before?.text === found.text) return before.project;
      const { config } = read(found.text);
      const same = before !== undefined && isSame(before.project.config, config);
      const project = same ? before.project : { folder: Utils.dirname(URI.parse(found.uri)).path, config };
      parsed.set(found.uri, { text: found.text, project });
      return project;
    },
    forget: () => onDisk.clear(),
  };
}

function isSame(a: Config, b: Config): boolean {
  const plain = (config: Config) => JSON.stringify({ ...config, rules: [...config.rules] });
  return plain(a) === plain(b);
}

/** Asks the client to tell of configurations that change on disk, where it can be asked. */
export function watchConfigs(connection: Connection, capabilities: ClientCapabilities | undefined): void {
  if (capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  const watchers = CONFIG_NAMES.map((name) => ({ globPattern: `**/${name}` }));
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

function isInside(uri: string, folder: string): boolean {
  return (
    uri !== folder &&
    URI.parse(uri)
      .toString()
      .startsWith(`${folder.replace(/\/$/, '')}/`)
  );
}
