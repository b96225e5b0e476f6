import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { type ExistingCredentials, PKI } from '../../../../server/src/host/existingCredentials';
import { type CredentialAnswers, passphraseAsked } from '../../../../server/src/host/makeCredentials';
import { Refusal } from '../../../../server/src/host/refusal';
import type { Root } from '../../generators/places';
import { beside, shownPath } from '../../generators/places';
import { textAt } from '../../generators/reading';
import type { Shell } from '../../generators/shell';
import { type Answers, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { PASSPHRASE_QUESTIONS } from '../pki/createAuthority';
import { openedKey } from '../pki/keys';
import { costOfHashes } from '../pki/passwords';
import { NEW } from './ownQuestions';

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
  const authority = chosenAuthority(root, answers);
  const password = textOf(answers.password);
  const said: CredentialAnswers = {
    ...passphraseIn(answers),
    ...(authority && { authority: { certificate: authority.certificate, key: authority.key } }),
    ...(password !== '' && { password }),
    bits: LEAF_BITS,
    caBits: AUTHORITY_BITS,
    cost: costOfHashes(),
  };
  const asked = passphraseAsked(setUp, existing, said, now);
  if (asked === undefined) return said;
  if (asked === 'new passphrase') {
    if (said.authorityPassphrase !== undefined) return said;
    const given = await walk(PASSPHRASE_QUESTIONS, shell.ask);
    return given && { ...said, ...passphraseIn(given) };
  }
  const locked = authority ?? existing.authority;
  const shown = authority?.shown ?? PKI.key;
  if (locked?.key === undefined) throw new Refusal(`The key of the authority is not there: ${shown}.`);
  const key = await openedKey(shell, locked.key, shown);
  return key === undefined ? undefined : { ...said, authority: { certificate: locked.certificate, key } };
}

function passphraseIn(answers: Answers): Pick<CredentialAnswers, 'plainCaKey' | 'authorityPassphrase'> {
  const authorityPassphrase = textOf(answers.passphrase);
  return {
    plainCaKey: answers.protection === 'plain',
    ...(authorityPassphrase !== '' && { authorityPassphrase }),
  };
}

/** The authority of the workspace that was chosen. */
function chosenAuthority(root: Root, { authority }: Answers) {
  if (typeof authority !== 'string' || authority === NEW) return undefined;
  const shown = shownPath(root, beside(authority, '.key'));
  return {
    certificate: textAt(authority, shownPath(root, authority)),
    key: textAt(beside(authority, '.key'), shown),
    shown,
  };
}
