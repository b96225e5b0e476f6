import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainName } from '../../../../server/src/core/generators/names';
import type { Purpose } from '../../../../server/src/core/generators/pki/extensions';
import { LEAF_DAYS } from '../../../../server/src/core/generators/pki/leaf';
import { certificateNames } from '../../../../server/src/core/generators/pki/names';
import type { GeneratorPreset } from '../../../../server/src/core/generators/preset';
import { folderProblem, pathIn, type Root } from '../../generators/places';
import { type Answers, type Question, textOf, textsOf } from '../../prompts/question';

/** Whom a certificate is for. */
export function purposeQuestion(standard: Purpose | undefined): Question {
  return {
    id: 'purpose',
    title: 'What is the certificate for?',
    detail: 'A server cannot scrape with its certificate, and Prometheus cannot pass for a server with its own.',
    kind: 'choice',
    standard: () => standard,
    choices: () => [
      { value: 'server', label: 'A server', detail: 'an exporter, stunnel, nginx, the interface of Prometheus' },
      { value: 'client', label: 'A client', detail: 'Prometheus, which shows it to exporters' },
      { value: 'both', label: 'Both', detail: 'a Prometheus that shows the same certificate on both sides' },
    ],
  };
}

/** The purpose that was chosen. */
export function purposeOf({ purpose }: Answers): Purpose {
  return purpose === 'client' || purpose === 'both' ? purpose : 'server';
}

/** The names that a certificate is for. */
export function namesQuestion(standard: readonly string[]): Question {
  return {
    id: 'names',
    title: 'For which names?',
    detail: 'DNS names and IP addresses with commas between, as others connect to it. A client is known by its first.',
    kind: 'list',
    standard: ({ purpose }) => (standard.length > 0 ? standard : purpose === 'client' ? ['prometheus'] : []),
    problem: (value) => {
      const read = certificateNames(textsOf(value));
      return 'problem' in read ? read.problem : undefined;
    },
  };
}

/** How long a certificate is valid. */
export const DAYS: Question = numberQuestion('days', 'For how many days?', [1, 3650, LEAF_DAYS]);

/** A whole number. */
export function numberQuestion(
  id: string,
  title: string,
  [least, most, standard]: readonly [number, number, number],
): Question {
  return {
    id,
    title,
    detail: `A whole number from ${least} to ${most}.`,
    kind: 'text',
    standard: () => String(standard),
    problem: (value) => {
      const isNumber = /^\d{1,5}$/.test(textOf(value));
      const number = Number(textOf(value));
      return isNumber && number >= least && number <= most ? undefined : `This is no number from ${least} to ${most}.`;
    },
  };
}

/** How long the key of a leaf is. */
export const LEAF_BITS: Question = {
  id: 'bits',
  title: 'How long is the key?',
  kind: 'choice',
  choices: () => [
    { value: '3072', label: 'RSA 3072', detail: 'good for as long as anybody can tell' },
    { value: '2048', label: 'RSA 2048', detail: 'four times as fast, enough for a certificate of a year' },
  ],
};

/** Folder and name of the files; a key of that name is never overwritten. */
export function fileQuestions(
  root: Root,
  preset: GeneratorPreset & { readonly folder: string },
  endings: readonly string[],
): readonly Question[] {
  return [
    folderQuestion(preset.folder),
    {
      id: 'file',
      title: 'What are the files called?',
      detail: `They get the endings ${endings.join(' and ')}.`,
      kind: 'text',
      standard: ({ names }) => preset.file ?? (textsOf(names)[0] ?? '').replace('*', 'any').replaceAll(':', '-'),
      problem: (value, { folder }) => {
        if (!isPlainName(textOf(value))) return 'Use letters, digits, ".", "_" and "-".';
        const taken = endings.find((ending) => existsSync(join(pathIn(root, textOf(folder)), textOf(value) + ending)));
        return taken && `${textOf(value)}${taken} is there already, and is not overwritten. Choose another name.`;
      },
    },
  ];
}

/** The folder that files go to. */
export function folderQuestion(standard: string, more: Partial<Question> = {}): Question {
  return {
    id: 'folder',
    title: 'Into which folder?',
    detail: 'Below the folder of the workspace; it is made where it is not there yet.',
    kind: 'text',
    standard: () => standard,
    problem: (value) => folderProblem(textOf(value)),
    ...more,
  };
}
