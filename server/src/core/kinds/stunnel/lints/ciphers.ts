import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { type CipherList, readCipherList } from '../../../formats/cipherList';
import type { StunnelDocument } from '../document';
import type { Setting } from '../effective';
import { onValue } from '../report';
import type { Assignment } from '../statement';
import { TLS13_SUITES } from '../vocabulary';
import { deleteFix, fixOf, newValue, safe } from './edits';
import { counting, isUnknown, type Lint, type Remark, remark } from './lint';

const common = { category: 'security', source: 'stunnel', rules: ['5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  weak: {
    ...common,
    code: 'weak-cipher',
    severity: 'warning',
    summary: 'Cipher suites that are broken, or lack forward secrecy.',
  },
  none: {
    ...common,
    code: 'weak-cipher',
    severity: 'error',
    summary: 'Cipher suites without encryption or without authentication, or of export strength.',
  },
  unknownSuite: {
    code: 'unknown-ciphersuite',
    severity: 'warning',
    source: 'stunnel',
    rules: ['1b', '5'],
    tag: 'SILENT',
    summary: 'A name in `ciphersuites` that OpenSSL does not know and passes over.',
  },
});

/** Cipher lists with what nobody should use, and names that do nothing. */
export const ciphers: Lint = ({ document, services }) => [
  ...counting(services, 'ciphers').flatMap((setting) => weakIn(document, setting)),
  ...counting(services, 'ciphersuites').flatMap(unknownIn),
];

function weakIn(document: StunnelDocument, { value, assignment }: Setting): readonly Remark[] {
  if (isUnknown(value)) return [];
  const list = readCipherList(value);
  if (list.worst === undefined) return [];
  const names = list.weak.map((member) => `\`${member}\``).join(', ');
  const isBare = list.worst === 'none';
  const text = isBare
    ? `${names}: such suites leave out encryption or authentication, or were made weak on purpose. Delete the line: the default is good.`
    : `${names}: these suites are broken, or what was recorded can be read by who steals the key later. Use ECDHE suites with GCM or CHACHA20, or delete the line: the default is good.`;
  const fixes = weakFixes(document, list, assignment);
  return [remark(isBare ? infos.none : infos.weak, onValue(assignment), text, { fixes })];
}

/** Safe while a strong suite is left: who spoke that before goes on. */
function weakFixes(document: StunnelDocument, { weak, kept, isEnough }: CipherList, assignment: Assignment): Fix[] {
  const remove = deleteFix(document, [assignment], !isEnough);
  if (!isEnough) return remove;
  const title = weak.length === 1 ? `Take out \`${weak[0]}\`` : 'Take out the weak suites';
  return [...safe(fixOf(title, [newValue(assignment, kept.join(':'))], true)), ...remove];
}

function unknownIn({ value, assignment }: Setting): readonly Remark[] {
  if (isUnknown(value)) return [];
  const names = value.split(':').filter((name) => name !== '');
  const isKnown = (name: string) => TLS13_SUITES.includes(name) || /^TLS_(SM4|GOST|SHA)/.test(name);
  const unknown = names.filter((name) => !isKnown(name));
  const known = names.filter(isKnown);
  // Where nothing is known, stunnel refuses the list.
  if (unknown.length === 0 || known.length === 0) return [];
  const listed = unknown.map((name) => `\`${name}\``).join(', ');
  const text = `OpenSSL knows no cipher suite of TLS 1.3 called ${listed} and passes over it without a word. Suites of TLS 1.2 belong to \`ciphers\`.`;
  const fixes = fixOf(`Take out ${listed}`, [newValue(assignment, known.join(':'))], true);
  return [remark(infos.unknownSuite, onValue(assignment), text, { fixes })];
}
