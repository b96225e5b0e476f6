import { meantOption } from '../checks/optionNames';
import type { Scope } from '../document';
import { filesOf, isInclude, isPlainPath } from '../expand';
import type { Assignment, Statement, StrayLine } from '../statement';
import type { LintInput } from './lint';

/** The options that say on which side a service is, and whom it believes. */
export const TRUST_OPTIONS: readonly string[] = [
  'client',
  'verify',
  'verifyChain',
  'verifyPeer',
  'requireCert',
  'PSKsecrets',
  'checkHost',
  'checkIP',
  'checkEmail',
];

/** More names that do not exist are in no file that is one of stunnel: then nobody looks for what was meant. */
const MAX_UNKNOWN = 200;

/**
 * Whether `scope` says plainly what it means by `options`. A misspelled name or a value that stunnel refuses is one
 * mistake: what the service lacks because of it is not a second one.
 */
export function isTold(input: LintInput, scope: Scope, options: readonly string[]): boolean {
  const { global } = input.document;
  if (scope === global) return isPlainScope(input, global, scope, options);
  // What services inherit is the same for all of them.
  const isGlobalPlain = input.once(`plain for services: ${options}`, () => isPlainScope(input, global, scope, options));
  return isGlobalPlain && isPlainScope(input, scope, scope, options);
}

/** Whether the lines of `scope` are plain for `reader`, the scope that they count in. */
function isPlainScope(input: LintInput, scope: Scope, reader: Scope, options: readonly string[]): boolean {
  const isNamed = ({ text }: StrayLine) => {
    const word = /^\w*/.exec(text)?.[0].toLowerCase();
    return options.some((name) => name.toLowerCase() === word);
  };
  return (
    scope.assignments.every((line) => isPlain(input, line, reader, options) && isRead(line, input.files)) &&
    !scope.strays.some(isNamed)
  );
}

/** Whether `line` includes nothing, or nothing that was not read. */
function isRead(line: Assignment, files: LintInput['files']): boolean {
  if (!isInclude(line)) return true;
  const folder = line.value.text;
  return isPlainPath(folder) && (files(filesOf(folder)) ?? []).length > 0;
}

function isPlain(input: LintInput, line: Assignment, scope: Scope, options: readonly string[]): boolean {
  const { option } = line;
  if (option === undefined) return isFamiliar(input) && !options.includes(meantOption(line, scope, input)?.name ?? '');
  if (!options.includes(option.name)) return true;
  const { text } = line.value;
  if (option.value.type === 'yes-no') return /^(yes|no)$/i.test(text);
  return option.value.type !== 'integer' || /^[+-]?\d+$/.test(text);
}

/** Whether few enough names are unknown. */
function isFamiliar({ document, once }: LintInput): boolean {
  const isUnknown = (line: Statement) => line.kind === 'assignment' && line.option === undefined;
  return once('few unknown names', () => document.statements.filter(isUnknown).length <= MAX_UNKNOWN);
}
