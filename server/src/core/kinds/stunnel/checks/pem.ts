import * as keyPair from '../../../formats/keyPair';
import type { Certificate } from '../../../formats/x509';
import type { Inspection } from '../report';

/** How much of a file is read as PEM, in UTF-16 units; the largest bundle of authorities has a quarter of it. */
const MAX_LENGTH = 1_000_000;

/** The certificates in a PEM file; see `keyPair`. */
export function certificatesIn(text: string, { once }: Inspection): readonly (Certificate | undefined)[] {
  return once(`certificates ${text}`, () => keyPair.certificatesIn(text.slice(0, MAX_LENGTH)));
}

/** The first private key in a PEM file; see `keyPair`. */
export function privateKeyIn(text: string, { once }: Inspection): keyPair.PrivateKey | undefined {
  return once(`key ${text}`, () => keyPair.privateKeyIn(text.slice(0, MAX_LENGTH)));
}
