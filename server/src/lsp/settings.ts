import type { Connection, InitializeParams } from 'vscode-languageserver';
import { readSettings, type Settings } from '../core/settings';

/** Reads the settings of one document, as its folder has them. */
export interface SettingsReader {
  readonly read: (uri: string) => Promise<Settings>;
  /** Takes what a client sends that cannot be asked. */
  readonly receive: (settings: unknown) => void;
}

/** Asks the client where it can be asked; otherwise what it sent last counts for every document. */
export function settingsReader(connection: Connection, params: InitializeParams): SettingsReader {
  const canAsk = params.capabilities.workspace?.configuration === true;
  let sent = readSettings(section(params.initializationOptions));
  return {
    read: async (uri) => {
      if (!canAsk) return sent;
      return readSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'scrapeguard' }));
    },
    receive: (settings) => {
      sent = readSettings(section(settings));
    },
  };
}

/** The part of what a client sends that is ours. */
function section(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('scrapeguard' in value) return value.scrapeguard;
  return 'settings' in value ? section(value.settings) : undefined;
}
