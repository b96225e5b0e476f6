import { createRequire } from 'node:module';
import { commands, type Disposable, type ExtensionContext } from 'vscode';
import type { Generators } from './generators/main';

/** The commands of the generators, as the manifest has them. `scrapeguard.hashPassword` is an act too: see acts.ts. */
export const GENERATOR_COMMANDS = [
  'createCertificateAuthority',
  'issueCertificate',
  'renewCertificate',
  'inspectCertificate',
  'createCertificateRequest',
  'signRequest',
  'exportPkcs12',
  'removePassphrase',
  'generatePassword',
  'explainScrapeError',
  'secureExporter',
] as const;

/** A command by its name without `scrapeguard.` in front. */
export type GeneratorCommand = (typeof GENERATOR_COMMANDS)[number] | 'hashPassword';

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
