import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAuthorityBy } from '../../../../server/src/core/formats/x509Parts';
import { secretFile } from '../../../../server/src/core/generators/generatedFile';
import { isPlainName } from '../../../../server/src/core/generators/names';
import { passphraseProblem } from '../../../../server/src/core/generators/pki/passphrase';
import { exportPkcs12 as exportTo } from '../../../../server/src/core/generators/pki/pkcs12';
import { firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { newRandomness, randomBytes } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { beside, nameOf, rootFor, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Run } from '../../generators/shell';
import { working } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { type Answers, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { chosenFile, fileAtHand, fileQuestion } from './files';
import { openedKey } from './keys';

/** Writes a certificate with its key as PKCS#12, under a passphrase: for the browser of a Prometheus that asks for one. */
export const exportPkcs12: Run = async (shell, argument) => {
  const first = fileAtHand(argument, /\.(crt|cer|pem)$/i);
  const root = await rootFor(argument);
  const what = { id: 'certificate', title: 'Which certificate?', pattern: '**/*.{crt,pem,cer}', first };
  const pathOf = (answers: Answers) => chosenFile(root, answers, 'certificate');
  const answers = await walk(
    [
      ...(await fileQuestion(root, what, isLeaf)),
      {
        id: 'file',
        title: 'What is the file called?',
        detail: 'It lies beside the certificate and gets the ending .p12.',
        kind: 'text',
        standard: (known) => nameOf(pathOf(known)),
        problem: (value, known) => {
          if (!isPlainName(textOf(value))) return 'Use letters, digits, ".", "_" and "-".';
          const isTaken = existsSync(join(dirname(pathOf(known)), `${textOf(value)}.p12`));
          return isTaken ? 'This file is there already, and is not overwritten. Choose another name.' : undefined;
        },
      },
      {
        id: 'passphrase',
        title: 'Passphrase of the file',
        detail: 'The browser asks for it once, when the file is imported.',
        kind: 'new-secret',
        problem: (value) => passphraseProblem(textOf(value)),
      },
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const path = pathOf(answers);
  const certificate = textAt(path, shownPath(root, path));
  const keyPath = beside(path, '.key');
  const shown = shownPath(root, keyPath);
  const privateKey = await openedKey(shell, textAt(keyPath, shown), shown);
  if (privateKey === undefined) return;
  const files = await working('Making the PKCS#12 file', async (signal) => {
    const { pkcs12 } = orRefuse(
      await exportTo({
        certificate,
        privateKey,
        passphrase: textOf(answers.passphrase),
        name: textOf(answers.file),
        randomness: newRandomness(),
        macSalt: randomBytes(16),
      }),
    );
    signal.throwIfAborted();
    return [secretFile(`${textOf(answers.file)}.p12`, pkcs12)];
  });
  await writeAfterPreview(shell, root, { folder: dirname(path), files });
};

function isLeaf(text: string): boolean {
  const parts = firstCertificate(text);
  return parts !== undefined && !isAuthorityBy(parts.extensions);
}
