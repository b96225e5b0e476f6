import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import type { Scope } from '../document';
import { onName, onValue } from '../report';
import type { Assignment } from '../statement';
import { deleteFix, deletions, fixOf, MAX_DELETIONS, newName, newValue, replacement, safe } from './edits';
import { namedIn } from './lines';
import { type Lint, type LintInput, type Remark, remark } from './lint';

export const infos = defineChecks({
  replaced: {
    code: 'stunnel-verify-deprecated',
    severity: 'info',
    category: 'security',
    source: 'stunnel',
    rules: ['1c', '5'],
    tag: 'SILENT',
    summary: 'An option or value for which stunnel has a newer one: `sslVersion`, `curve`, `session`, `NO_SSLv3`, …',
  },
});

/** Options and values of old that still work. */
export const renamed: Lint = (input) => {
  const { document } = input;
  return [document.global, ...document.services].flatMap((scope) => [
    ...versions(input, scope),
    ...names(input, scope),
    ...transparent(scope),
  ]);
};

/** `sslVersion` with a version that is good; the others are findings of their own. */
function versions(input: LintInput, scope: Scope): readonly Remark[] {
  if (input.target < release('5.50')) return [];
  const lines = namedIn(scope, 'sslVersion').filter(({ value }) => /^TLSv1\.[23]$/i.test(value.text));
  return lines.map((line) => {
    const version = line.value.text;
    const newer = version.endsWith('2') ? ', and shuts out TLS 1.3' : '';
    const text = `\`sslVersion\` is deprecated since stunnel 5.45${newer}. Write \`sslVersionMin = ${version}\`.`;
    const fixes = fixOf(`Replace by \`sslVersionMin = ${version}\``, minimumChanges(input, scope, line, version), true);
    return remark(infos.replaced, onName(line), text, { fixes: safe(fixes) });
  });
}

/** The changes that put `sslVersionMin = version` in the place of `line` and of what sets versions beside it. */
export function minimumChanges({ document }: LintInput, scope: Scope, line: Assignment, version: string) {
  const names = ['sslVersion', 'sslVersionMin', 'sslVersionMax'];
  if (names.some((name) => namedIn(scope, name).length > MAX_DELETIONS)) return [];
  const others = names.flatMap((name) => namedIn(scope, name));
  const inherited = ['sslVersion', 'sslVersionMax'].flatMap((name) => namedIn(document.global, name));
  const lines = [{ name: 'sslVersionMin', value: version }];
  if (scope.header !== undefined && inherited.length > 0) lines.push({ name: 'sslVersionMax', value: 'all' });
  return [
    replacement(document, line, lines),
    ...deletions(
      document,
      others.filter((other) => other !== line),
    ),
  ];
}

/** Names of old, the newer ones, and the first stunnel that has those (stunnel-rules.md 1c). */
const NAMES = [
  ['curve', 'curves', '5.51'],
  ['session', 'sessionCacheTimeout', '4.54'],
] as const;

function names({ document, target }: LintInput, scope: Scope): readonly Remark[] {
  return NAMES.flatMap(([old, name, since]) => {
    if (target < release(since)) return [];
    const isBoth = namedIn(scope, name).length > 0;
    return namedIn(scope, old).map((line) => {
      const text = `\`${old}\` is an older name of \`${name}\`. Write \`${name}\`.`;
      const rename = fixOf(`Rename to \`${name}\``, [newName(line, name)], true);
      const fixes = isBoth ? deleteFix(document, [line]) : safe(rename);
      return remark(infos.replaced, onName(line), text, { fixes });
    });
  });
}

const TRANSPARENT: Readonly<Record<string, string>> = { yes: 'source', no: 'none' };

function transparent(scope: Scope): readonly Remark[] {
  return namedIn(scope, 'transparent').flatMap((line) => {
    const word = TRANSPARENT[line.value.text.toLowerCase()];
    if (word === undefined) return [];
    const text = `\`${line.value.text}\` is the old word for \`${word}\`. Write \`${word}\`.`;
    return [
      remark(infos.replaced, onValue(line), text, {
        fixes: safe(fixOf(`Change to \`${word}\``, [newValue(line, word)], true)),
      }),
    ];
  });
}
