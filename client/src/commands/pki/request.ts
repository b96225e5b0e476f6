import { plainFile, secretFile } from '../../../../server/src/core/generators/generatedFile';
import { createRequest } from '../../../../server/src/core/generators/pki/request';
import { generateKeyPair, sign } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import { pathIn, rootFor } from '../../generators/places';
import type { Run } from '../../generators/shell';
import { working } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { textOf, textsOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { fileQuestions, LEAF_BITS, namesQuestion, purposeOf, purposeQuestion } from './leafQuestions';

/** Makes a key with a request for a certificate, which an authority elsewhere signs. */
export const createCertificateRequest: Run = async (shell) => {
  const root = await rootFor();
  const answers = await walk(
    [
      purposeQuestion(undefined),
      namesQuestion([]),
      LEAF_BITS,
      ...fileQuestions(root, { folder: 'pki' }, ['.csr', '.key']),
    ],
    shell.ask,
  );
  if (answers === undefined) return;
  const files = await working('Making the request', async (signal) => {
    const keyPair = await generateKeyPair(Number(answers.bits), signal);
    const { request } = orRefuse(
      await createRequest({ purpose: purposeOf(answers), names: textsOf(answers.names), keyPair, sign }),
    );
    signal.throwIfAborted();
    const name = textOf(answers.file);
    return [plainFile(`${name}.csr`, request), secretFile(`${name}.key`, keyPair.privateKey)];
  });
  await writeAfterPreview(shell, root, { folder: pathIn(root, textOf(answers.folder)), files });
};
