import type {
  QuestionId,
  Answers as SetUpAnswers,
  Question as SetUpQuestion,
} from '../../../../server/src/core/generators/setUp/questions/question';
import { knownFrom, QUESTIONS } from '../../../../server/src/core/generators/setUp/questions/questions';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { type Answer, type Answers, listOf, type Question, textOf, textsOf } from '../../prompts/question';

/**
 * What is known of the workspace, or of a finding, after the answers so far: by the ids of the questions that it
 * suggests an answer to.
 */
export type Suggested = (answers: Answers) => SetUpAnswers;

/** The questions of a set-up as the prompts ask them; those whose default fits nearly everybody are left out. */
export function setUpQuestions(suggested: Suggested): readonly (Question & { readonly id: QuestionId })[] {
  return QUESTIONS.filter(({ isAdvanced }) => !isAdvanced).map((question) => promptOf(question, suggested));
}

/** The answers of the prompts as `readAnswers` takes them; who signs is a question of our own (signer.ts). */
export function setUpAnswers(answers: Answers): SetUpAnswers {
  const { signer } = answers;
  const isElsewhere = signer === 'request' || signer === 'acme' || signer === 'files';
  const given = QUESTIONS.flatMap(({ id }): readonly (readonly [string, readonly string[]])[] => {
    const answer = answers[id];
    if (answer === undefined) return [];
    return [[id, Array.isArray(answer) ? answer : textOf(answer) === '' ? [] : [textOf(answer)]]];
  });
  return { ...Object.fromEntries(given), ...(isElsewhere && { certificates: [signer] }) };
}

/** The set-up that the answers describe; undefined as long as they do not. */
export function setUpFrom(answers: Answers): SetUp | undefined {
  const read = readAnswers(setUpAnswers(answers), 'new');
  return 'setUp' in read ? read.setUp : undefined;
}

function promptOf(question: SetUpQuestion, suggested: Suggested): Question & { readonly id: QuestionId } {
  const { id, title, detail, isMany, choices } = question;
  const knownAfter = (answers: Answers) => knownFrom(setUpAnswers(answers));
  return {
    id,
    title,
    detail,
    kind: choices !== undefined ? 'choice' : isMany ? 'list' : 'text',
    ...(choices && { choices: (answers: Answers) => fitting(question, answers) }),
    ...(id === 'hosts' && { list: MACHINES }),
    ...(id === 'hosts' && { example: 'web-1.example.com web-2.example.com,10.0.0.2' }),
    ...(id === 'scrapers' && { example: '203.0.113.7' }),
    applies: (answers) => question.applies(knownAfter(answers)),
    // Where there is only one answer, nobody is asked for it.
    isAsked: (answers) => choices === undefined || fitting(question, answers).length > 1,
    standard: (answers) => standardOf(question, answers, suggested),
    problem: (value, answers) => problemOf(question, value, answers),
  };
}

/** Choices that make no sense after the answers (a firewall that does not know Prometheus) are not offered. */
function fitting({ choices, problem }: SetUpQuestion, answers: Answers) {
  const known = knownFrom(setUpAnswers(answers));
  return (choices?.(known) ?? []).filter(({ value }) => problem(value, known) === undefined);
}

function standardOf(question: SetUpQuestion, answers: Answers, suggested: Suggested): Answer {
  const known = knownFrom(setUpAnswers(answers));
  const fits = (suggested(answers)[question.id] ?? []).filter((value) => question.problem(value, known) === undefined);
  const values = fits.length > 0 ? fits : question.standard(known);
  return question.isMany ? values : (values[0] ?? '');
}

function problemOf(question: SetUpQuestion, value: Answer, answers: Answers): string | undefined {
  const known = knownFrom(setUpAnswers(answers));
  const values = question.isMany ? textsOf(value) : [textOf(value)].filter((text) => text !== '');
  if (values.length === 0) return question.isNeeded(known) || !question.isMany ? emptyProblem(question) : undefined;
  for (const one of values) {
    const problem = question.problem(one, known);
    if (problem !== undefined) return values.length > 1 ? `${one}: ${problem}` : problem;
  }
  return undefined;
}

function emptyProblem({ isMany }: SetUpQuestion): string {
  return isMany ? 'Name one at least.' : 'This has to be said.';
}

/** Machines are parted by blanks: commas stand between the names of one machine. */
const MACHINES = {
  read: (text: string) =>
    listOf(text.replace(/,/g, '\u0000'))
      .map((machine) =>
        machine
          .split('\u0000')
          .filter((name) => name !== '')
          .join(','),
      )
      .filter((machine) => machine !== ''),
  write: (machines: readonly string[]) => machines.join(' '),
};
