import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainName } from '../../../../server/src/core/generators/names';
import { certificateName, fileNameFor } from '../../../../server/src/core/generators/pki/names';

describe('a name of a certificate', () => {
  // RFC 5952, section 4.
  test.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['::', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['FE80::', 'fe80::'],
    ['WEB.example.com', 'web.example.com'],
  ])('%s is %s', (text, usual) => expect(certificateName(text)?.text).toBe(usual));

  test('that is an IPv6 address is the same address in its usual form', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const name = certificateName(text);
        if (name === undefined) {
          // Not with an IPv4 address at its end.
          expect(text).toContain('.');
          return;
        }
        const block = new BlockList();
        block.addAddress(text, 'ipv6');
        expect(isIPv6(name.text) && block.check(name.text, 'ipv6')).toBe(true);
        expect(certificateName(name.text)).toEqual(name);
      }),
    );
  });

  test.each([
    ['web-1.example.com', 'web-1.example.com'],
    ['*.example.com', 'any.example.com'],
    ['2001:db8::1', '2001-db8--1'],
    ['::1', '1'],
    ['::', 'certificate'],
  ])('%s gives files the name %s', (name, file) => {
    expect(fileNameFor(name)).toBe(file);
    expect(isPlainName(file)).toBe(true);
  });
});
