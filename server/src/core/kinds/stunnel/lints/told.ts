import { meantOption } from '../checks/optionNames';
import type { Assignment, Scope } from '../document';
import { filesOf, isInclude, isPlainPath } from '../expand';
import { optionNamed } from '../options';
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

/**
 * Whether `scope` says plainly what it means by `options`. A misspelled name or a value that stunnel refuses is one
 * mistake: what the service lacks because of it is not a second one.
 */
export function isTold({ document, files }: LintInput, scope: Scope, options: readonly string[]): boolean {
  const scopes = scope === document.global ? [scope] : [document.global, scope];
  const names = new Set(options.map((name) => name.toLowerCase()));
  return scopes.every(
    ({ assignments, strays }) =>
      assignments.every((line) => isPlain(line, scope, options) && isRead(line, files)) &&
      strays.every(({ text }) => !names.has(/^\w*/.exec(text)?.[0].toLowerCase() ?? '')),
  );
}

/** Whether `line` includes nothing, or nothing that was not read. */
function isRead(line: Assignment, files: LintInput['files']): boolean {
  if (!isInclude(line)) return true;
  const folder = line.value.text;
  return isPlainPath(folder) && (files(filesOf(folder)) ?? []).length > 0;
}

function isPlain(line: Assignment, scope: Scope, options: readonly string[]): boolean {
  const option = optionNamed(line.name.text);
  if (option === undefined) return !options.includes(meantOption(line, scope)?.name ?? '');
  if (!options.includes(option.name)) return true;
  const { text } = line.value;
  if (option.value.type === 'yes-no') return /^(yes|no)$/i.test(text);
  return option.value.type !== 'integer' || /^[+-]?\d+$/.test(text);
}
