import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { PKI } from '../../../../server/src/host/existingCredentials';
import { pathIn, type Root, shownPath } from '../../generators/places';
import { type Answers, type Choice, type Question, textOf } from '../../prompts/question';
import type { AuthorityFiles } from '../pki/authorities';
import { PASSPHRASE_QUESTIONS } from '../pki/createAuthority';
import { folderQuestion } from '../pki/leafQuestions';
import { passwordQuestion } from '../pki/passwords';
import { setUpAnswers } from './questions';

/** The answer for what is not there yet. */
export const NEW = 'new';

/** What is found in the workspace. */
export interface Found {
  /** Paths of prometheus.yml files. */
  readonly configs: readonly string[];
  readonly authorities: readonly AuthorityFiles[];
}

/** What is asked behind the questions of a set-up: what only an editor with its workspace knows. */
export function ownQuestions(root: Root, { configs, authorities }: Found, folder: string): readonly Question[] {
  const own = (certificate: string) => shownPath(root, certificate);
  return [
    {
      id: 'config',
      title: 'Which prometheus.yml gets the job?',
      detail: 'A change of one that is there can be undone; comments and style stay.',
      kind: 'choice',
      applies: (answers) => configs.length > 0 && answers.profile !== 'kubernetes',
      choices: () => [
        ...configs.map((path): Choice => ({ value: path, label: shownPath(root, path), detail: 'gets the job' })),
        { value: NEW, label: 'A new one', detail: 'in the folder of this set' },
      ],
    },
    folderQuestion(folder, { title: 'Into which folder goes all of it?' }),
    {
      id: 'authority',
      title: 'Which certificate authority signs?',
      detail: 'For production keep it off this machine, and choose requests instead.',
      kind: 'choice',
      applies: (answers) => authorities.length > 0 && needsAuthority(root, answers),
      choices: () => [
        ...authorities.map(({ certificate }) => ({ value: certificate, label: own(certificate), detail: 'is there' })),
        { value: NEW, label: 'A new one', detail: 'for this set alone' },
      ],
    },
    ...PASSPHRASE_QUESTIONS.map((question) => ({
      ...question,
      applies: (answers: Answers) =>
        needsAuthority(root, answers) && (answers.authority ?? NEW) === NEW && (question.applies?.(answers) ?? true),
    })),
    {
      id: 'passwordFrom',
      title: 'Which password does Prometheus log in with?',
      detail: 'It stands in a file that only Prometheus can read; the exporter has its hash.',
      kind: 'choice',
      applies: (answers) => setUpFrom(answers)?.asks.password === true,
      choices: () => [
        { value: 'generated', label: 'A generated one', detail: 'or that of an earlier run; nobody has to type it' },
        { value: 'own', label: 'One of your own' },
      ],
    },
    {
      ...passwordQuestion('password', 'Password of basic auth', 'For Prometheus. At most 72 bytes.'),
      applies: (answers) => answers.passwordFrom === 'own',
    },
  ];
}

/** The set-up that the answers describe; undefined as long as they do not. */
export function setUpFrom(answers: Answers, config: SetUp['prometheus']['config'] = 'new'): SetUp | undefined {
  const read = readAnswers(setUpAnswers(answers), config);
  return 'setUp' in read ? read.setUp : undefined;
}

/** Whether certificates are issued here, and no authority is in the set from an earlier run. */
function needsAuthority(root: Root, answers: Answers): boolean {
  const setUp = setUpFrom(answers);
  if (setUp?.certificates !== 'issued' || setUp.profile === 'tailnet') return false;
  return !existsSync(join(pathIn(root, textOf(answers.folder)), PKI.certificate));
}
