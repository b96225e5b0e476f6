import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIpRange } from '../../../../server/src/core/generators/names';
import { networksOf } from '../../../../server/src/core/generators/setUp/network/firewall/networks';

describe('addresses and ranges of a firewall', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['stay as they are', ['10.0.0.5', 'fd00::5'], ['10.0.0.5', 'fd00::5']],
    ['lose their host bits', ['10.1.2.3/16', 'fd00::1:2:3/64'], ['10.1.0.0/16', 'fd00::/64']],
    ['are hosts where all bits are fixed', ['10.0.0.5/32', 'fd00::5/128'], ['10.0.0.5', 'fd00::5']],
    ['are not said twice', ['10.0.0.5', '10.0.0.5', '10.0.0.5/32', 'FD00::0005', 'fd00::5'], ['10.0.0.5', 'fd00::5']],
    [
      'are left out inside of others',
      ['10.0.0.5', '10.0.0.0/8', '10.9.0.0/16', '11.0.0.1'],
      ['10.0.0.0/8', '11.0.0.1'],
    ],
    [
      'are written as in RFC 5952',
      ['2001:DB8:0:0:1:0:0:1', '1:0:0:2:0:0:0:3', '1::2:3:4:5:6:7'],
      ['2001:db8::1:0:0:1', '1:0:0:2::3', '1:0:2:3:4:5:6:7'],
    ],
    ['may begin or end with zeros', ['::1', 'fd00::/8', '::8000:0:0:0/65'], ['::1', 'fd00::/8', '::8000:0:0:0/65']],
  ])('%s', (_name, ranges, expected) => {
    const { ipv4, ipv6 } = networksOf(ranges);
    expect([...ipv4, ...ipv6]).toEqual(expected);
  });

  const range = fc
    .oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })),
      fc.tuple(
        fc.ipV6().filter((text) => !text.includes('.')),
        fc.integer({ min: 1, max: 128 }),
      ),
    )
    .map(([address, bits]) => `${address}/${bits}`)
    .filter(isIpRange);

  test('are the same when they are read again, and what URLs make of IPv6 addresses', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        const { ipv4, ipv6 } = networksOf(ranges);
        expect([...ipv4, ...ipv6].every(isIpRange)).toBe(true);
        expect(networksOf([...ipv4, ...ipv6])).toEqual({ ipv4, ipv6 });
        for (const address of ipv6.map((text) => text.split('/')[0])) {
          expect(new URL(`http://[${address}]/`).hostname).toBe(`[${address}]`);
        }
      }),
    );
  });
});
