import { EXPORTER_QUESTIONS } from './exporterQuestions';
import { NETWORK_QUESTIONS } from './networkQuestions';
import { PLACE_QUESTIONS } from './placeQuestions';
import { PROMETHEUS_QUESTIONS } from './prometheusQuestions';
import type { Answers, Known, Question } from './question';

/** Everything that is asked for a set-up, in the order of the wizard; what a question depends on stands before it. */
export const QUESTIONS: readonly Question[] = [
  ...EXPORTER_QUESTIONS,
  ...NETWORK_QUESTIONS,
  ...PROMETHEUS_QUESTIONS,
  ...PLACE_QUESTIONS,
];

/** What counts for each question after `answers`: what was answered where it applies, or its default. */
export function knownFrom(answers: Answers): Known {
  const known: Known = (id) => {
    const asked = QUESTIONS.find((question) => question.id === id);
    if (asked === undefined || !asked.applies(known)) return [];
    const given = answers[id];
    return given !== undefined && given.length > 0 ? given : asked.standard(known);
  };
  return known;
}
