import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainFile, secretFile } from '../../../../server/src/core/generators/generatedFile';
import {
  AUTHORITY_YEARS,
  authorityNameProblem,
  createAuthority as create,
} from '../../../../server/src/core/generators/pki/authority';
import { passphraseProblem } from '../../../../server/src/core/generators/pki/passphrase';
import { encryptKey } from '../../../../server/src/core/generators/pki/privateKey';
import { generateKeyPair, newRandomness, newSerial, sign } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { folderProblem, pathIn, type Root, rootFor } from '../../generators/places';
import type { Run } from '../../generators/shell';
import { working } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { type Question, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { folderQuestion, numberQuestion } from './leafQuestions';

/** Makes a certificate authority: `ca.crt`, and `ca.key` with a passphrase unless somebody says otherwise. */
export const createAuthority: Run = async (shell) => {
  const root = await rootFor();
  const answers = await walk(questions(root), shell.ask);
  if (answers === undefined) return;
  const files = await working('Creating the certificate authority', async (signal, report) => {
    report('making its key');
    const keyPair = await generateKeyPair(Number(answers.bits), signal);
    const { certificate } = orRefuse(
      await create({
        name: textOf(answers.name),
        years: Number(answers.years),
        keyPair,
        sign,
        serial: newSerial(),
        now: Date.now(),
      }),
    );
    const isPlain = answers.protection === 'plain';
    const key = isPlain
      ? keyPair.privateKey
      : orRefuse(await encryptKey(keyPair.privateKey, textOf(answers.passphrase), newRandomness())).encryptedKey;
    signal.throwIfAborted();
    return [plainFile('ca.crt', certificate), secretFile('ca.key', key)];
  });
  await writeAfterPreview(shell, root, { folder: pathIn(root, textOf(answers.folder)), files });
};

/** What is asked for an authority; also where a set-up needs a new one. */
export const PASSPHRASE_QUESTIONS: readonly Question[] = [
  {
    id: 'protection',
    title: 'How is its key kept?',
    detail: 'For production keep the authority off this machine, and send it requests (Create Certificate Request).',
    kind: 'choice',
    choices: () => [
      { value: 'passphrase', label: 'With a passphrase', detail: 'asked for whenever it signs' },
      { value: 'plain', label: 'Without one', detail: 'whoever can read the file can sign; for tests' },
    ],
  },
  {
    id: 'passphrase',
    title: 'Passphrase of its key',
    detail: 'Nobody can find it out again: write it down where you keep such things.',
    kind: 'new-secret',
    applies: ({ protection }) => protection === 'passphrase',
    problem: (value) => passphraseProblem(textOf(value)),
  },
];

function questions(root: Root): readonly Question[] {
  return [
    {
      id: 'name',
      title: 'What is the authority called?',
      detail: 'The name stands in its certificate.',
      kind: 'text',
      standard: () => 'Monitoring CA',
      problem: (value) => authorityNameProblem(textOf(value)),
    },
    numberQuestion('years', 'For how many years is it valid?', [1, 30, AUTHORITY_YEARS]),
    {
      id: 'bits',
      title: 'How long is its key?',
      kind: 'choice',
      choices: () => [
        { value: '4096', label: 'RSA 4096', detail: 'for years' },
        { value: '3072', label: 'RSA 3072', detail: 'made faster, and good for as long as anybody can tell' },
      ],
    },
    ...PASSPHRASE_QUESTIONS,
    folderQuestion('pki', {
      problem: (value) =>
        folderProblem(textOf(value)) ??
        (existsSync(join(pathIn(root, textOf(value)), 'ca.key'))
          ? 'There is an authority in this folder already, and its key is not overwritten. Choose another folder.'
          : undefined),
    }),
  ];
}
