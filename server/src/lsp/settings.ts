import type { Connection, InitializeParams } from 'vscode-languageserver';
import { readSettings, type Settings, settingsProblems } from '../core/settings';

/** Reads the settings of one document, as its folder has them. */
export interface SettingsReader {
  readonly read: (uri: string) => Promise<Settings>;
  /** Takes what a client sends that cannot be asked. */
  readonly receive: (settings: unknown) => void;
}

/**
 * Asks the client where it can be asked; otherwise what it sent last counts for every document. What is wrong with a
 * setting is written to the client's log, each problem once: the setting then has its default.
 */
export function settingsReader(
  connection: Connection,
  params: InitializeParams,
  isRule: (id: string) => boolean,
): SettingsReader {
  const canAsk = params.capabilities.workspace?.configuration === true;
  const told = new Set<string>();
  const understood = (value: unknown): Settings => {
    const tell = (problem: string) => {
      if (!told.has(problem)) connection.console.warn(problem);
      told.add(problem);
    };
    for (const problem of settingsProblems(value)) tell(`${problem}. Until it is mended, its default counts.`);
    const settings = readSettings(value);
    for (const id of Object.keys(settings.rules)) {
      if (!isRule(id))
        tell(`scrapeguard.rules names \`${id}\`, and there is no such rule, so that this changes nothing.`);
    }
    return settings;
  };
  let sent = readSettings(section(params.initializationOptions));
  return {
    read: async (uri) => {
      if (!canAsk) return sent;
      return understood(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'scrapeguard' }));
    },
    receive: (settings) => {
      sent = understood(section(settings));
    },
  };
}

/** The part of what a client sends that is ours. */
function section(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('scrapeguard' in value) return value.scrapeguard;
  return 'settings' in value ? section(value.settings) : undefined;
}
