import { release } from '../../../schema/version';
import type { Scope } from '../document';
import type { Effective, Setting } from '../effective';
import { filesOf, isInclude, isPlainPath } from '../expand';
import { type Inspection, isVariable, onHeader, type Spot } from '../report';
import { valueProblem } from '../values/valueProblem';
import { isGlobalHeader } from './optionNames';

/** A service that stunnel initializes, or the whole file in inetd mode, as the checks between options see it. */
export interface Judged extends Effective {
  /** Undefined where nobody can tell: a variable, or a value that is refused anyway. */
  readonly side: 'client' | 'server' | undefined;
  /** Whether nothing is hidden: neither behind a line that cannot be read, nor in a file that is not here. */
  readonly isComplete: boolean;
  readonly isInetd: boolean;
  /** Where is marked what it lacks. */
  readonly head: Spot;
}

/** Each of `services` as the checks see it; the global part of a fragment without any is no service. */
export function judgedServices(services: readonly Effective[], inspection: Inspection): readonly Judged[] {
  const { document, isFragment } = inspection;
  const isGlobalComplete = !isFragment && isCompleteScope(document.global, inspection);
  return services.flatMap((service) => {
    const { header } = service.scope;
    if (header === undefined) {
      return isFragment ? [] : [judged(service, isGlobalComplete, firstLine(document.text), inspection)];
    }
    // An include may open services of its own, and close this one.
    const isService = header.isBroken !== true && !isPretendedGlobal(service.scope);
    const isComplete = isGlobalComplete && isService && isCompleteScope(service.scope, inspection);
    return [judged(service, isComplete, onHeader(header), inspection)];
  });
}

function judged(service: Effective, isComplete: boolean, head: Spot, inspection: Inspection): Judged {
  const client = settled(service, 'client', inspection);
  const side = client === undefined ? undefined : client === 'yes' ? 'client' : 'server';
  return { ...service, side, isComplete, isInetd: service.scope.header === undefined, head };
}

/**
 * The value in lower case that counts for a yes/no option or a choice, `no` where it is not set; undefined where nobody
 * can tell.
 */
export function settled(service: Effective, name: string, inspection: Inspection): string | undefined {
  const setting = service.last(name);
  if (setting === undefined) return 'no';
  return isSettled(setting, inspection) ? setting.value.toLowerCase() : undefined;
}

/** Whether the value of a setting is known and taken. */
export function isSettled({ option, value, assignment, setIn }: Setting, { target }: Inspection): boolean {
  if (isVariable(assignment.value)) return false;
  return valueProblem(option, value, { target, isGlobal: setIn === 'global' }) === undefined;
}

/** Whether every line of the scope can be read, and every file that it includes was. */
function isCompleteScope({ assignments, strays }: Scope, inspection: Inspection): boolean {
  if (strays.length > 0) return false;
  return assignments.every((line) => {
    const { option } = line;
    if (option === undefined) return DEAD.has(line.name.text.toLowerCase());
    if (!isInclude(line)) return true;
    const folder = line.value.text;
    return isPlainPath(folder) && (inspection.files(filesOf(folder)) ?? []).length > 0;
  });
}

/** Whether the section is meant to be the global part, so that nothing of a service is missing in it. */
function isPretendedGlobal({ header, assignments }: Scope): boolean {
  if (header === undefined || !isGlobalHeader(header)) return false;
  return assignments.some(({ option }) => option?.scope === 'global');
}

/** Options of patched versions, in the place of which nothing is missing. */
const DEAD: ReadonlySet<string> = new Set(['xforwardedfor', 'listenqueue']);

/** The first line of a text: where something is marked that the whole file lacks. */
export function firstLine(text: string): Spot {
  const end = text.search(/\r?\n|$/);
  return { start: 0, end: Math.max(0, end) };
}

/** Whether the version that the file is for is `version` or a later one. */
export function isSince({ target }: Inspection, version: string): boolean {
  return target >= release(version);
}
