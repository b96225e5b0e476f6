import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import type { StunnelDocument } from '../document';
import type { Setting } from '../effective';
import { onValue } from '../report';
import { TLS13_SUITES } from '../vocabulary';
import { deleteFix, fixOf, newValue } from './edits';
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

/** Groups without encryption, without authentication, or weak by law of the nineties. */
const NO_PROTECTION = /^(e?NULL|aNULL|ADH|AECDH|aDH|ALL|EXP(ORT)?(40|56)?|COMPLEMENTOF(ALL|DEFAULT))$/i;
/** Groups of ciphers that are broken or too short. */
const BROKEN = /^(LOW|DES|3DES|RC2|RC4|MD5|SEED|IDEA)$/i;
/** What makes a name that of a single suite. */
const SUITE = /(AES(128|256)|CAMELLIA(128|256)|ARIA(128|256)|DES-CBC3?|RC[24]|SEED|IDEA|NULL|CHACHA20)(-|$)/;

type Weakness = 'none' | 'weak';

/** How weak a member of a cipher list is; undefined for one that is not, or only takes others away. */
function weaknessOf(token: string): Weakness | undefined {
  if (/^[!+@-]/.test(token)) return undefined;
  if (token.includes('-') && SUITE.test(token)) return suiteWeakness(token);
  const parts = token.split('+');
  if (parts.some((part) => NO_PROTECTION.test(part))) return 'none';
  return parts.some((part) => BROKEN.test(part)) ? 'weak' : undefined;
}

/** A suite by its OpenSSL name: its key exchange stands in front, its mode behind. */
function suiteWeakness(name: string): Weakness | undefined {
  if (/NULL|^(ADH|AECDH|EXP)-/.test(name)) return 'none';
  if (/RC[24]|DES|SEED|IDEA|-MD5$/.test(name)) return 'weak';
  const isAuthenticatedMode = /GCM|CCM|POLY1305/.test(name);
  const hasForwardSecrecy = /^(ECDHE|DHE|EDH)-/.test(name);
  return isAuthenticatedMode && hasForwardSecrecy ? undefined : 'weak';
}

function weakIn(document: StunnelDocument, { value, assignment }: Setting): readonly Remark[] {
  if (isUnknown(value)) return [];
  const tokens = value.split(/[:,; ]+/).filter((token) => token !== '');
  const excluded = new Set(tokens.filter((one) => one.startsWith('!')).map((one) => one.slice(1).toUpperCase()));
  const weak = tokens.filter((token) => weaknessOf(token) !== undefined && !isTakenAway(token, excluded));
  if (weak.length === 0) return [];
  const isBare = weak.some((token) => weaknessOf(token) === 'none');
  const names = weak.map((token) => `\`${token}\``).join(', ');
  const text = isBare
    ? `${names}: such suites leave out encryption or authentication, or were made weak on purpose. Delete the line: the default is good.`
    : `${names}: these suites are broken, or what was recorded can be read by who steals the key later. Use ECDHE suites with GCM or CHACHA20, or delete the line: the default is good.`;
  const fixes = weakFixes(document, { tokens, weak, assignment });
  return [remark(isBare ? infos.none : infos.weak, onValue(assignment), text, { fixes })];
}

/** Whether one of the names that are `excluded` (`!NAME`) takes away all that `token` brings in. */
function isTakenAway(token: string, excluded: ReadonlySet<string>): boolean {
  const name = token.toUpperCase();
  if (excluded.has(name)) return true;
  if (name === 'ALL') return excluded.has('ANULL');
  if (name === 'NULL' || name === 'ENULL') return excluded.has('NULL') || excluded.has('ENULL');
  return name.split('+').some((part) => excluded.has(part));
}

function weakFixes(
  document: StunnelDocument,
  {
    tokens,
    weak,
    assignment,
  }: { tokens: readonly string[]; weak: readonly string[]; assignment: Setting['assignment'] },
): Fix[] {
  const out = new Set(weak);
  const kept = tokens.filter((token) => !out.has(token));
  const strong = kept.filter((token) => !/^[!+@-]/.test(token));
  const remove = deleteFix(document, [assignment], strong.length === 0);
  if (strong.length === 0) return remove;
  const title = weak.length === 1 ? `Take out \`${weak[0]}\`` : 'Take out the weak suites';
  return [...fixOf(title, [newValue(assignment, kept.join(':'))], true), ...remove];
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
