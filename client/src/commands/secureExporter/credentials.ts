import { Uri } from 'vscode';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { type ExistingCredentials, PKI } from '../../../../server/src/host/credentials/existingCredentials';
import { type CredentialAnswers, passphraseAsked } from '../../../../server/src/host/credentials/makeCredentials';
import { Refusal } from '../../../../server/src/host/writing/refusal';
import { costOfHashes } from '../../generators/bcryptCost';
import type { Root } from '../../generators/places';
import { beside, pathIn, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Shell } from '../../generators/shell';
import { type Answers, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { PASSPHRASE_QUESTIONS } from '../pki/createAuthority';
import { openedKey } from '../pki/keys';
import { signerOf } from './signer';

/** Lengths of RSA keys: certificates of a year, an authority of five. */
const [LEAF_BITS, AUTHORITY_BITS] = [3072, 4096];

/**
 * What has to be said of the credentials; a passphrase that is still missing is asked for.
 * @returns undefined where it was not given
 */
export async function credentialAnswers(
  shell: Shell,
  { root, answers }: { readonly root: Root; readonly answers: Answers },
  { setUp, existing, now }: { readonly setUp: SetUp; readonly existing: ExistingCredentials; readonly now: number },
): Promise<CredentialAnswers | undefined> {
  const signer = signerOf(answers);
  const authority = signer.by === 'authority' ? authorityAt(root, signer.certificate) : undefined;
  const password = textOf(answers.password);
  const said: CredentialAnswers = {
    plainCaKey: signer.by === 'new' && signer.isPlain,
    ...passphraseIn(answers),
    ...(signer.by === 'files' && { given: signer.paths.map((path) => textAt(pathIn(root, path), path)) }),
    ...(authority && { authority: { certificate: authority.certificate, key: authority.key } }),
    ...(password !== '' && { password }),
    bits: LEAF_BITS,
    caBits: AUTHORITY_BITS,
    cost: costOfHashes(Uri.file(pathIn(root, textOf(answers.folder))), true),
  };
  const asked = passphraseAsked(setUp, existing, said, now);
  if (asked === undefined) return said;
  if (asked === 'new passphrase') {
    if (said.authorityPassphrase !== undefined) return said;
    const given = await walk(PASSPHRASE_QUESTIONS, shell.ask);
    return given && { ...said, plainCaKey: given.protection === 'plain', ...passphraseIn(given) };
  }
  const locked = authority ?? existing.authority;
  const shown = authority?.shown ?? PKI.key;
  if (locked?.key === undefined) throw new Refusal(`The key of the authority is not there: ${shown}.`);
  const key = await openedKey(shell, locked.key, shown);
  return key === undefined ? undefined : { ...said, authority: { certificate: locked.certificate, key } };
}

function passphraseIn({ passphrase }: Answers): Pick<CredentialAnswers, 'authorityPassphrase'> {
  return textOf(passphrase) === '' ? {} : { authorityPassphrase: textOf(passphrase) };
}

/** The authority of the workspace with this certificate. */
function authorityAt(root: Root, certificate: string) {
  const shown = shownPath(root, beside(certificate, '.key'));
  return {
    certificate: textAt(certificate, shownPath(root, certificate)),
    key: textAt(beside(certificate, '.key'), shown),
    shown,
  };
}
