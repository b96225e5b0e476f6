/** What a question can be answered with: a choice or a text, yes or no, several texts. */
export type Answer = string | boolean | readonly string[];

/** Answers by the ids of their questions. */
export type Answers = Readonly<Record<string, Answer>>;

/** One of several answers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** A question that is asked in one step. What depends on earlier answers is given those. */
export interface Question {
  readonly id: string;
  readonly title: string;
  /** A sentence below the input: what it is for. */
  readonly detail?: string;
  /** What an answer looks like, shown while nothing is typed. */
  readonly example?: string;
  /** `list`: several texts, parted by commas. `secret`: one that exists; `new-secret`: asked for twice. */
  readonly kind: 'choice' | 'text' | 'list' | 'flag' | 'secret' | 'new-secret';
  /** The answers of a `choice`. */
  choices?(answers: Answers): readonly Choice[];
  /** What the question starts with. */
  standard?(answers: Answers): Answer | undefined;
  /** What is wrong with an answer, as a sentence; undefined where nothing is. Called with each key that is typed. */
  problem?(value: Answer, answers: Answers): string | undefined;
  /** How a `list` is typed and read, where it is not by commas. */
  readonly list?: { read(text: string): readonly string[]; write(items: readonly string[]): string };
  /** Whether it makes sense at all; where there is no such function, it does. */
  applies?(answers: Answers): boolean;
  /** Whether somebody is asked; otherwise what it starts with is the answer. Where there is no such function, yes. */
  isAsked?(answers: Answers): boolean;
}

/** What came of a question: an answer, or a step back, or the end of all. */
export type Outcome = { readonly answer: Answer } | 'back' | 'cancel';

/** Which of how many steps a question is, counted from 1; only those after the first have one to go back to. */
export interface Position {
  readonly step: number;
  readonly steps: number;
}

/** Asks one question. */
export type Ask = (question: Question, answers: Answers, position: Position) => Promise<Outcome>;

/** `text` as the list that was typed. */
export function listOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((item) => item !== ''))];
}

/** The answer as a text; empty where it is another. */
export function textOf(answer: Answer | undefined): string {
  return typeof answer === 'string' ? answer : '';
}

/** The answer as a list; empty where it is another. */
export function textsOf(answer: Answer | undefined): readonly string[] {
  return Array.isArray(answer) ? answer : [];
}

/** What counts where nobody answers `question`: what it starts with, or its first choice. */
export function standardOf(question: Question, answers: Answers): Answer | undefined {
  const standard = question.standard?.(answers);
  return standard === undefined || standard === '' ? (question.choices?.(answers)[0]?.value ?? standard) : standard;
}
