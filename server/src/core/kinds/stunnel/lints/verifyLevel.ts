import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import type { Scope } from '../document';
import { onName } from '../report';
import type { Assignment } from '../statement';
import { verifyLevel } from '../trust';
import { deletion, deletions, fixOf, type NewLine, replacement, safe } from './edits';
import { namedIn, orderIn } from './lines';
import { type Lint, type LintInput, type Remark, remark } from './lint';

export const infos = defineChecks({
  deprecated: {
    code: 'stunnel-verify-deprecated',
    severity: 'warning',
    category: 'security',
    source: 'stunnel',
    rules: ['1c', '5'],
    tag: 'SILENT',
    summary: 'The option `verify`, which stunnel 5.34 replaced by `verifyChain` and `verifyPeer`.',
  },
  order: {
    code: 'stunnel-verify-order',
    severity: 'error',
    category: 'security',
    source: 'stunnel',
    rules: ['3d', '5'],
    tag: 'SILENT',
    summary: '`verify` behind `verifyChain` or `verifyPeer`, which it resets.',
  },
});

/** What each level means in options of today (stunnel-rules.md 1c). */
const MEANING = [
  'It asks for a certificate and ignores it',
  'It means `verifyChain = yes` with `requireCert = no` behind it',
  'It means `verifyChain = yes`',
  'It means `verifyChain = yes` and `verifyPeer = yes`',
  'It means `verifyPeer = yes`',
];

/** `verify = N`, the option of old. */
export const verifyLevels: Lint = (input) => {
  const { document, target } = input;
  if (target < release('5.34')) return [];
  return [document.global, ...document.services].flatMap((scope) => check(input, scope));
};

function check(input: LintInput, scope: Scope): Remark[] {
  const lines = namedIn(scope, 'verify').filter(({ value }) => verifyLevel(value.text) !== undefined);
  if (lines.length === 0) return [];
  const isBefore = orderIn(scope);
  // The first line of each stands before all others of it.
  const switchedOn = ['verifyChain', 'verifyPeer'].flatMap((name) => namedIn(scope, name).find(isOn) ?? []);
  return lines.map((line) => {
    const level = verifyLevel(line.value.text) ?? 0;
    const reset = switchedOn.find((other) => isBefore(other, line));
    if (reset === undefined) {
      const isBelow: IsBelow = (name) => isBefore(line, namedIn(scope, name).at(-1) ?? line);
      return deprecated(input, scope, line, { level, isBelow });
    }
    const text = `This line takes back the \`${reset.name.text}\` above: the last one counts, and level ${level} ${EFFECT[level]}. Delete it.`;
    const related = [{ start: reset.start, end: reset.end, message: 'This is taken back.' }];
    const fixes = fixOf(`Delete \`${line.name.text}\``, [deletion(input.document, line)], true);
    return remark(infos.order, onName(line), text, { related, fixes });
  });
}

function isOn({ value }: Assignment): boolean {
  return value.text.toLowerCase() === 'yes';
}

const EFFECT = [
  'verifies nothing',
  'lets in who has no certificate',
  'verifies the chain only',
  'verifies chain and certificate',
  'verifies the certificate only',
];

/** Whether a line that is called `name` stands below the one that is looked at. */
type IsBelow = (name: string) => boolean;

function deprecated(
  input: LintInput,
  scope: Scope,
  line: Assignment,
  { level, isBelow }: { readonly level: number; readonly isBelow: IsBelow },
): Remark {
  const lines = replacementOf(input, scope, level, isBelow);
  const written = lines.map(({ name, value }) => `\`${name} = ${value}\``).join(' and ');
  const text = `\`verify\` is obsolete since stunnel 5.34, and resets \`verifyChain\` and \`verifyPeer\`. ${MEANING[level]}: ${written === '' ? 'delete the line' : `write ${written}`}.`;
  // An older requireCert would stand twice.
  const doubled = lines.some(({ name }) => name === 'requireCert') ? namedIn(scope, 'requireCert') : [];
  const changes = [replacement(input.document, line, lines), ...deletions(input.document, doubled)];
  const title = written === '' ? 'Delete `verify`' : `Replace by ${written}`;
  const isMeant = isOverriding(input, scope);
  const fixes = fixOf(title, changes, !isMeant);
  return remark(infos.deprecated, onName(line), text, { fixes: isMeant ? fixes : safe(fixes) });
}

/** What stands for level `level` in the place of a line, without what lines below it say anyway. */
function replacementOf(input: LintInput, scope: Scope, level: number, isBelow: IsBelow): readonly NewLine[] {
  if (isBelow('verify')) return [];
  const chain = level >= 1 && level <= 3;
  const lines: (NewLine & { readonly isNeeded: boolean })[] = [
    { name: 'verifyChain', value: chain ? 'yes' : 'no', isNeeded: chain || inherits(input, scope, 'verifyChain') },
    {
      name: 'verifyPeer',
      value: level >= 3 ? 'yes' : 'no',
      isNeeded: level >= 3 || inherits(input, scope, 'verifyPeer'),
    },
    { name: 'requireCert', value: 'no', isNeeded: level === 1 },
  ];
  return lines.filter(({ name, isNeeded }) => isNeeded && !isBelow(name)).map(({ name, value }) => ({ name, value }));
}

/** Whether the global part switches `name` on for the service `scope`. */
function inherits({ document }: LintInput, scope: Scope, name: string): boolean {
  if (scope.header === undefined) return false;
  return namedIn(document.global, name).at(-1)?.value.text.toLowerCase() === 'yes';
}

/** Whether `verify` of the service takes back what the global part says: somebody may have meant it. */
function isOverriding(input: LintInput, scope: Scope): boolean {
  return inherits(input, scope, 'verifyChain') || inherits(input, scope, 'verifyPeer');
}
