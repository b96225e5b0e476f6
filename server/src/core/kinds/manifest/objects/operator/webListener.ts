import type { Admission, Listener } from '../../../../model/nouns';
import { isSet, type StructValue, structAt, textAt } from '../../../../schema/value';
import { fileRefAt, placeOf, saidTextAt } from '../../../saidAt';
import { keySpan } from '../../../walk';
import { referenceAt } from './references';

/** How a listener asks for certificates, by `clientAuthType`; what is misspelled is unknown. */
const CERTIFICATES: Readonly<Record<string, Admission['certificates']>> = {
  '': 'none',
  NoClientCert: 'none',
  RequestClientCert: 'requested',
  RequireAnyClientCert: 'unverified',
  VerifyClientCertIfGiven: 'optional',
  RequireAndVerifyClientCert: 'required',
};

/** The web server of `program` that `web` of an object configures; undefined where nothing is said of TLS. */
export function webListener(
  web: StructValue,
  { program, name }: Pick<Listener, 'program' | 'name'>,
): Listener | undefined {
  const tls = structAt(web, 'tlsConfig');
  if (tls === undefined) return undefined;
  const at = placeOf(keySpan(web, 'tlsConfig'));
  const isOn = (isSet(tls, 'cert') || isSet(tls, 'certFile')) && (isSet(tls, 'keySecret') || isSet(tls, 'keyFile'));
  const minVersion = saidTextAt(tls, 'minVersion');
  const certificate = referenceAt(tls, 'cert') ?? fileRefAt(tls, 'certFile');
  const key = referenceAt(tls, 'keySecret') ?? fileRefAt(tls, 'keyFile');
  const clientCa = referenceAt(tls, 'client_ca') ?? fileRefAt(tls, 'clientCAFile');
  return {
    via: 'web-config',
    program,
    name,
    at,
    tls: { value: isOn ? 'on' : 'off', ...at },
    // The operator knows no passwords for it.
    admission: { certificates: CERTIFICATES[textAt(tls, 'clientAuthType') ?? ''] ?? 'unknown', password: 'none' },
    ...(minVersion && { minVersion }),
    ...(certificate && { certificate }),
    ...(key && { key }),
    ...(clientCa && { clientCa }),
  };
}
