import { type Answer, type Answers, type Question, standardOf, textOf } from '../../prompts/question';
import { setUpFrom } from './questions';

const CHANGE = 'change';

/** One step for all of `rest`, which says what it would be. */
export function restQuestion(rest: readonly Question[]): Question {
  return {
    id: 'rest',
    title: 'Does the rest fit?',
    detail: 'Whatever you leave is what nearly everybody takes.',
    kind: 'choice',
    choices: (answers) => {
      const known: Record<string, Answer> = { ...answers };
      for (const question of rest) {
        const standard = question.applies?.(known) === false ? undefined : standardOf(question, known);
        if (standard !== undefined) known[question.id] = standard;
      }
      return [
        {
          value: 'fits',
          label: `$(check) ${summary(known)}`,
          detail: `All files go to the folder "${textOf(known.folder)}".`,
        },
        { value: CHANGE, label: '$(edit) Change some of it', detail: changeable(rest, answers) },
      ];
    },
  };
}

/** The exporter, where it listens and what scrapes it: `node_exporter 1.9.1 on port 9100, as the job "node"`. */
function summary(answers: Answers): string {
  const setUp = setUpFrom(answers);
  if (setUp === undefined) return 'Yes';
  const { exporter, version, port, prometheus } = setUp;
  return `${exporter.program}${version === '' ? '' : ` ${version}`} on port ${port}, as the job "${prometheus.job}"`;
}

const NAMES: Readonly<Record<string, string>> = {
  exporterVersion: 'version',
  port: 'port',
  innerPort: 'port on loopback',
  collectors: 'collectors',
  job: 'name of the job',
  folder: 'folder',
  passwordFrom: 'password',
};

function changeable(rest: readonly Question[], answers: Answers): string {
  const those = rest.filter(({ applies }) => applies?.(answers) !== false);
  return those.flatMap(({ id }) => NAMES[id] ?? []).join(', ');
}

/** Asked of who wants to change the rest, and of everybody where what it starts with is no answer. */
export function whereWanted(question: Question): Question {
  return {
    ...question,
    isAsked: (answers) => {
      if (question.isAsked?.(answers) === false) return false;
      if (answers.rest === CHANGE || (answers.exporter === 'custom' && question.id === 'port')) return true;
      const standard = standardOf(question, answers);
      return standard === undefined || question.problem?.(standard, answers) !== undefined;
    },
  };
}
