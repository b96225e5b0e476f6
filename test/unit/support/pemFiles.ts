import { describe, test } from 'vitest';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { type CheckCase, expectCase } from './expectFindings';

/** A PEM block of a kind; what is in it is not looked at. */
export const block = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

/** Files beside a config; those without a text are not there. */
export const FILES: Readonly<Record<string, string | undefined>> = {
  'ca.pem': block('CERTIFICATE'),
  'chain.pem': `subject=x\n${block('CERTIFICATE')}${block('CERTIFICATE')}`,
  'key.pem': block('PRIVATE KEY'),
  'locked.pem': block('ENCRYPTED PRIVATE KEY'),
  'old.pem': '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
  'text.txt': 'nothing',
  'rules.yml': 'groups: []\n',
  'gone.pem': undefined,
  'gone.yml': undefined,
};
const neighbours: ReadonlyMap<string, readonly NeighbourFile[]> = new Map(
  Object.entries(FILES).map(([path, text]) => [path, [{ path, text }]]),
);

/** Proves `cases` with the files above beside the config, and that nothing is said where nobody can read files. */
export function describeFiles(kind: KindId, cases: readonly CheckCase[]): void {
  describe(`files named in a ${kind}`, () => {
    test.each(cases)('rule $rules: $name', (row) => expectCase(kind, { ...row, neighbours }));

    test.each(cases.filter(({ code }) => code !== undefined))('say nothing where nobody can read: $name', (row) => {
      expectCase(kind, { rules: row.rules, name: row.name, text: row.text.replace(/[‹›]/g, '') });
    });
  });
}
