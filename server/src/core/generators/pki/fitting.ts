import { privateKeyIn } from '../../formats/keyPair';
import { pemBlocks } from '../../formats/pem';
import { isSameKey, readPublicKey } from '../../formats/publicKey';
import { certificateParts } from '../../formats/x509Parts';
import { chainProblems } from './chain';
import type { Purpose } from './extensions';
import { certificateNames } from './names';
import { namesIn, purposesIn } from './said';

/** What a leaf that is there already has to be. */
export interface Wanted {
  readonly names: readonly string[];
  readonly purpose: Purpose;
  /** Whether it may have further names: another authority adds some. */
  readonly mayHaveMore: boolean;
  /** The certificate of its authority as PEM; undefined while that is not known. */
  readonly authority: string | undefined;
  /** Its private key as PEM, without a passphrase. */
  readonly key: string;
}

/**
 * Why `certificate` (PEM, with those between it and the authority behind it) cannot go on being used; undefined where it can.
 * @param now milliseconds since 1970
 */
export function misfit(certificate: string, wanted: Wanted, now: number): string | undefined {
  const partsOf = (text: string) => pemBlocks(text).map(({ bytes }) => bytes && certificateParts(bytes));
  const [leaf, ...between] = partsOf(certificate);
  const chain = [leaf, ...between, ...partsOf(wanted.authority ?? '')];
  const shown = leaf && readPublicKey(leaf.publicKey);
  const own = privateKeyIn(wanted.key)?.publicKey;
  if (leaf === undefined || shown === undefined) return 'it cannot be read';
  // Of some keys that cannot be told.
  if (own !== undefined && isSameKey(shown, own) === false) return 'it belongs to another key';
  if (
    wrongNames(
      namesIn(leaf.extensions).map(({ text }) => text),
      wanted,
    )
  )
    return 'it has other names';
  if (!hasPurpose(purposesIn(leaf.extensions), wanted.purpose)) return 'it is for another purpose';
  // Roots may stand behind their leaf, and are the authority itself then.
  const [problem] = chainProblems(
    chain.flatMap((parts, index) => (parts === undefined || isRepeated(chain, index) ? [] : [parts])),
    now,
  );
  return problem === undefined ? undefined : `its chain does not hold: ${problem.replace(/\.$/, '')}`;
}

function wrongNames(found: readonly string[], { names, mayHaveMore }: Wanted): boolean {
  const read = certificateNames(names);
  if ('problem' in read) return true;
  const needed = read.names.map(({ text }) => text);
  const has = new Set(found.map((name) => name.toLowerCase()));
  return needed.some((name) => !has.has(name)) || (!mayHaveMore && has.size > needed.length);
}

function hasPurpose(found: readonly string[], purpose: Purpose): boolean {
  const needed = purpose === 'both' ? ['serverAuth', 'clientAuth'] : [`${purpose}Auth`];
  return needed.every((each) => found.includes(each));
}

function isRepeated(chain: readonly ({ readonly body: Uint8Array } | undefined)[], index: number): boolean {
  const text = chain[index]?.body.join();
  return chain.slice(0, index).some((other) => other?.body.join() === text);
}
