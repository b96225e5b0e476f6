import { beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../../../server/src/core/generators/pki/authority';
import { misfit, type Wanted } from '../../../../server/src/core/generators/pki/fitting';
import type { KeyPair } from '../../../../server/src/core/generators/pki/keyPair';
import { issueCertificate } from '../../../../server/src/core/generators/pki/leaf';
import type { Authority } from '../../../../server/src/core/generators/pki/signer';
import { generateKeyPair, newSerial, sign } from '../../../../server/src/host/credentials/keys';
import { orRefuse } from '../../../../server/src/host/writing/refusal';

const NOW = Date.UTC(2026, 10, 27, 12);
const NAMES = ['web-1.example.com', '2001:DB8:0::1'];
let [ours, theirs]: [Authority | undefined, Authority | undefined] = [undefined, undefined];
let [pair, other]: [KeyPair | undefined, KeyPair | undefined] = [undefined, undefined];
let certificate = '';

beforeAll(async () => {
  const [a, b, c, d] = await Promise.all([0, 1, 2, 3].map(() => generateKeyPair(2048)));
  // Two of the same name, as after starting anew.
  const authority = async (keyPair: KeyPair): Promise<Authority> => ({
    ...orRefuse(await createAuthority({ name: 'CA', keyPair, sign, serial: newSerial(), now: NOW })),
    privateKey: keyPair.privateKey,
  });
  [ours, theirs] = [await authority(a!), await authority(b!)];
  [pair, other] = [c, d];
  const { publicKey } = c!;
  const leaf = {
    purpose: 'server',
    names: NAMES,
    publicKey,
    authority: ours,
    sign,
    serial: newSerial(),
    now: NOW,
  } as const;
  ({ certificate } = orRefuse(await issueCertificate(leaf)));
});

function problem(change: () => Partial<Wanted>, now = NOW, text = certificate): string | undefined {
  const key = pair!.privateKey;
  const wanted = { names: NAMES, purpose: 'server', mayHaveMore: false, authority: ours!.certificate, key } as const;
  return misfit(text, { ...wanted, ...change() }, now);
}

describe('a certificate that is there already', () => {
  test.each<[string, () => Partial<Wanted>, number?]>([
    ['names, purpose, key and authority are the same', () => ({})],
    ['names are the same in another order and writing', () => ({ names: ['2001:db8::1', 'WEB-1.example.com'] })],
    ['it may have more names', () => ({ names: NAMES.slice(0, 1), mayHaveMore: true })],
    ['its authority is not known', () => ({ authority: undefined })],
    ['its last day has not come', () => ({}), NOW + 396 * 86_400_000],
  ])('goes on where %s', (_name, change, now) => {
    expect(problem(change, now)).toBeUndefined();
  });

  test.each<[string, () => Partial<Wanted>, RegExp, number?]>([
    ['a name is missing', () => ({ names: [...NAMES, 'web-2'] }), /^it has other names$/],
    ['a name is too much', () => ({ names: NAMES.slice(0, 1) }), /^it has other names$/],
    ['it is for servers only', () => ({ purpose: 'client' }), /^it is for another purpose$/],
    ['it is for servers only, of both', () => ({ purpose: 'both' }), /^it is for another purpose$/],
    ['the key is another one', () => ({ key: other!.privateKey }), /^it belongs to another key$/],
    [
      'another authority of that name is',
      () => ({ authority: theirs!.certificate }),
      /^its chain does not hold: .* not signed/,
    ],
    ['it has expired', () => ({}), /^its chain does not hold: .* expired on 2027-12-29/, NOW + 398 * 86_400_000],
  ])('does not where %s', (_name, change, told, now) => {
    expect(problem(change, now)).toMatch(told);
  });

  test.each(['', 'garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'does not as %j',
    (text) => {
      expect(problem(() => ({}), NOW, text)).toBe('it cannot be read');
    },
  );

  test('may have its authority behind it', () => {
    expect(problem(() => ({}), NOW, certificate + ours!.certificate)).toBeUndefined();
  });
});
