import { privateKeyIn } from '../../../../server/src/core/formats/keyPair';
import { isSameKey } from '../../../../server/src/core/formats/publicKey';
import { isAuthorityBy } from '../../../../server/src/core/formats/x509Parts';
import { usableKey } from '../../../../server/src/core/generators/pki/keyPair';
import { type Authority, dateOf, firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { beside, filesLike, pathIn, type Root, shownPath } from '../../generators/places';
import { textAt, textIfAny } from '../../generators/reading';
import type { Shell } from '../../generators/shell';
import { type Answers, type Choice, type Question, textOf } from '../../prompts/question';
import { openedKey } from './keys';

/** A certificate of an authority with the file of its key. */
export interface AuthorityFiles {
  /** Where they lie, absolute. */
  readonly certificate: string;
  readonly key: string;
}

/** The answer that stands for files which are not in the workspace. */
const ELSEWHERE = 'elsewhere';

/** The authorities of the workspace whose keys lie beside their certificates. */
export async function authoritiesIn(root: Root): Promise<readonly AuthorityFiles[]> {
  const found: AuthorityFiles[] = [];
  for (const certificate of await filesLike(root, '**/*.{crt,pem,cer}')) {
    const files = { certificate, key: beside(certificate, '.key') };
    if (isAuthority(files)) found.push(files);
  }
  return found;
}

/** Which authority signs: one of the workspace, or files elsewhere. */
export function authorityQuestions(root: Root, found: readonly AuthorityFiles[]): readonly Question[] {
  const choices: readonly Choice[] = [
    ...found.map((files) => ({
      value: files.certificate,
      label: shownPath(root, files.certificate),
      detail: describedAuthority(files),
    })),
    { value: ELSEWHERE, label: 'Another one…', detail: 'files outside of the workspace, or under other names' },
  ];
  const isElsewhere = (answers: Answers) => answers.authority === ELSEWHERE;
  return [
    {
      id: 'authority',
      title: 'Which certificate authority signs?',
      detail: found.length > 0 ? 'Its key is read once, and is kept nowhere.' : 'There is none in the workspace yet.',
      kind: 'choice',
      choices: () => choices,
    },
    pathQuestion(root, 'authorityCertificate', "The authority's certificate", isElsewhere),
    pathQuestion(root, 'authorityKey', "The authority's key", isElsewhere, (answers) =>
      beside(textOf(answers.authorityCertificate), '.key'),
    ),
  ];
}

/** The authority that was chosen, ready to sign; undefined where its passphrase was not given. */
export async function chosenAuthority(shell: Shell, root: Root, answers: Answers): Promise<Authority | undefined> {
  const files =
    answers.authority === ELSEWHERE
      ? {
          certificate: pathIn(root, textOf(answers.authorityCertificate)),
          key: pathIn(root, textOf(answers.authorityKey)),
        }
      : { certificate: textOf(answers.authority), key: beside(textOf(answers.authority), '.key') };
  return openAuthority(shell, root, files);
}

/** The authority in `files`, whose passphrase is asked for where it has one; undefined where it was not given. */
export async function openAuthority(shell: Shell, root: Root, files: AuthorityFiles): Promise<Authority | undefined> {
  const certificate = textAt(files.certificate, shownPath(root, files.certificate));
  const shown = shownPath(root, files.key);
  const privateKey = await openedKey(shell, textAt(files.key, shown), shown);
  return privateKey === undefined ? undefined : { certificate, privateKey };
}

function pathQuestion(
  root: Root,
  id: string,
  title: string,
  applies: (answers: Answers) => boolean,
  standard?: (answers: Answers) => string,
): Question {
  return {
    id,
    title,
    detail: 'An absolute path, or one below the folder of the workspace; in PEM form.',
    kind: 'text',
    applies,
    ...(standard && { standard }),
    problem: (value) =>
      textIfAny(pathIn(root, textOf(value))) === undefined ? 'There is no such file that can be read.' : undefined,
  };
}

/** Whether the certificate is one of an authority, and the key its own; one with a passphrase does not tell. */
function isAuthority({ certificate, key }: AuthorityFiles): boolean {
  const parts = firstCertificate(textIfAny(certificate) ?? '');
  const privateKey = privateKeyIn(textIfAny(key) ?? '');
  if (parts === undefined || privateKey === undefined || !isAuthorityBy(parts.extensions)) return false;
  const usable = usableKey(parts.publicKey);
  if ('problem' in usable) return false;
  return privateKey.publicKey === undefined || isSameKey(usable.key, privateKey.publicKey) !== false;
}

/** An authority in few words: until when it is valid, and whether its key has a passphrase. */
export function describedAuthority({ certificate, key }: AuthorityFiles): string {
  const isLocked = privateKeyIn(textIfAny(key) ?? '')?.isEncrypted === true;
  return `valid until ${endOf(certificate)}${isLocked ? ', its key has a passphrase' : ''}`;
}

function endOf(certificate: string): string {
  const end = firstCertificate(textIfAny(certificate) ?? '')?.notAfter;
  return end === undefined ? 'an unknown day' : dateOf(end);
}
