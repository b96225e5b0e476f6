import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { nearest } from '../../../schema/suggest';
import { formatVersion, release } from '../../../schema/version';
import type { Scope } from '../document';
import { isTooNew, OPTIONS, type OptionInfo, optionNamed } from '../options';
import { deleteLine, fix, type Inspection, onName } from '../report';
import type { Assignment, Header } from '../statement';

const NOT_VALID = 'Specified option name is not valid here';
/** The first version whose options nobody here knows. */
const FIRST_UNKNOWN = release('5.76');

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD', program: NOT_VALID } as const;

export const infos = defineChecks({
  unknown: {
    ...base,
    code: 'unknown-key',
    rules: ['1', '3b'],
    summary: 'The option does not exist in stunnel up to 5.75.',
  },
  maybeUnknown: {
    ...base,
    code: 'unknown-key',
    severity: 'warning',
    rules: ['1', '3b'],
    summary: 'The option did not exist in 5.75, and the version that the file is for is a later one.',
  },
  misplaced: {
    ...base,
    code: 'misplaced-option',
    rules: ['1a', '3b'],
    summary: 'An option of the whole process stands behind a header; there is no way back to the global part.',
  },
  removed: {
    ...base,
    code: 'removed-key',
    rules: ['1c'],
    summary: 'The option is gone, or was only ever in patched versions.',
  },
  newer: {
    ...base,
    code: 'newer-version-needed',
    rules: ['1', '3b'],
    summary: 'The option came with a later version than the one that the file is for.',
  },
  otherSystem: {
    ...base,
    code: 'unknown-key',
    rules: ['1a'],
    summary: 'The option exists on Windows only.',
  },
});

/** Options that are gone, by their names in lower case, with what to do (stunnel-rules.md 1c). */
const REMOVED: ReadonlyMap<string, { readonly advice: string; readonly rename?: string; readonly isDead?: true }> =
  new Map([
    ['protocolcredentials', { advice: 'It became `protocolUsername` and `protocolPassword` in 4.19.' }],
    ['nsi', { advice: 'It was a misprint of 4.38 for `sni`.', rename: 'sni' }],
    ['xforwardedfor', { advice: 'Only patched versions had it. Let a proxy behind stunnel do it.', isDead: true }],
    ['listenqueue', { advice: 'Only patched versions had it.', isDead: true }],
    ['pidfile', { advice: 'The option is called `pid`.', rename: 'pid' }],
  ]);

/** Reports option names that stunnel does not take where they stand. */
export function checkOptionNames(inspection: Inspection): void {
  const { document } = inspection;
  const run: Run = { inspection, isForWindows: isForWindows(document.statements), guesses: MAX_GUESSES };
  for (const scope of [document.global, ...document.services]) {
    const pretended = globalHeader(scope);
    if (pretended !== undefined) reportGlobalHeader(pretended, inspection);
    for (const line of scope.assignments) {
      const isSaid = pretended !== undefined && line.option?.scope === 'global';
      if (!isSaid) checkName(line, scope, run);
    }
  }
}

/** A header that pretends to open the global part, as other programs have it, with the first option that shows it. */
function globalHeader({ header, assignments }: Scope): { header: Header; line: Assignment } | undefined {
  if (header === undefined || !isGlobalHeader(header)) return undefined;
  const line = assignments.find(({ option }) => option?.scope === 'global');
  return line && { header, line };
}

/** Whether other programs would call their global part like this header. */
export function isGlobalHeader({ name }: Header): boolean {
  return /^\s*(global|globals|general|default|defaults|main|stunnel)\s*$/i.test(name.text);
}

function reportGlobalHeader(
  { header, line }: { header: Header; line: Assignment },
  { document, report }: Inspection,
): void {
  const text = `There is no \`[${header.name.text}]\` in stunnel: this header opens a service. The options of the whole process stand above all headers, so that this one has to go.`;
  report(infos.misplaced, onName(line), text, { fixes: deleteLine(document, header, 'Delete the header') });
}

/** What the lines of a run share. */
interface Run {
  readonly inspection: Inspection;
  readonly isForWindows: boolean;
  /** For how many unknown names it is still looked for what was meant. */
  guesses: number;
}

/** More misspelled names are in no file that is one of stunnel. */
const MAX_GUESSES = 200;

