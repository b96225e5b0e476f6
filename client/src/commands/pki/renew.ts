import { basename, dirname } from 'node:path';
import { isAuthorityBy } from '../../../../server/src/core/formats/x509Parts';
import { plainFile } from '../../../../server/src/core/generators/generatedFile';
import { renewCertificate as renew, saysNoPurpose } from '../../../../server/src/core/generators/pki/renew';
import { firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { newSerial, sign } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { rootFor, shownPath } from '../../generators/places';
import { textAt, textIfAny } from '../../generators/reading';
import type { Run } from '../../generators/shell';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { walk } from '../../prompts/walk';
import { authoritiesIn, authorityQuestions, chosenAuthority } from './authorities';
import { chosenFile, fileAtHand, fileQuestion } from './files';
import { DAYS, purposeOf, purposeQuestion } from './leafQuestions';

/** Renews a certificate in its file: the same key, names and usage, a new serial number and new dates. */
export const renewCertificate: Run = async (shell, argument) => {
  const first = fileAtHand(argument, /\.(crt|cer|pem)$/i);
  const root = await rootFor(argument);
  const what = { id: 'certificate', title: 'Which certificate?', pattern: '**/*.{crt,pem,cer}', first };
  const answers = await walk(
    [
      ...(await fileQuestion(root, what, isLeaf)),
      {
        ...purposeQuestion(undefined),
        detail: 'The old one does not say it, so that it passes for both. The new one will.',
        applies: (known) => saysNoPurpose(textIfAny(chosenFile(root, known, 'certificate')) ?? ''),
      },
      ...authorityQuestions(root, await authoritiesIn(root)),
      DAYS,
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const authority = await chosenAuthority(shell, root, answers);
  if (authority === undefined) return;
  const path = chosenFile(root, answers, 'certificate');
  const before = textAt(path, shownPath(root, path));
  const { certificate } = orRefuse(
    await renew({
      authority,
      sign,
      certificate: before,
      days: Number(answers.days),
      ...(answers.purpose !== undefined && { purpose: purposeOf(answers) }),
      serial: newSerial(),
      now: Date.now(),
    }),
  );
  const files = [plainFile(basename(path), certificate)];
  await writeAfterPreview(shell, root, { folder: dirname(path), files });
};

function isLeaf(text: string): boolean {
  const parts = firstCertificate(text);
  return parts !== undefined && !isAuthorityBy(parts.extensions);
}
