import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import { OPTIONS } from '../../../server/src/core/kinds/stunnel/options';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { createServices } from '../../../server/src/core/services/registry';
import type { Report } from '../../../server/src/core/services/service';
import { CLIENT, CLIENTS_VERIFIED, SERVER, VERIFIED } from './support/confs';

const service = createServices([]).get('stunnel')!;

const value = fc.oneof(
  fc.constantFrom('', 'yes', 'no', '0', '3', 'TLSv1', 'TLSv1.2', 'NO_TLSv1', '-NO_SSLv3', 'ALL', '0.0.0.0:1', 'web:*'),
  fc.constantFrom('/a', 'b.pem', 'C:\\b', 'HIGH:eNULL', '@SECLEVEL=0', 'root', 'a.example.com:99999', 'daemon.'),
  fc.string({ maxLength: 8 }),
);
const line = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...OPTIONS.flatMap(({ name, aliases }) => [name, ...aliases])), value)
      .map(([name, text]) => `${name} = ${text}`),
  },
  { weight: 3, arbitrary: fc.constantFrom(...CLIENT, ...SERVER, ...VERIFIED, ...CLIENTS_VERIFIED) },
  { weight: 3, arbitrary: fc.constantFrom('[a]', '[web]', '  [b]', '[c', '[global]', '; note', '', 'clinet = yes') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const said = ({ findings, needs, nouns }: Report) => ({ findings, needs, nouns: nouns() });

/** What one edit does: at which line (of a thousand), what goes, and what comes. */
const edit = fc.record({ place: fc.nat(999), removed: fc.nat(2), lines: fc.array(line, { maxLength: 2 }) });

const files: Readonly<Record<string, Partial<NeighbourFile>>> = {
  '/a': { is: 'folder' },
  'b.pem': { text: '' },
};

test('after any edits, what is found is what a fresh check finds', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.array(edit, { maxLength: 6 }), (first, edits) => {
      const lines = [...first];
      const surroundings = { targets: newestTargets() };
      let document = service.open(lines.join('\n'));
      let report = service.check(document, surroundings);
      const known = new Map(
        report.needs.patterns.map((path) => [path, [{ path, text: undefined, ...files[path] }]] as const),
      );
      for (const { place, removed, lines: added } of edits) {
        lines.splice(Math.floor((place * (lines.length + 1)) / 1000), removed, ...added);
        const text = lines.join('\n');
        document = service.edit(document, { start: 0, end: 0, newText: '' }, text);
        const around = { ...surroundings, neighbours: known };
        report = service.check(document, around, report);
        const fresh = service.check(service.open(text), around);
        expect(said(report)).toEqual(said(fresh));
      }
    }),
    { numRuns: 600 },
  );
});

test('what a service says is found again where other lines have moved it', () => {
  const conf = (global: string) => `${global}[b]\n[up]\nclient = yes\naccept = 1\nconnect = x:2\n[last]\naccept = 3\n`;
  const surroundings = { targets: newestTargets() };
  const before = service.check(service.open(conf('')), surroundings);
  for (const global of ['; longer\n', 'foreground = yes\n', 'verifyChain = yes\n']) {
    const text = conf(global);
    const expected = service.check(service.open(text), surroundings);
    const found = service.check(service.open(text), surroundings, before);
    expect(found.findings).toEqual(expected.findings);
  }
});
