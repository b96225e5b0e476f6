import { basename, dirname } from 'node:path';
import { isAuthorityBy } from '../../../../server/src/core/formats/x509Parts';
import { plainFile } from '../../../../server/src/core/generators/generatedFile';
import { renewCertificate as renew } from '../../../../server/src/core/generators/pki/renew';
import { firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { newSerial } from '../../../../server/src/host/keys';
import { orRefuse } from '../../../../server/src/host/refusal';
import { rootFor, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Run } from '../../generators/shell';
import { turn } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { walk } from '../../prompts/walk';
import { authoritiesIn, authorityQuestions, chosenAuthority } from './authorities';
import { chosenFile, fileAtHand, fileQuestion } from './files';
import { DAYS } from './leafQuestions';

/** Renews a certificate in its file: the same key, names and usage, a new serial number and new dates. */
export const renewCertificate: Run = async (shell, argument) => {
  const first = fileAtHand(argument, /\.(crt|cer|pem)$/i);
  const root = rootFor();
  const what = { id: 'certificate', title: 'Which certificate?', pattern: '**/*.{crt,pem,cer}', first };
  const answers = await walk(
    [...(await fileQuestion(root, what, isLeaf)), ...authorityQuestions(root, await authoritiesIn(root)), DAYS],
    shell.ask,
  );
  if (answers === undefined) return;
  const authority = await chosenAuthority(shell, root, answers);
  if (authority === undefined) return;
  const path = chosenFile(root, answers, 'certificate');
  const before = textAt(path, shownPath(root, path));
  await turn();
  const { certificate } = orRefuse(
    renew({
      authority,
      certificate: before,
      days: Number(answers.days),
      serial: newSerial(),
      now: Date.now(),
    }),
  );
  const files = [plainFile(basename(path), certificate + behindFirst(before))];
  await writeAfterPreview(shell, root, { folder: dirname(path), files });
};

function isLeaf(text: string): boolean {
  const parts = firstCertificate(text);
  return parts !== undefined && !isAuthorityBy(parts.extensions);
}

/** The certificates between a leaf and its authority, which stay in its file. */
function behindFirst(text: string): string {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks
    .slice(1)
    .map((block) => `${block}\n`)
    .join('');
}
