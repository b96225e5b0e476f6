import { type Admission, type Listener, NO_NOUNS, type Nouns } from '../../model/nouns';
import { mapPlaces } from '../../model/nounsOf';
import { secretOf } from '../../model/secretForm';
import type { Value } from '../../schema/value';
import { shift } from '../../text/span';
import type { CheckedUnit } from '../checkUnit';
import type { PlacedFacts } from '../kind';
import { fileRefAt, placeOf } from '../saidAt';
import { keyName, type Unit } from '../units';
import type { WebConfigFacts } from './facts';

/** The secrets of a section, and the files that it names; one whose syntax is broken has none. */
export function webConfigNouns(unit: Unit, { value }: CheckedUnit): Nouns {
  if (unit.kind !== 'section' || unit.incomplete || value === undefined) return NO_NOUNS;
  switch (keyName(unit.pair)) {
    case 'basic_auth_users':
      return { ...NO_NOUNS, secrets: userSecrets(value) };
    case 'tls_server_config':
      return tlsNouns(value);
    default:
      return NO_NOUNS;
  }
}

/** The hashes of all users, or what stands in their place; the key is the user. */
function userSecrets(users: Value) {
  if (users.kind !== 'map') return [];
  return [...users.entries.values()].flatMap(({ key, value }) =>
    value?.kind === 'scalar' ? [secretOf(key, String(value.value), value.node)] : [],
  );
}

function tlsNouns(tls: Value): Nouns {
  if (tls.kind !== 'struct') return NO_NOUNS;
  const files = ['cert_file', 'key_file', 'client_ca_file'].flatMap((key) => fileRefAt(tls, key) ?? []);
  const key = tls.entries.get('key')?.value;
  const secrets = key?.kind === 'scalar' ? [secretOf('key', String(key.value), key.node, 'key_file')] : [];
  return { ...NO_NOUNS, files, secrets };
}

/** The listener that a whole web configuration makes; an empty file makes one without TLS and without passwords. */
export function webConfigListener(parts: readonly PlacedFacts<WebConfigFacts>[]): Nouns {
  const [tls] = parts.flatMap(({ start, facts }) =>
    facts.tls.map((fact) => mapPlaces(fact, (span) => shift(span, start))),
  );
  const [users] = parts.flatMap(({ start, facts }) => facts.users.map((user) => shift(user, start)));
  const [first] = parts.flatMap(({ start, facts }) => facts.keys.map((key) => shift(key, start)));
  const isUnsure = parts.some(({ facts }) => facts.unsure);
  const at = placeOf(tls?.at ?? users ?? first ?? { start: 0, end: 0 });
  const value = isUnsure ? undefined : tls?.on ? 'on' : 'off';
  const listener: Listener = {
    via: 'web-config',
    program: '',
    name: '',
    at,
    tls: { value, ...(tls === undefined && !isUnsure && { isDefault: true }), ...at },
    admission: isUnsure ? UNKNOWN : admissionOf(tls?.certificates ?? 'none', users !== undefined),
    ...(tls?.minVersion && { minVersion: tls.minVersion }),
    ...(tls?.certificate && { certificate: tls.certificate }),
    ...(tls?.key && { key: tls.key }),
    ...(tls?.clientCa && { clientCa: tls.clientCa }),
    ...(tls?.suites && { suites: tls.suites }),
    ...(tls?.anyClientOfCa && { anyClientOfCa: tls.anyClientOfCa }),
  };
  return { ...NO_NOUNS, listeners: [listener] };
}

const UNKNOWN: Admission = { certificates: 'unknown', password: 'unknown' };

function admissionOf(certificates: Admission['certificates'], asksForPasswords: boolean): Admission {
  return { certificates, password: asksForPasswords ? 'required' : 'none' };
}
