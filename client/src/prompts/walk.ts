import { type Answer, type Answers, type Ask, type Question, standardOf } from './question';

/**
 * Walks over `questions`, those that apply, forwards and back; an answer that was given before is what its question
 * starts with when it is asked again, as long as it is still one.
 * @param known answers that are not asked for
 * @returns all answers, those of questions that do not apply left out; undefined where somebody gave up
 */
export async function walk(
  questions: readonly Question[],
  ask: Ask,
  known: Answers = {},
): Promise<Answers | undefined> {
  const given: Record<string, Answer> = {};
  const asked: number[] = [];
  for (let at = 0; ; ) {
    const answers = answersUpTo(questions, at, given, known);
    const question = questions[at];
    if (question === undefined) return answers;
    if (Object.hasOwn(known, question.id) || !applies(question, answers) || !isAsked(question, answers)) {
      at += 1;
      continue;
    }
    const before = given[question.id];
    const again =
      before === undefined || !isStillOne(question, before, answers) ? question : startingWith(question, before);
    const steps = asked.length + stepsFrom(questions, at, answers, known);
    const outcome = await ask(again, answers, { step: asked.length + 1, steps });
    if (outcome === 'cancel') return undefined;
    if (outcome === 'back') at = asked.pop() ?? at;
    else {
      given[question.id] = outcome.answer;
      asked.push(at);
      at += 1;
    }
  }
}

/** The answers that count before the question at `at`: an answer to what does not apply any more is none. */
function answersUpTo(questions: readonly Question[], at: number, given: Answers, known: Answers): Answers {
  let answers: Answers = known;
  for (const question of questions.slice(0, at)) {
    if (Object.hasOwn(known, question.id) || !applies(question, answers)) continue;
    const answer = isAsked(question, answers) ? given[question.id] : standardOf(question, answers);
    if (answer === undefined) continue;
    answers = { ...answers, [question.id]: answer };
  }
  return answers;
}

/** How many questions are left, as far as can be told by now. */
function stepsFrom(questions: readonly Question[], at: number, answers: Answers, known: Answers): number {
  let count = 0;
  let expected = answers;
  for (const question of questions.slice(at)) {
    if (Object.hasOwn(known, question.id) || !applies(question, expected)) continue;
    if (isAsked(question, expected)) count += 1;
    const standard = standardOf(question, expected);
    if (standard !== undefined) expected = { ...expected, [question.id]: standard };
  }
  return count;
}

function applies(question: Question, answers: Answers): boolean {
  return question.applies?.(answers) ?? true;
}

function isAsked(question: Question, answers: Answers): boolean {
  return question.isAsked?.(answers) ?? true;
}

function isStillOne(question: Question, answer: Answer, answers: Answers): boolean {
  if (question.kind === 'secret' || question.kind === 'new-secret') return false;
  if (question.kind === 'choice') return question.choices?.(answers).some(({ value }) => value === answer) ?? false;
  return true;
}

function startingWith(question: Question, answer: Answer): Question {
  return {
    id: question.id,
    title: question.title,
    kind: question.kind,
    ...(question.detail !== undefined && { detail: question.detail }),
    ...(question.example !== undefined && { example: question.example }),
    ...(question.list && { list: question.list }),
    ...(question.choices && { choices: (answers) => question.choices?.(answers) ?? [] }),
    ...(question.problem && { problem: (value, answers) => question.problem?.(value, answers) }),
    standard: () => answer,
  };
}
