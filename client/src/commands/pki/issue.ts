import { dirname, join } from 'node:path';
import { Uri } from 'vscode';
import { plainFile, secretFile } from '../../../../server/src/core/generators/generatedFile';
import { issueCertificate as issue } from '../../../../server/src/core/generators/pki/leaf';
import { type GeneratorPreset, readPreset } from '../../../../server/src/core/generators/preset';
import { generateKeyPair, newSerial, sign } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { pathIn, type Root, rootFor, shownPath } from '../../generators/places';
import type { Run } from '../../generators/shell';
import { working } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { textOf, textsOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { authoritiesIn, authorityQuestions, chosenAuthority } from './authorities';
import { DAYS, fileQuestions, LEAF_BITS, namesQuestion, purposeOf, purposeQuestion } from './leafQuestions';

/** Issues a certificate with a new key. The argument is a preset, or the certificate of the authority. */
export const issueCertificate: Run = async (shell, argument) => {
  const isFile = argument instanceof Uri;
  const preset = isFile ? {} : readPreset(argument);
  const root = await rootFor(isFile ? argument : preset.uri === undefined ? undefined : Uri.parse(preset.uri));
  const found = await authoritiesIn(root);
  const chosen = found.find(({ certificate }) => isFile && certificate === argument.fsPath);
  const first = chosen === undefined ? found : [chosen, ...found.filter((files) => files !== chosen)];
  const answers = await walk(
    [
      ...authorityQuestions(root, first),
      purposeQuestion(preset.purpose),
      namesQuestion(preset.names ?? []),
      DAYS,
      LEAF_BITS,
      ...fileQuestions(root, { ...preset, folder: folderFor(root, preset) }, ['.crt', '.key']),
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const authority = await chosenAuthority(shell, root, answers);
  if (authority === undefined) return;
  const files = await working('Issuing the certificate', async (signal, report) => {
    report('making its key');
    const { publicKey, privateKey } = await generateKeyPair(Number(answers.bits), signal);
    const { certificate } = orRefuse(
      await issue({
        authority,
        sign,
        purpose: purposeOf(answers),
        names: textsOf(answers.names),
        days: Number(answers.days),
        publicKey,
        serial: newSerial(),
        now: Date.now(),
      }),
    );
    signal.throwIfAborted();
    const name = textOf(answers.file);
    return [plainFile(`${name}.crt`, certificate), secretFile(`${name}.key`, privateKey)];
  });
  await writeAfterPreview(shell, root, { folder: pathIn(root, textOf(answers.folder)), files });
};

/** Where files go that are to lie at `out`, seen from the document that they are for. */
export function folderFor(root: Root, { out, uri }: GeneratorPreset): string {
  if (out === undefined) return 'pki';
  const base = uri === undefined ? root.path : dirname(Uri.parse(uri).fsPath);
  return shownPath(root, join(base, out));
}
