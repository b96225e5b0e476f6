import { createRequire } from 'node:module';
import { commands, type Disposable, type ExtensionContext } from 'vscode';
import { GENERATOR_COMMANDS } from './generators/commandNames';
import type { Generators } from './generators/main';

/** Registers the commands; what does them is loaded with the first one. */
export function registerGenerators(load: () => Generators): Disposable[] {
  return GENERATOR_COMMANDS.map((name) =>
    commands.registerCommand(`scrapeguard.${name}`, (argument: unknown) => load().run(name, argument)),
  );
}

/** The generators in the bundle `module`: certificates and hashes are no part of what every window loads. */
export function generatorsIn(module: string, { extension, subscriptions }: ExtensionContext): () => Generators {
  let loaded: Generators | undefined;
  return () => {
    if (loaded === undefined) {
      const bundle: { readonly createGenerators: (extension: string) => Generators } = createRequire(module)(module);
      loaded = bundle.createGenerators(extension.id);
      subscriptions.push(loaded);
    }
    return loaded;
  };
}
