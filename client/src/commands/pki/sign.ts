import { dirname } from 'node:path';
import { plainFile } from '../../../../server/src/core/generators/generatedFile';
import { readRequest, signRequest as sign } from '../../../../server/src/core/generators/pki/request';
import { newSerial, sign as signBytes } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { nameOf, rootFor, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Run } from '../../generators/shell';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { textsOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { authoritiesIn, authorityQuestions, chosenAuthority } from './authorities';
import { chosenFile, fileAtHand, fileQuestion } from './files';
import { DAYS, namesQuestion, purposeOf, purposeQuestion } from './leafQuestions';

/** Signs a request, with the names that somebody has looked at: whoever made it may have asked for more. */
export const signRequest: Run = async (shell, argument) => {
  const first = fileAtHand(argument, /\.(csr|pem)$/i);
  const root = await rootFor(argument);
  const what = { id: 'request', title: 'Which request?', pattern: '**/*.{csr,pem}', first };
  const chosen = await walk(await fileQuestion(root, what, (text) => !('problem' in readRequest(text))), shell.ask);
  if (chosen === undefined) return;
  const path = chosenFile(root, chosen, 'request');
  const request = textAt(path, shownPath(root, path));
  const asked = orRefuse(readRequest(request));
  const names = asked.names.filter(({ kind }) => kind === 'dns' || kind === 'ip').map(({ text }) => text);
  const answers = await walk(
    [
      {
        ...namesQuestion(names),
        title: 'Which of these names may it have?',
        detail: `The request of "${asked.subject}" asks for these. Take out what does not belong to whoever made it.`,
      },
      purposeQuestion(asked.purpose),
      ...authorityQuestions(root, await authoritiesIn(root)),
      DAYS,
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const authority = await chosenAuthority(shell, root, answers);
  if (authority === undefined) return;
  const { certificate } = orRefuse(
    await sign({
      authority,
      sign: signBytes,
      request,
      names: textsOf(answers.names),
      purpose: purposeOf(answers),
      days: Number(answers.days),
      serial: newSerial(),
      now: Date.now(),
    }),
  );
  const files = [plainFile(`${nameOf(path)}.crt`, certificate)];
  await writeAfterPreview(shell, root, { folder: dirname(path), files });
};
