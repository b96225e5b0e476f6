import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSameBytes } from '../../../../server/src/core/formats/der';
import { fittingPair, readGivenCertificates } from '../../../../server/src/core/generators/pki/givenCertificates';
import { passphraseProblem } from '../../../../server/src/core/generators/pki/passphrase';
import { firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { neededLeaves } from '../../../../server/src/core/generators/setUp/neededLeaves';
import { knownFrom, QUESTIONS } from '../../../../server/src/core/generators/setUp/questions/questions';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { PKI } from '../../../../server/src/host/credentials/existingCredentials';
import { pathIn, type Root, shownPath } from '../../generators/places';
import { textIfAny } from '../../generators/reading';
import { type Answers, type Choice, type Question, textOf, textsOf } from '../../prompts/question';
import { type AuthorityFiles, describedAuthority } from '../pki/authorities';
import { setUpAnswers } from './questions';

/** Who signs the certificates of a set. */
export type Signer =
  | { readonly by: 'new'; readonly isPlain: boolean }
  /** The one in the folder of the set. */
  | { readonly by: 'set' }
  | { readonly by: 'authority'; readonly certificate: string }
  /** Nobody: certificates and keys are there, in these files. */
  | { readonly by: 'files'; readonly paths: readonly string[] }
  | { readonly by: 'request' | 'acme' };

/**
 * Who signs, and the passphrase of a new authority: asked where certificates are needed.
 * @param setUpFrom the set-up after the answers so far
 */
export function signerQuestions(
  root: Root,
  authorities: readonly AuthorityFiles[],
  setUpFrom: (answers: Answers) => SetUp | undefined,
): readonly Question[] {
  const isNeeded = (answers: Answers) => {
    const setUp = setUpFrom(answers);
    return setUp !== undefined && neededLeaves(setUp).length > 0;
  };
  return [
    {
      id: 'signer',
      title: 'Who signs the certificates?',
      detail: 'For production, keep the authority off this machine, and have requests made.',
      kind: 'choice',
      applies: isNeeded,
      choices: (answers) => [...authoritiesFor(root, authorities, answers), ...elsewhere(answers)],
      standard: (answers) => (hasRequests(root, answers) ? 'request' : undefined),
    },
    {
      id: 'passphrase',
      title: "Passphrase of the new authority's key",
      detail: 'It is asked for whenever the authority signs. Nobody can find it out again: write it down.',
      kind: 'new-secret',
      applies: ({ signer }) => signer === 'new',
      problem: (value) => passphraseProblem(textOf(value)),
    },
    {
      id: 'certificateFiles',
      title: 'In which files are they?',
      detail:
        'Certificates, their keys and the authority, in any order, with commas between; absolute or below the folder of the workspace.',
      example: 'certs/server.crt, certs/server.key, certs/prometheus.crt, certs/prometheus.key, certs/ca.crt',
      kind: 'list',
      // A path may have blanks in it.
      list: {
        read: (text) =>
          text
            .split(',')
            .map((path) => path.trim())
            .filter((path) => path !== ''),
        write: (paths) => paths.join(', '),
      },
      applies: ({ signer }) => signer === 'files',
      problem: (value, answers) => filesProblem(root, textsOf(value), setUpFrom(answers)),
    },
  ];
}

/** What keeps certificates and keys in files from being those of `setUp`. */
function filesProblem(root: Root, paths: readonly string[], setUp: SetUp | undefined): string | undefined {
  if (paths.length === 0) return 'Name the files.';
  const texts = paths.map((path) => textIfAny(pathIn(root, path)));
  const unread = texts.indexOf(undefined);
  if (unread >= 0) return `${paths[unread]} cannot be read. Look whether it is there.`;
  const given = readGivenCertificates(texts.map((text) => text ?? ''));
  if ('problem' in given) return given.problem;
  for (const leaf of setUp === undefined ? [] : neededLeaves(setUp)) {
    const pair = fittingPair(given, leaf, Date.now());
    if ('problem' in pair) return pair.problem;
  }
  return undefined;
}

/** Who was chosen; a new authority where nobody was asked. */
export function signerOf({ signer, certificateFiles }: Answers): Signer {
  const said = textOf(signer);
  if (said === 'files') return { by: said, paths: textsOf(certificateFiles) };
  if (said === 'request' || said === 'acme' || said === 'set') return { by: said };
  if (said.startsWith(FROM)) return { by: 'authority', certificate: said.slice(FROM.length) };
  return { by: 'new', isPlain: said === 'new-plain' };
}

/** The answer that stands for the authority of the workspace with this certificate. */
const FROM = 'authority ';

/** The authority of the set where it has one: what it has issued is no good with another. Else all, or a new one. */
function authoritiesFor(root: Root, authorities: readonly AuthorityFiles[], { folder }: Answers): readonly Choice[] {
  const own = join(pathIn(root, textOf(folder)), PKI.certificate);
  const body = bodyOf(own);
  const fitting = authorities.filter(
    ({ certificate }) => body === undefined || isSameBytes(bodyOf(certificate) ?? new Uint8Array(), body),
  );
  const choices = fitting.map((files): Choice => {
    const isOwn = files.certificate === own;
    const shown = shownPath(root, files.certificate);
    return {
      value: isOwn ? 'set' : FROM + files.certificate,
      label: isOwn ? 'The authority of this set' : `The authority in ${shown}`,
      detail: isOwn ? `${shown}, ${describedAuthority(files)}` : describedAuthority(files),
    };
  });
  if (body !== undefined) {
    return choices.length > 0
      ? choices
      : [{ value: 'set', label: 'The authority of this set', detail: 'its key is not here: what is missing stays so' }];
  }
  return [
    ...choices,
    { value: 'new', label: 'A new authority', detail: 'made here, its key with a passphrase' },
    {
      value: 'new-plain',
      label: 'A new authority without a passphrase',
      detail: 'whoever can read its key can sign: for tests',
    },
  ];
}

/** What the core offers besides an authority that is here. */
function elsewhere(answers: Answers): readonly Choice[] {
  const question = QUESTIONS.find(({ id }) => id === 'certificates');
  if (question === undefined) return [];
  const known = knownFrom(setUpAnswers(answers));
  if (!question.applies(known)) return [];
  return (question.choices?.(known) ?? []).filter(({ value }) => value !== 'issued');
}

function hasRequests(root: Root, { folder }: Answers): boolean {
  const pki = join(pathIn(root, textOf(folder)), 'pki');
  return existsSync(pki) && readdirSync(pki).some((name) => name.endsWith('.csr'));
}

function bodyOf(path: string): Uint8Array | undefined {
  return firstCertificate(textIfAny(path) ?? '')?.body;
}
