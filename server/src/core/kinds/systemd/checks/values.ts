import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { editDistance } from '../../../schema/suggest';
import { toFinding } from '../../walk';
import { splitWords } from '../commandLine';
import { isFilledIn, SYSTEMD, type UnitCheck } from '../context';
import type { Assignment } from '../unitFile';
import { VALUE_TYPES } from '../valueKeys';
import type { ValueMistake } from '../valueTypes';

export const infos = defineChecks({
  value: {
    code: 'invalid-value',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'The key of a unit does not take this value: systemd passes over it and keeps the default.',
    program: 'Failed to parse %s, ignoring: %s',
  },
  environment: {
    code: 'invalid-value',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A word of `Environment=` is no `NAME=value`: systemd passes over it.',
    program: 'Invalid environment assignment, ignoring: %s',
  },
  specifier: {
    code: 'unit-specifier',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'A `%` stands where systemd begins a specifier that it does not know: the unit is not started.',
    program: 'Failed to resolve unit specifiers in %s: Invalid slot',
  },
});

/** Values that systemd passes over, since their key takes others. */
export const checkValues: UnitCheck = ({ unit }) =>
  unit.sections.flatMap(({ name, assignments }) => {
    const types = VALUE_TYPES.get(name);
    return assignments.flatMap((entry) => {
      if (entry.value === '') return [];
      if (entry.key === 'Environment' && name === 'Service') return [...environment(entry), ...specifiers(entry)];
      if (/^Exec[A-Z]/.test(entry.key) && name === 'Service') return specifiers(entry);
      const type = types?.get(entry.key);
      if (type === undefined || isFilledIn(entry.value)) return [];
      return type(entry.value).map((mistake) => valueFinding(entry, mistake));
    });
  });

function valueFinding(entry: Assignment, mistake: ValueMistake): Finding {
  const shown = entry.value.slice(mistake.from, mistake.to);
  const at = entry.place(mistake.from, mistake.to);
  const comment = /^(\S+)\s+[#;]/.exec(entry.value);
  const says = `\`${entry.key}\` takes ${mistake.takes}.`;
  const more = mistake.program === '' ? {} : { program: mistake.program };
  if (comment !== null) {
    const from = comment[1]?.length ?? 0;
    const fixes = [replaceFix('Remove the comment', entry.place(from, entry.value.length), '')];
    const text = `systemd knows no comment at the end of a line: it is part of the value. ${says}`;
    return toFinding(infos.value, at, text, { ...more, fixes }, SYSTEMD);
  }
  const meant = meantBy(shown, mistake.options);
  const advice = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  const fixes = meant === undefined ? [] : [replaceFix(`Write \`${meant}\``, at, meant)];
  const effect = mistake.program.includes('ignoring') || mistake.program === '';
  const end = effect ? 'systemd passes over it and keeps the default.' : 'systemd does not start the unit.';
  return toFinding(infos.value, at, `${says} ${end}${advice}`, { ...more, fixes }, SYSTEMD);
}

/** The option that is `shown` but for case, separators, quotes, its ending or a letter or two. */
function meantBy(shown: string, options: readonly string[]): string | undefined {
  const plain = fold(shown);
  const same = options.find((option) => fold(option) === plain || fold(option.replace(/\.\w+$/, '')) === plain);
  if (same !== undefined || plain.length < 3) return same;
  const limit = plain.length < 6 ? 1 : 2;
  const near = options.filter((option) => editDistance(plain, fold(option), limit) <= limit);
  return near.length === 1 ? near[0] : undefined;
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[-_"'@]|^cap_/g, '');
}

/** Words of `Environment=` without a name. Nothing of them is shown: they are often the rest of a password. */
function environment(entry: Assignment): Finding[] {
  const { words, openQuote } = splitWords(entry);
  if (openQuote !== undefined) {
    const text = 'this quote is never closed, and systemd passes over the whole assignment. Close it.';
    return [toFinding(infos.environment, openQuote, text, { program: 'Invalid syntax, ignoring' }, SYSTEMD)];
  }
  return words
    .filter(({ text }) => !/^[A-Za-z_]\w*=/.test(text) && !isFilledIn(text))
    .map((word) => {
      const text = `this word is no \`NAME=value\`, and systemd passes over it. A value with blanks stands in quotes together with its name: \`Environment="NAME=a b"\`.`;
      return toFinding(infos.environment, word, text, { program: 'Invalid environment assignment, ignoring' }, SYSTEMD);
    });
}

const SPECIFIERS = /^[aAbBCdDEfgGhHiIjJlLmMnNopPqsStTuUvVwWyY]$/;

/** `%2F` and the like: a letter or digit behind `%` that is no specifier ends the unit. */
function specifiers(entry: Assignment): Finding[] {
  if (/\{[{%]/.test(entry.value)) return [];
  const findings: Finding[] = [];
  for (const match of entry.value.matchAll(/%(.)/g)) {
    const letter = match[1] ?? '';
    if (!/[A-Za-z0-9]/.test(letter) || SPECIFIERS.test(letter)) continue;
    const at = entry.place(match.index, match.index + 2);
    const fixes = [replaceFix('Write `%%`', entry.place(match.index, match.index + 1), '%%')];
    const text =
      'A `%` begins a specifier, and systemd knows none of this name: it does not start the unit. A percent sign is written `%%`.';
    findings.push(toFinding(infos.specifier, at, text, { fixes, program: 'Invalid slot' }, SYSTEMD));
    break;
  }
  return findings;
}
