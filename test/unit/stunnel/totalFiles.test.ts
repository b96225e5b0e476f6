import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../../server/src/core/kinds/stunnel/options';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { createServices } from '../../../server/src/core/services/registry';
import { certificateFor, privateKeyOf, rsaKey } from '../support/certificate';

const service = createServices([]).get('stunnel')!;
const key = rsaKey(1024);

const name = fc.oneof(fc.constantFrom(...OPTIONS.map((option) => option.name)), fc.string({ maxLength: 8 }));
const value = fc.oneof(
  fc.constantFrom('/a', '/b/', 'c', 's:x', 'yes', 'no', '2', '/etc/passwd', 'constructor', '__proto__', 'web:1'),
  fc.string({ maxLength: 12 }),
);
const line = fc.oneof(
  fc.tuple(name, value).map(([option, text]) => `${option} = ${text}`),
  fc.constantFrom('[s]', '[s', '[constructor]', 'junk', '; note', '\uFEFF', 'cert = /a', 'key = c', 'include = /b'),
);
const content = fc.oneof(
  fc.constantFrom(
    certificateFor(key),
    privateKeyOf(key),
    'one:0123456789abcdefghij\n',
    '[t]\naccept = 1\ninclude = /b\n',
  ),
  fc.string({ maxLength: 60 }),
);
const neighbour = fc.oneof(
  content.map((text) => ({ text })),
  fc.constantFrom(
    { text: undefined, is: 'folder' as const },
    { text: undefined, inKnownFolder: true },
    { text: undefined },
  ),
);

test('any file with any files around it has findings inside of its text, and asks for few of them', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 25 }),
      fc.array(neighbour, { minLength: 1, maxLength: 4 }),
      (lines, files) => {
        const text = lines.join('\n');
        const document = service.open(text);
        let report = service.check(document, { targets: newestTargets() });
        for (let round = 0; round < 3; round++) {
          const { patterns } = report.needs;
          expect(patterns.length).toBeLessThanOrEqual(200);
          const given = patterns.map(
            (path, index) => [path, [{ path, ...(files[index % files.length] ?? { text: '' }) }]] as const,
          );
          report = service.check(document, { targets: newestTargets(), neighbours: new Map(given) });
        }
        for (const { start, end, message, fixes = [] } of report.findings) {
          expect(message).not.toMatch(/undefined|\[object|NaN/);
          for (const span of [{ start, end }, ...fixes.flatMap(({ changes }) => changes)]) {
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
          }
        }
      },
    ),
    { numRuns: 400 },
  );
});
