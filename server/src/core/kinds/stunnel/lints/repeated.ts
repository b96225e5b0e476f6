import { defineChecks } from '../../../findings/check';
import type { Scope } from '../document';
import { onName, onValue } from '../report';
import type { Assignment } from '../statement';
import { deleteFix } from './edits';
import { namedIn } from './lines';
import { type Lint, type LintInput, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['1', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  option: {
    ...common,
    code: 'duplicate-option',
    severity: 'warning',
    summary: 'An option that is set again in the same section: only the last line counts.',
  },
  accept: {
    ...common,
    code: 'duplicate-accept',
    severity: 'warning',
    summary: 'The same address twice in one service.',
  },
  appended: {
    ...common,
    code: 'list-option-appends-to-global',
    severity: 'warning',
    summary: 'An address in a section that is added to one of the global part, instead of replacing it.',
  },
});

/** Lines that are there more than once. */
export const repeated: Lint = (input) => {
  const { document } = input;
  return [
    ...[document.global, ...document.services].flatMap((scope) => [...scalars(input, scope), ...accepts(input, scope)]),
    ...document.services.flatMap((scope) => appended(input, scope)),
  ];
};

/** All but the last line of an option that has one value. `verify` and its kin are a matter of their own. */
function scalars({ document }: LintInput, scope: Scope): readonly Remark[] {
  const byOption = new Map<string, Assignment[]>();
  for (const line of scope.assignments) {
    const { option } = line;
    if (option === undefined || option.isList) continue;
    if (scope.header !== undefined && option.scope === 'global') continue;
    const known = byOption.get(option.name);
    if (known === undefined) byOption.set(option.name, [line]);
    else known.push(line);
  }
  return [...byOption.values()].flatMap((lines) => {
    const last = lines.at(-1);
    return lines.slice(0, -1).map((line) => {
      const text = `\`${line.name.text}\` is set again below, and only the last line counts. Delete this one, or the other.`;
      const related = last === undefined ? [] : [{ start: last.start, end: last.end, message: 'This one counts.' }];
      return remark(infos.option, onName(line), text, { related, fixes: deleteFix(document, [line]) });
    });
  });
}

function accepts({ document }: LintInput, scope: Scope): readonly Remark[] {
  const seen = new Set<string>();
  return namedIn(scope, 'accept').flatMap((line) => {
    const address = line.value.text.toLowerCase();
    if (address === '' || !seen.has(address)) {
      seen.add(address);
      return [];
    }
    const text =
      'This address stands above already: listening on it a second time fails with a mere notice. Delete the line.';
    return [remark(infos.accept, onValue(line), text, { fixes: deleteFix(document, [line], true) })];
  });
}

function appended({ document }: LintInput, scope: Scope): readonly Remark[] {
  return ['accept', 'connect', 'redirect'].flatMap((name) => {
    const first = namedIn(document.global, name)[0];
    return first === undefined
      ? []
      : namedIn(scope, name)
          .slice(0, 1)
          .map((line) => {
            const text = `This does not replace the \`${name}\` of the global part, it is added to it: both are used. Delete one of them.`;
            const related = [{ start: first.start, end: first.end, message: 'This one is used as well.' }];
            return remark(infos.appended, onName(line), text, { related });
          });
  });
}
