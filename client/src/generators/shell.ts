import type { Prompts } from '../prompts/prompts';
import type { Ask } from '../prompts/question';
import type { ReadonlyDocuments } from './documents';

/** What every command works with. */
export interface Shell {
  readonly prompts: Prompts;
  readonly documents: ReadonlyDocuments;
  /** Where links to pages of the documentation lead: `vscode://scrapeguard.scrapeguard/docs`. */
  readonly helpBase: string;
  /** The name of the command, the title of what it asks. */
  readonly title: string;
  readonly ask: Ask;
}

/** Does what a command is for; what it says to the user holds no secret. */
export type Run = (shell: Shell, argument: unknown) => Promise<void>;
