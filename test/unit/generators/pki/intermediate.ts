import { sequence, yes } from '../../../../server/src/core/formats/derWriter';
import { EXTENSION } from '../../../../server/src/core/formats/x509Parts';
import {
  certified,
  distinguishedName,
  keyIdentifier,
  validFrom,
} from '../../../../server/src/core/generators/pki/certificate';
import {
  authorityKeyUsage,
  extension,
  subjectKeyIdentifier,
} from '../../../../server/src/core/generators/pki/extensions';
import { type KeyPair, usablePublicKey } from '../../../../server/src/core/generators/pki/keyPair';
import { signingKey } from '../../../../server/src/core/generators/pki/sign';
import { type Authority, firstCertificate } from '../../../../server/src/core/generators/pki/signer';
import { sign } from '../../../../server/src/host/credentials/keys';
import { DAY, made, NOW, SERIAL } from './support';

/**
 * An authority that `above` has signed, as other programs make them.
 * @param above its `name` is taken for that of its certificate where there is one
 */
export async function intermediateOf(
  above: Authority & { readonly name?: string },
  keyPair: KeyPair,
  name: string,
): Promise<Authority> {
  const publicKey = made(usablePublicKey(keyPair.publicKey));
  const issuer =
    above.name === undefined ? firstCertificate(above.certificate)?.subject : distinguishedName(above.name);
  const { certificate } = made(
    await certified(
      {
        serial: SERIAL,
        issuer: issuer ?? new Uint8Array(),
        subject: distinguishedName(name),
        notBefore: validFrom(NOW),
        notAfter: NOW + 1000 * DAY,
        publicKey,
        extensions: [
          extension(EXTENSION.basicConstraints, sequence(yes()), 'critical'),
          authorityKeyUsage(),
          subjectKeyIdentifier(keyIdentifier(publicKey)),
        ],
      },
      made(signingKey(above.privateKey)),
      sign,
    ),
  );
  return { certificate, privateKey: keyPair.privateKey };
}
