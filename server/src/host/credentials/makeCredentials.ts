import type { GeneratedFile } from '../../core/generators/generatedFile';
import {
  fittingPair,
  type GivenCertificates,
  readGivenCertificates,
} from '../../core/generators/pki/givenCertificates';
import type { Credentials, Leaf } from '../../core/generators/setUp/credentials';
import { type NeededLeaf, neededLeaves } from '../../core/generators/setUp/neededLeaves';
import { WEB_USER } from '../../core/generators/setUp/prometheus/prometheusWeb';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { orRefuse, Refusal } from '../writing/refusal';
import { browserFile } from './browserFile';
import type { ExistingCredentials } from './existingCredentials';
import { generateKeyPair } from './keys';
import { existingKey, type KeyedLeaf, reusable } from './leaves';
import { loginFor } from './logins';
import { byUse, finished, leafFiles } from './madeLeaves';
import {
  type AuthorityAnswers,
  authorityCertificate,
  authorityFiles,
  authorityState,
  newAuthority,
  openAuthority,
  refuseWithoutPassphrase,
  refuseWithoutRoot,
  type SigningAuthority,
} from './signingAuthority';

/** What is said of the credentials of a set-up. */
export interface CredentialAnswers extends AuthorityAnswers {
  /** The password of basic auth; default: the one that is there, or a generated one. */
  readonly password?: string;
  /** Certificates and keys that are there, as the texts of their files; read with `certificates: 'files'` only. */
  readonly given?: readonly string[];
  /** Length of the keys of leaves: 2048 or 3072. */
  readonly bits: number;
  /** Length of the key of a new authority: 3072 or 4096. */
  readonly caBits: number;
  /** The cost of bcrypt. */
  readonly cost: number;
}

/** What goes on around the work. */
export interface Runtime {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  /** Is told what is done next, in words for the user. */
  readonly progress?: (text: string) => void;
}

/** Credentials, and the files of them that are in no machine's folder. */
export interface MadeCredentials {
  readonly credentials: Credentials;
  /** In `pki/`: authority, requests, the passphrase of the browser's file. */
  readonly files: readonly GeneratedFile[];
}

/** What has to be asked for before credentials can be made: a new passphrase for the authority, or the one it has. */
export type Asked = 'new passphrase' | 'passphrase' | undefined;

/**
 * Whether the passphrase of the authority is needed for `setUp`. It is not where everything is there already.
 * @throws {Refusal} where an existing key cannot be used
 */
export function passphraseAsked(
  setUp: SetUp,
  existing: ExistingCredentials,
  answers: AuthorityAnswers,
  now: number,
): Asked {
  if (setUp.certificates === 'request' || setUp.certificates === 'files') return undefined;
  const authority = authorityCertificate(existing, answers);
  const missing = neededLeaves(setUp).some((leaf) => reusable(leaf, existing, authority, setUp, now) === undefined);
  if (!missing) return undefined;
  const state = authorityState(existing, answers);
  if (state === 'new') return answers.plainCaKey ? undefined : 'new passphrase';
  return state === 'locked' ? 'passphrase' : undefined;
}

/**
 * The credentials that `setUp` needs. What an earlier run has left is kept where it fits: a certificate with the same
 * names, not expired, signed by the authority; a key always. The rest is made: keys outside of this thread and all at
 * once, certificates one after the other.
 * @throws {Refusal} where something cannot be made, or what is there cannot be used
 * @throws the reason of the signal, where that aborts
 */
export async function makeCredentials(
  setUp: SetUp,
  existing: ExistingCredentials,
  answers: CredentialAnswers,
  runtime: Runtime,
): Promise<MadeCredentials> {
  const { now, signal, progress } = runtime;
  const isRequested = setUp.certificates === 'request';
  const given = setUp.certificates === 'files' ? givenCertificates(answers) : undefined;
  const known = given?.authority ?? authorityCertificate(existing, answers);
  if (known !== undefined) refuseWithoutRoot(setUp, known);
  const plans = neededLeaves(setUp).map((leaf) => ({
    leaf,
    kept: given === undefined ? reusable(leaf, existing, known, setUp, now) : orRefuse(fittingPair(given, leaf, now)),
  }));
  const isMissing = plans.some(({ kept }) => kept === undefined);
  // Nobody should wait for keys to learn that a passphrase is missing.
  const signer = isMissing && !isRequested ? await signerFor(existing, answers, runtime) : undefined;
  progress?.(isMissing ? 'Making the keys' : 'Looking at what is there');
  const [authority, keyed, login, webLogin] = await Promise.all([
    signer?.(),
    Promise.all(plans.map((plan) => keyedLeaf(plan, existing, answers.bits, signal))),
    setUp.asks.password ? loginFor(setUp.prometheus.user, existing.login, answers) : undefined,
    setUp.prometheus.web === 'password' ? loginFor(WEB_USER, existing.webLogin, { cost: answers.cost }) : undefined,
  ]);
  if (isMissing) progress?.('Issuing the certificates');
  const leaves = await finished(keyed, authority, runtime);
  const certificate = plans.length === 0 ? undefined : (authority?.certificate ?? known);
  const own = leaves.find(({ leaf }) => leaf.for === 'browser');
  const browser = await browserFile(own?.made, certificate, existing);
  const ofAuthority = authority?.files ?? (certificate === undefined ? [] : authorityFiles(existing, certificate));
  return {
    credentials: {
      ...(certificate !== undefined && { authority: certificate }),
      ...byUse(leaves),
      ...(browser.browser !== undefined && { browser: browser.browser }),
      ...(login !== undefined && { login }),
      ...(webLogin !== undefined && { webLogin }),
    },
    files: [...ofAuthority, ...leafFiles(leaves), ...browser.files],
  };
}

/** @throws {Refusal} where no files were named, or they are of no use */
function givenCertificates({ given }: CredentialAnswers): GivenCertificates {
  if (given === undefined || given.length === 0)
    throw new Refusal('The files of the certificates and keys have to be named.');
  return orRefuse(readGivenCertificates(given));
}

/** What gives the authority that signs: the one that is there, which is opened first, or a new one. */
async function signerFor(
  existing: ExistingCredentials,
  answers: CredentialAnswers,
  { now, signal }: Runtime,
): Promise<() => Promise<SigningAuthority>> {
  if (authorityState(existing, answers) !== 'new') {
    const authority = await openAuthority(existing, answers);
    return async () => authority;
  }
  refuseWithoutPassphrase(answers);
  return async () => newAuthority(await generateKeyPair(answers.caBits, signal), answers, now);
}

async function keyedLeaf(
  { leaf, kept }: { readonly leaf: NeededLeaf; readonly kept: Leaf | undefined },
  existing: ExistingCredentials,
  bits: number,
  signal: AbortSignal | undefined,
): Promise<KeyedLeaf> {
  if (kept !== undefined) return { leaf, kept };
  return { leaf, pair: existingKey(leaf, existing) ?? (await generateKeyPair(bits, signal)) };
}
