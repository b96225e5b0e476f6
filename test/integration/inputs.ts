import { equal, ok } from 'node:assert/strict';
import { commands } from 'vscode';
import type { Generators } from '../../client/src/generators/main';
import type { AnswerItem, Shown } from '../../client/src/prompts/prompts';
import { extension } from './documents';
import { eventually, pause } from './harness';

/**
 * What somebody does with one input: types, chooses, takes what it starts with, or goes back. `title` is a part of what
 * the input is called.
 */
export type Deed =
  | { readonly title: string; readonly type: string; readonly refused?: RegExp }
  | { readonly title: string; readonly choose: string }
  | { readonly title: string; readonly take: 'default' }
  | { readonly title: string; readonly leave: 'back' | 'cancel' };

/** Drives VS Code's own quick input as a user does. */
export interface User {
  /** Runs a command and does the deeds, one for each input that comes up; ends with the command. */
  run(command: string, argument: unknown, ...deeds: readonly Deed[]): Promise<void>;
}

export const typed = (title: string, type: string): Deed => ({ title, type });
export const chosen = (title: string, choose: string): Deed => ({ title, choose });
/** Presses Enter. */
export const entered = (title: string): Deed => ({ title, take: 'default' });
export const back = (title: string): Deed => ({ title, leave: 'back' });
export const cancelled = (title: string): Deed => ({ title, leave: 'cancel' });

/** The main thread takes what the extension host sets a moment later. */
const MOMENT = 60;

export async function user(): Promise<User> {
  const generators = (await extension()).generators();
  ok(generators, 'there is a disk');
  return { run: (command, argument, ...deeds) => run(generators, command, argument, deeds) };
}

async function run(generators: Generators, command: string, argument: unknown, deeds: readonly Deed[]): Promise<void> {
  const done = commands.executeCommand(`scrapeguard.${command}`, ...(argument === undefined ? [] : [argument]));
  let isOver = false;
  const over = Promise.resolve(done).finally(() => {
    isOver = true;
  });
  for (const deed of deeds) {
    const input = await seen(generators, deed.title);
    await pause(MOMENT);
    if ('leave' in deed) await leave(deed.leave);
    else if ('take' in deed) await accept();
    else if ('choose' in deed) await choose(input, deed.choose);
    else await type(input, deed);
    await eventually(() => isOver || generators.shown() !== input, true);
  }
  await over;
}

async function seen(generators: Generators, title: string): Promise<Shown> {
  await eventually(() => generators.shown()?.title?.includes(title) ?? false, true, 20_000).catch(() => {
    throw new Error(`"${title}" did not come up, but "${generators.shown()?.title}"`);
  });
  const input = generators.shown();
  ok(input);
  return input;
}

async function leave(how: 'back' | 'cancel'): Promise<void> {
  await commands.executeCommand(how === 'back' ? 'workbench.action.quickInputBack' : 'workbench.action.closeQuickOpen');
}

async function choose(input: Shown, value: string): Promise<void> {
  ok('items' in input, `${input.title} has items`);
  const item = input.items.find((one: AnswerItem) => one.value === value || one.label === value);
  ok(item, `${value} is among ${input.items.map(({ label }) => label).join(', ')}`);
  input.activeItems = [item];
  await accept();
}

async function type(input: Shown, deed: Extract<Deed, { type: string }>): Promise<void> {
  ok('prompt' in input, `${input.title} is typed`);
  if (deed.refused !== undefined) {
    input.value = 'no such thing; really, none /';
    await accept();
    await eventually(() => deed.refused?.test(String(input.validationMessage)), true);
    equal(input.enabled, true);
  }
  input.value = deed.type;
  await accept();
}

async function accept(): Promise<void> {
  await pause(MOMENT);
  await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}
