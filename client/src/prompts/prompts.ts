import {
  type Disposable,
  type InputBox,
  type QuickInput,
  QuickInputButtons,
  type QuickPick,
  type QuickPickItem,
  window,
} from 'vscode';
import { type Answer, type Answers, type Ask, listOf, type Outcome, type Position, type Question } from './question';

/** An item that stands for an answer. */
export interface AnswerItem extends QuickPickItem {
  readonly value: string;
}

/** An input that is on the screen. */
export type Shown = QuickPick<AnswerItem> | InputBox;

/** Asks questions by VS Code's quick input. */
export interface Prompts {
  /** `ask` for the questions of one command, whose name is the title of every step. */
  askFor(command: string): Ask;
  /** One step on its own; undefined where it was given up. */
  pick(title: string, placeholder: string, items: readonly AnswerItem[]): Promise<string | undefined>;
  /** The input that is on the screen, for whoever drives it from outside. */
  shown(): Shown | undefined;
}

/** Prompts that know which input is on the screen. */
export function createPrompts(): Prompts {
  let shown: Shown | undefined;

  /** Shows `input` until it is accepted, hidden, or left backwards. */
  function settle<T extends Shown>(input: T, accept: () => Answer | undefined): Promise<Outcome> {
    const listeners: Disposable[] = [];
    return new Promise<Outcome>((resolve) => {
      listeners.push(
        input.onDidAccept(() => {
          const answer = accept();
          if (answer !== undefined) resolve({ answer });
        }),
        input.onDidTriggerButton((button) => button === QuickInputButtons.Back && resolve('back')),
        input.onDidHide(() => resolve('cancel')),
      );
      shown = input;
      input.show();
    }).finally(() => {
      if (shown === input) shown = undefined;
      for (const listener of listeners) listener.dispose();
      input.dispose();
    });
  }

  function choose(items: readonly AnswerItem[], active: string | undefined, look: Look): Promise<Outcome> {
    const input = dressed(window.createQuickPick<AnswerItem>(), look);
    input.placeholder = look.detail;
    input.matchOnDetail = true;
    input.matchOnDescription = true;
    input.items = items;
    // Without an active item, Enter would do nothing.
    const first = items.find(({ value }) => value === active) ?? items[0];
    input.activeItems = first === undefined ? [] : [first];
    return settle(input, () => input.activeItems[0]?.value);
  }

  function enter(entry: Entry, look: Look): Promise<Outcome> {
    const input = dressed(window.createInputBox(), look);
    input.prompt = look.detail;
    input.password = entry.isSecret;
    input.placeholder = entry.example;
    input.value = entry.standard;
    if (entry.standard !== '') input.valueSelection = [0, entry.standard.length];
    const check = () => {
      const problem = entry.problem(input.value);
      input.validationMessage = problem ?? '';
      return problem;
    };
    // Nobody is told that an empty field is wrong before anything was typed.
    const typing = input.onDidChangeValue(check);
    return settle(input, () => (check() === undefined ? entry.read(input.value) : undefined)).finally(() =>
      typing.dispose(),
    );
  }

  async function enterTwice(question: Question, answers: Answers, look: Look): Promise<Outcome> {
    for (;;) {
      const first = await enter(entryOf(question, answers), look);
      if (typeof first === 'string') return first;
      const again: Entry = {
        isSecret: true,
        standard: '',
        example: '',
        read: (text) => text,
        problem: (text) => (text === first.answer ? undefined : 'This is not what was entered before.'),
      };
      const second = await enter(again, { ...look, detail: 'Once more, so that no slip remains.', canGoBack: true });
      if (second !== 'back') return second;
    }
  }

  function ask(command: string, question: Question, answers: Answers, position: Position): Promise<Outcome> {
    const title = question.title === command ? command : `${command}: ${question.title}`;
    const look: Look = { title, detail: question.detail ?? '', ...position, canGoBack: position.step > 1 };
    const standard = question.standard?.(answers);
    switch (question.kind) {
      case 'choice':
        return choose(
          (question.choices?.(answers) ?? []).map(itemOf),
          typeof standard === 'string' ? standard : undefined,
          look,
        );
      case 'flag':
        return chooseFlag(choose, standard === true, look);
      case 'new-secret':
        return enterTwice(question, answers, look);
      default:
        return enter(entryOf(question, answers), look);
    }
  }

  return {
    askFor: (command) => (question, answers, position) => ask(command, question, answers, position),
    pick: async (title, placeholder, items) => {
      const look = { title, detail: placeholder, step: 1, steps: 1, canGoBack: false };
      const outcome = await choose(items, items[0]?.value, look);
      return typeof outcome === 'object' ? String(outcome.answer) : undefined;
    },
    shown: () => shown,
  };
}

/** What every step shows. */
interface Look extends Position {
  readonly title: string;
  readonly detail: string;
  readonly canGoBack: boolean;
}

/** What is typed. */
interface Entry {
  readonly isSecret: boolean;
  readonly standard: string;
  readonly example: string;
  problem(text: string): string | undefined;
  read(text: string): Answer;
}

function dressed<T extends QuickInput & Pick<Shown, 'buttons'>>(input: T, look: Look): T {
  input.title = look.title;
  // A single step is none.
  if (look.steps > 1) {
    input.step = look.step;
    input.totalSteps = look.steps;
  }
  // Whoever looks something up in another window goes on where they were.
  input.ignoreFocusOut = true;
  input.buttons = look.canGoBack ? [QuickInputButtons.Back] : [];
  return input;
}

function itemOf({ value, label, detail }: { value: string; label: string; detail?: string }): AnswerItem {
  return { value, label, ...(detail !== undefined && { detail }) };
}

async function chooseFlag(
  choose: (items: readonly AnswerItem[], active: string | undefined, look: Look) => Promise<Outcome>,
  standard: boolean,
  look: Look,
): Promise<Outcome> {
  const items = [itemOf({ value: 'yes', label: 'Yes' }), itemOf({ value: 'no', label: 'No' })];
  const outcome = await choose(standard ? items : items.reverse(), standard ? 'yes' : 'no', look);
  return typeof outcome === 'object' ? { answer: outcome.answer === 'yes' } : outcome;
}

function entryOf(question: Question, answers: Answers): Entry {
  const isList = question.kind === 'list';
  const isSecret = question.kind === 'secret' || question.kind === 'new-secret';
  const list = question.list ?? { read: listOf, write: (items) => items.join(', ') };
  const read = (text: string): Answer => (isList ? list.read(text) : isSecret ? text : text.trim());
  const standard = question.standard?.(answers);
  return {
    isSecret,
    example: question.example ?? '',
    standard: typeof standard === 'string' ? standard : Array.isArray(standard) ? list.write(standard) : '',
    read,
    problem: (text) => question.problem?.(read(text), answers),
  };
}
