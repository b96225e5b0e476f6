import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../../server/src/core/kinds/stunnel/options';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { CLIENT, SERVER } from './support/confs';

const service = createServices([]).get('stunnel')!;
const surroundings = { targets: newestTargets() };

const value = fc.oneof(
  fc.constantFrom(
    '',
    'yes',
    'no',
    '0',
    '1',
    '2',
    '3',
    'TLSv1',
    'NO_TLSv1',
    '-NO_SSLv3',
    'NO_TLSv1_3',
    'ALL',
    '127.0.0.1:1',
  ),
  fc.constantFrom(
    'HIGH:eNULL',
    '@SECLEVEL=0',
    'PIN:1234',
    'daemon.',
    '7',
    ':::1',
    '99999999999',
    'root',
    'a.example.com:99999',
  ),
  fc.string({ maxLength: 12 }),
);
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...OPTIONS.flatMap(({ name, aliases }) => [name, ...aliases])), value)
      .map(([name, text]) => `${name} = ${text}`),
  },
  { weight: 2, arbitrary: fc.constantFrom(...CLIENT, ...SERVER, '[]', '[a', '; comment', '') },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);
const text = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, newline]) => lines.join(newline));

test('any text gives findings inside of it, features and nouns', () => {
  fc.assert(
    fc.property(text, fc.nat(), (source, seed) => {
      const document = service.open(source);
      const offset = seed % (source.length + 1);
      const report = service.check(document, surroundings);
      const spans = [
        ...report.findings.flatMap((finding) => [
          finding,
          ...(finding.related ?? []),
          ...(finding.fixes ?? []).flatMap(({ changes }) => changes),
        ]),
        ...service.folds(document),
        ...service.outline(document).map(({ range }) => range),
        service.complete(document, offset, surroundings.targets)?.replaces ?? { start: 0, end: 0 },
        service.hover(document, offset, surroundings.targets) ?? { start: 0, end: 0 },
        ...report.nouns().files,
        ...report.nouns().listeners.map(({ at }) => at),
      ];
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(source.length);
      }
    }),
    { numRuns: 1500 },
  );
});

test('a preferred fix takes its finding away and breaks nothing that stunnel takes', () => {
  fc.assert(
    fc.property(text, (source) => {
      const names = [...source.matchAll(/^\s*\[.*\]\s*$/gm)].map(([header]) => header.trim());
      fc.pre(new Set(names).size === names.length);
      const { findings } = service.check(service.open(source), surroundings);
      const refusals = (all: typeof findings) =>
        all.filter(({ category, severity }) => category !== 'security' && severity === 'error').map(({ code }) => code);
      for (const finding of findings) {
        const fix = finding.fixes?.[0];
        if (fix?.preferred !== true || finding.category !== 'security') continue;
        const after = service.check(service.open(applyChanges(source, fix.changes)), surroundings).findings;
        // A line of the global part is told of once, by the first service that it counts for: then by the next one.
        const same = (all: typeof findings) =>
          all.filter(({ code, message }) => code === finding.code && message === finding.message).length;
        expect(same(after), `${finding.message}\n${source}\n=>\n${applyChanges(source, fix.changes)}`).toBeLessThan(
          same(findings),
        );
        expect(refusals(after).length, `${fix.title}\n${source}`).toBeLessThanOrEqual(refusals(findings).length);
      }
    }),
    { numRuns: 1500 },
  );
});
