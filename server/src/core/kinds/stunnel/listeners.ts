import type { Admission, Listener } from '../../model/nouns';
import type { Effective } from './effective';
import { addressSaid, fileAt, headerOf, listenAddress, nameOf, sayWord } from './nounParts';
import { isAuthenticated, isGiven, isVerified, trustOf, verifyLevel } from './trust';

/** One for each `accept`; a service that takes over connections of another one (`sni`) has no address of its own. */
export function listenersOf(service: Effective): readonly Listener[] {
  const { scope } = service;
  const at = headerOf(scope);
  const backend = service.all('connect')[0];
  const minimum = service.last('sslVersionMin') ?? service.last('sslVersion');
  const [certificate, ownKey, clientCa] = ['cert', 'key', 'CAfile'].map((option) => fileAt(service, option));
  // Without `key` the key lies in the file of `cert`.
  const key = ownKey ?? (certificate && { ...certificate, holds: 'key' as const });
  const listener: Listener = {
    via: 'tunnel',
    program: 'stunnel',
    name: nameOf(scope),
    at,
    tls: { value: 'on', ...at },
    admission: admissionOf(service),
    ...(minimum && { minVersion: sayWord(minimum.assignment.value) }),
    ...(certificate && { certificate }),
    ...(key && { key }),
    ...(clientCa && { clientCa }),
    ...(backend && { forwardsTo: addressSaid(backend) }),
  };
  const accepts = service.all('accept');
  return accepts.length === 0 ? [listener] : accepts.map((accept) => ({ ...listener, address: listenAddress(accept) }));
}

function admissionOf(service: Effective): Admission {
  const trust = trustOf(service);
  const verify = service.last('verify');
  const isAsked = verify !== undefined && verifyLevel(verify.value) === 0;
  const certificates = isVerified(trust)
    ? trust.required
      ? 'required'
      : 'optional'
    : trust.required
      ? 'unverified'
      : isAsked
        ? 'requested'
        : 'none';
  return { certificates, password: isGiven(service, 'PSKsecrets') && isAuthenticated(trust) ? 'required' : 'none' };
}
