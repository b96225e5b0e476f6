import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { privateKeyIn } from '../../../../server/src/core/formats/keyPair';
import { secretFile } from '../../../../server/src/core/generators/generatedFile';
import { isPlainName } from '../../../../server/src/core/generators/names';
import { nameOf, rootFor, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Run } from '../../generators/shell';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { chosenFile, fileAtHand, fileQuestion } from './files';
import { openedKey } from './keys';

/** Writes a key without its passphrase, which nobody can type when an exporter starts, beside the one that has it. */
export const removePassphrase: Run = async (shell, argument) => {
  const first = fileAtHand(argument, /\.(key|pem)$/i);
  const root = await rootFor(argument);
  const what = { id: 'key', title: 'Which key?', pattern: '**/*.{key,pem}', first };
  const answers = await walk(
    [
      ...(await fileQuestion(root, what, hasPassphrase)),
      {
        id: 'file',
        title: 'What is the key without a passphrase called?',
        detail: 'It lies beside the other one, which stays as it is, and gets the ending .key.',
        kind: 'text',
        standard: (known) => `${nameOf(chosenFile(root, known, 'key'))}-plain`,
        problem: (value, known) => {
          if (!isPlainName(textOf(value))) return 'Use letters, digits, ".", "_" and "-".';
          const isTaken = existsSync(join(dirname(chosenFile(root, known, 'key')), `${textOf(value)}.key`));
          return isTaken ? 'This file is there already, and is not overwritten. Choose another name.' : undefined;
        },
      },
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const path = chosenFile(root, answers, 'key');
  const shown = shownPath(root, path);
  const privateKey = await openedKey(shell, textAt(path, shown), shown);
  if (privateKey === undefined) return;
  const files = [secretFile(`${textOf(answers.file)}.key`, privateKey)];
  await writeAfterPreview(shell, root, { folder: dirname(path), files });
};

function hasPassphrase(text: string): boolean {
  return privateKeyIn(text)?.isEncrypted === true;
}
