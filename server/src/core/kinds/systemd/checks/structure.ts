import { defineChecks } from '../../../findings/check';
import type { Finding, Fix } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { nearest } from '../../../schema/suggest';
import { toFinding } from '../../walk';
import { SYSTEMD, type UnitCheck, type UnitContext } from '../context';
import { REMOVED_KEYS, SECTIONS } from '../keys';
import type { Assignment, Section, UnitProblem } from '../unitFile';

export const infos = defineChecks({
  unknownKey: {
    code: 'unit-unknown-key',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'systemd does not know the key in this section and passes over it: what it should switch on is off.',
    program: "Unknown key '%s' in section [%s], ignoring",
  },
  obsoleteKey: {
    code: 'unit-obsolete-key',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'The key was removed from systemd.',
    program: 'Support for option %s= has been removed and it is ignored',
  },
  movedKey: {
    code: 'unit-obsolete-key',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'The key is an old name that stands in its old section.',
  },
  unknownSection: {
    code: 'unit-unknown-section',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'systemd does not know the section in a service and passes over all that stands in it.',
    program: "Unknown section '%s'. Ignoring",
  },
  syntax: {
    code: 'unit-syntax',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A line is neither a section nor an assignment. systemd passes over it; a broken header ends the unit.',
  },
  continuation: {
    code: 'broken-continuation',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'A command that should go on in the next line ends, since its line does not end in a backslash.',
  },
});

/** What systemd passes over because it cannot read it or does not know its name. */
export const checkStructure: UnitCheck = (context) => [
  ...context.unit.problems.map((problem) => problemFinding(problem, context)),
  ...context.unit.sections.flatMap((section) => checkSection(section, context)),
];

const PROBLEMS: Readonly<Record<UnitProblem['type'], readonly [text: string, program?: string]>> = {
  header: [
    'the header of a section ends with `]` on its line. systemd does not load a unit with a broken one.',
    'Invalid section header',
  ],
  outside: [
    'this line stands above the first `[Section]`, and systemd passes over it. Move it below its header.',
    'Assignment outside of section. Ignoring',
  ],
  'no-equals': [
    'this line is no `Key=value`, and systemd passes over it. A line that goes on ends in `\\`; a comment begins with `#`.',
    "Missing '=', ignoring line",
  ],
  'no-key': [
    'the name of the key is missing in front of the `=`, and systemd passes over the line.',
    "Missing key name before '=', ignoring line",
  ],
  'flag-line': [
    'this flag is no part of the command: the line above does not end in `\\`, or an empty line stands between. systemd passes over it.',
  ],
  blanks: [
    'a blank stands behind the `\\`, so that the line does not go on in the next one: the command ends here, and systemd passes over what follows.',
  ],
};

function problemFinding(problem: UnitProblem, { text }: UnitContext): Finding {
  const [message, program] = PROBLEMS[problem.type];
  const isContinuation = problem.type === 'flag-line' || problem.type === 'blanks';
  const fixes = isContinuation ? continuationFix(problem, text) : [];
  const info = isContinuation ? infos.continuation : infos.syntax;
  return toFinding(info, problem.at, message, { fixes, ...(program !== undefined && { program }) }, SYSTEMD);
}

function continuationFix({ type, at, before }: UnitProblem, text: string): Fix[] {
  if (type === 'blanks') return [replaceFix('Remove the blank', at, '')];
  const between = text.slice(before, at.start);
  if (between.trim() !== '') return [];
  const indent = /[ \t]*$/.exec(between)?.[0] ?? '';
  const backslash = text[before - 1] === '\\' ? '' : ' \\';
  return [replaceFix('Let the line above go on', { start: before, end: at.start }, `${backslash}\n${indent}`)];
}

function checkSection(section: Section, context: UnitContext): readonly Finding[] {
  const known = SECTIONS.get(section.name);
  if (known !== undefined) return section.assignments.flatMap((entry) => checkKey(entry, section, known, context));
  if (section.name.startsWith('X-')) return [];
  const meant = nearest(section.name, SECTIONS.keys());
  const advice = meant === undefined ? 'Remove it, or begin its name with `X-`.' : `Did you mean \`[${meant}]\`?`;
  const fixes = meant === undefined ? [] : [replaceFix(`Rename to \`[${meant}]\``, section.at, `[${meant}]`)];
  const text = `\`[${section.name}]\` is no section of a service, and systemd passes over all that stands in it. ${advice}`;
  const program = `Unknown section '${section.name}'. Ignoring`;
  return [toFinding(infos.unknownSection, section.at, text, { fixes, program }, SYSTEMD)];
}

function checkKey(entry: Assignment, section: Section, known: ReadonlySet<string>, context: UnitContext): Finding[] {
  const { key, at } = entry;
  if (REMOVED_KEYS.has(key)) {
    const program = `Support for option ${key}= has been removed and it is ignored`;
    return [toFinding(infos.obsoleteKey, at, `\`${key}\` does nothing any more. Remove it.`, { program }, SYSTEMD)];
  }
  if (section.name === 'Service' && key === 'StartLimitInterval') return [movedLimit(entry, context)];
  if (known.has(key) || key.startsWith('X-')) return [];
  const program = `Unknown key '${shownKey(key)}' in section [${section.name}], ignoring`;
  const says = `systemd does not know \`${shownKey(key)}\` in \`[${section.name}]\` and passes over it.`;
  const owner = [...SECTIONS].find(([name, keys]) => name !== section.name && keys.has(key))?.[0];
  if (owner !== undefined) {
    const fixes = moveFix(entry, owner, key, context);
    return [toFinding(infos.unknownKey, at, `${says} It belongs into \`[${owner}]\`.`, { fixes, program }, SYSTEMD)];
  }
  const meant = nearest(key, known);
  const advice = meant === undefined ? 'Remove it, or mend its name.' : `Did you mean \`${meant}\`?`;
  const fixes = meant === undefined ? [] : [replaceFix(`Rename to \`${meant}\``, at, meant)];
  return [toFinding(infos.unknownKey, at, `${says} ${advice}`, { fixes, program }, SYSTEMD)];
}

function movedLimit(entry: Assignment, context: UnitContext): Finding {
  const text =
    '`StartLimitInterval` in `[Service]` is the old name and place. Write `StartLimitIntervalSec` in `[Unit]`.';
  const fixes = moveFix(entry, 'Unit', 'StartLimitIntervalSec', context);
  return toFinding(infos.movedKey, entry.at, text, { fixes }, SYSTEMD);
}

/** The fix that writes `entry` as `key` at the end of the section `name`; none where the unit has no such section. */
function moveFix(entry: Assignment, name: string, key: string, { text, unit }: UnitContext): Fix[] {
  const section = unit.sections.find((candidate) => candidate.name === name);
  if (section === undefined) return [];
  const start = text.lastIndexOf('\n', entry.at.start - 1) + 1;
  const lineEnd = text.indexOf('\n', entry.valueAt.end);
  const line = `\n${key}=${text.slice(entry.valueAt.start, entry.valueAt.end)}`;
  return [
    {
      title: `Move it into \`[${name}]\``,
      preferred: true,
      changes: [
        { start: section.end, end: section.end, newText: line },
        { start, end: lineEnd < 0 ? text.length : lineEnd + 1, newText: '' },
      ],
    },
  ];
}

/** A key for a message: what stands behind a blank may be anything. */
function shownKey(key: string): string {
  const word = /^\S{0,60}/.exec(key)?.[0] ?? '';
  return word === key ? key : `${word} …`;
}