function checkName(line: Assignment, scope: Scope, run: Run): void {
  const { inspection } = run;
  const { target, report, document } = inspection;
  const { option } = line;
  if (option === undefined) {
    reportUnknown(line, scope, run);
  } else if (isTooNew(option, target)) {
    const text = `\`${option.name}\` needs stunnel ${option.since}, and this file is for ${formatVersion(target)}. Remove the line, or raise the version in the settings.`;
    report(infos.newer, onName(line), text);
  } else if (option.scope === 'global' && scope.header !== undefined) {
    const text = `\`${option.name}\` belongs to the whole process and has to stand above the first \`[service]\`.`;
    report(infos.misplaced, onName(line), text, { fixes: moveUp(line, inspection) });
  } else if (option.platform === 'windows' && !run.isForWindows) {
    const text = `\`${option.name}\` exists on Windows only; elsewhere stunnel refuses it.`;
    report(infos.otherSystem, onName(line), text, { fixes: deleteLine(document, line, 'Delete the line') });
  }
}

function reportUnknown(line: Assignment, scope: Scope, run: Run): void {
  const { document, target, report } = run.inspection;
  const { name } = line;
  const removed = REMOVED.get(name.text.toLowerCase());
  if (removed !== undefined) {
    const rename = removed.rename === undefined ? [] : renameFix(line, removed.rename);
    const fixes = removed.isDead ? deleteLine(document, line, 'Delete the line') : rename;
    report(infos.removed, onName(line), `There is no option \`${name.text}\` in stunnel. ${removed.advice}`, { fixes });
    return;
  }
  const info = target >= FIRST_UNKNOWN ? infos.maybeUnknown : infos.unknown;
  const meant = run.guesses-- > 0 ? meantOption(line, scope, run.inspection) : undefined;
  const text = `${nameProblem(name.text)} ${meant === undefined ? 'Remove the line, or mend its name.' : `Did you mean \`${meant.name}\`?`}`;
  report(info, name.text === '' ? { ...onName(line), start: line.start, end: line.end } : onName(line), text, {
    fixes: meant === undefined ? [] : renameFix(line, meant.name),
  });
}

/** What is wrong with a name. What stands behind its first word may be a value, and that a password: it is not shown. */
function nameProblem(name: string): string {
  if (name === '') return 'There is no name before the `=`.';
  if (/^[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/.test(name)) {
    return 'The name begins with a blank that is none for stunnel (a no-break space, or a byte order mark).';
  }
  const word = /^\w+/.exec(name)?.[0];
  return word === undefined
    ? 'This is no name of an option.'
    : `There is no option \`${word === name ? name : `${word} …`}\` in stunnel.`;
}

/** The option that was probably meant: one that may stand here. */
export function meantOption(
  { name }: Assignment,
  { header }: Scope,
  { once }: Pick<Inspection, 'once'>,
): OptionInfo | undefined {
  const isGlobal = header === undefined;
  return once(`meant ${isGlobal ? 'globally' : 'in a service'} by ${name.text}`, () =>
    nearestOption(name.text, isGlobal),
  );
}

function nearestOption(name: string, isGlobal: boolean): OptionInfo | undefined {
  const here = OPTIONS.filter((option) => isGlobal || option.scope === 'service');
  const word = name.replace(/^[^\w]+/, '').slice(0, 40);
  const found =
    word === ''
      ? undefined
      : nearest(
          word,
          here.map((option) => option.name),
        );
  return found === undefined ? undefined : optionNamed(found);
}

function renameFix({ name, from }: Assignment, text: string): Fix[] {
  if (from !== undefined) return [];
  return [fix(`Rename to \`${text}\``, { start: name.start, end: name.end, newText: text })];
}

/** The fix that moves a line above the first header. */
function moveUp(line: Assignment, { document }: Inspection): Fix[] {
  const header = document.services[0]?.header;
  const [removal] = deleteLine(document, line, '')[0]?.changes ?? [];
  if (header === undefined || header.from !== undefined || removal === undefined) return [];
  const start = document.text.lastIndexOf('\n', header.start - 1) + 1;
  const text = document.text.slice(line.start, line.end);
  const changes = [{ start, end: start, newText: `${text}\n` }, removal];
  return [{ title: 'Move it above the first service', preferred: true, changes }];
}

/** Whether the file is for Windows: a path in it has a drive, or a backslash. */
function isForWindows(statements: Inspection['document']['statements']): boolean {
  return statements.some((line) => line.kind === 'assignment' && /^[A-Za-z]:[\\/]|\w\\\w/.test(line.value.text));
}
