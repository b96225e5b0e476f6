import { commands, env, window } from 'vscode';
import { Refusal } from '../../../server/src/host/writing/refusal';
import { createPrompts, type Shown } from '../prompts/prompts';
import type { GeneratorCommand } from './commandNames';
import { COMMANDS } from './commands';
import { readonlyDocuments } from './documents';
import { GivenUp, RefusalWithWay } from './places';

/** The entry of dist/generators.js: all commands that make certificates, passwords and set-ups. */
export interface Generators {
  /** Does a command; ends once it is done or given up, and never rejects. */
  run(command: GeneratorCommand, argument: unknown): Promise<void>;
  /** The input that is on the screen, for the tests in a real VS Code. */
  shown(): Shown | undefined;
  dispose(): void;
}

/** @param extension the id of the extension, to which links lead */
export function createGenerators(extension: string): Generators {
  const prompts = createPrompts();
  const documents = readonlyDocuments();
  const helpBase = `${env.uriScheme}://${extension}/docs`;

  return {
    run: async (command, argument) => {
      const { title, run } = COMMANDS[command];
      try {
        await run({ prompts, documents, helpBase, title, ask: prompts.askFor(title) }, argument);
      } catch (error) {
        if (!(error instanceof GivenUp)) void tell(title, error);
      }
    },
    shown: () => prompts.shown(),
    dispose: () => documents.dispose(),
  };
}

/** Says why nothing came of it, with what leads on where there is something. */
async function tell(title: string, error: unknown): Promise<void> {
  // A message of another's making may quote a text.
  const reason = error instanceof Refusal ? error.message : 'Something unforeseen came in between.';
  const way = error instanceof RefusalWithWay ? error : undefined;
  const chosen = await window.showErrorMessage(`${title}: ${reason}`, ...(way === undefined ? [] : [way.button]));
  if (way !== undefined && chosen === way.button) await commands.executeCommand(way.command);
}
