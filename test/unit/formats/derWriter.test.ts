import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentOf, elementAt, objectIdOf } from '../../../server/src/core/formats/der';
import { element, integer, objectId, octetString, set, time } from '../../../server/src/core/formats/derWriter';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [600_000, '02030927c0'],
    [2_147_483_647, '02047fffffff'],
  ])('has the integer %i', (value, bytes) => expect(hex(integer(value))).toBe(bytes));

  test('has integers of bytes that stay positive, in their shortest form', () => {
    expect(hex(integer(Uint8Array.of(0, 0, 0x80, 1)))).toBe('0203008001');
    expect(hex(integer(new Uint8Array(3)))).toBe('020100');
  });

  test.each(['1.2.840.113549.1.1.11', '2.5.29.17', '2.5.4.3', '0.9.2342.19200300.100.1.25', '2.16.840.1.101.3.4.1.42'])(
    'has the object identifier %s',
    (id) => {
      const bytes = objectId(id);
      expect(objectIdOf(bytes, elementAt(bytes, 0, bytes.length)!)).toBe(id);
    },
  );

  test('has times in the form of their year', () => {
    expect(
      Buffer.from(time(Date.UTC(2049, 11, 31, 23, 59, 59)))
        .toString('latin1')
        .slice(2),
    ).toBe('491231235959Z');
    expect(
      Buffer.from(time(Date.UTC(2050, 0, 1)))
        .toString('latin1')
        .slice(2),
    ).toBe('20500101000000Z');
  });

  test('has contents of any length, which come back', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 127, 128, 255, 256, 65_535, 65_536), fc.nat(255), (length, byte) => {
        const content = new Uint8Array(length).fill(byte);
        const bytes = octetString(content);
        const whole = elementAt(bytes, 0, bytes.length)!;
        expect(whole.end).toBe(bytes.length);
        expect(contentOf(bytes, whole)).toEqual(content);
      }),
    );
  });

  test('has sets in the order of their bytes', () => {
    const [a, b] = [element(0x04, Uint8Array.of(2)), element(0x04, Uint8Array.of(1, 1))];
    expect(set(b, a)).toEqual(set(a, b));
    expect(hex(set(b, a))).toBe('31070401020402' + '0101');
  });
});
