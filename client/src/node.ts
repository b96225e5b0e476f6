import type { ExtensionContext } from 'vscode';
import { activateWith, type ScrapeGuard } from './extension';
import { generatorsIn } from './generatorCommands';
import type { CreateClient } from './session';

/** Where VS Code runs extensions in Node: the server is a Node process of its own, spoken to over IPC. */
export function activate(context: ExtensionContext): ScrapeGuard {
  const module = context.asAbsolutePath('dist/server.js');
  const createClient: CreateClient = async (options) => {
    // Loaded with the server, not with the extension: a YAML file that is none of ours shall not pay for it.
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    return new LanguageClient('scrapeguard', 'ScrapeGuard', { run, debug }, options);
  };
  return activateWith(context, createClient, {
    loadActs: async () => (await import('./commands/acts')).doAct,
    generators: generatorsIn(context.asAbsolutePath('dist/generators.js'), context),
  });
}
