import type { Assignment, Scope, StunnelDocument } from './document';
import { type OptionInfo, optionNamed } from './options';

/** A value that counts in a service, and the line that set it. */
export interface Setting {
  readonly option: OptionInfo;
  readonly value: string;
  readonly assignment: Assignment;
  /** Where it was set; a `global` setting of a service is inherited. */
  readonly setIn: 'global' | 'service';
}

/** What counts in a service, or in the global part of a file without services. */
export interface Effective {
  readonly scope: Scope;
  /** All lines that have an effect, inherited ones first, in the order in which stunnel reads them. */
  readonly settings: readonly Setting[];
  /** The setting of a scalar option that counts: the last one. Undefined where there is none. */
  last(name: string): Setting | undefined;
  /** All settings of an option, for those that add up. */
  all(name: string): readonly Setting[];
}

/**
 * What counts in `scope` of `document` (stunnel-rules.md 1): the global defaults as far as they stand before it, then
 * its own lines. Lines whose option does not exist are left out, and so are global options in a service. `inherited` is
 * what `globalSettings` gives, for who asks for many services.
 */
export function effective(
  document: StunnelDocument,
  scope: Scope,
  inherited: readonly Setting[] = globalSettings(document),
): Effective {
  const isService = scope.header !== undefined;
  const own = isService ? scope.assignments.flatMap((line) => settingOf(line, 'service')) : [];
  return effectiveOf(scope, [...inherited, ...own.filter(({ option }) => option.scope === 'service')]);
}

/** The settings of the global part, which every service inherits. */
export function globalSettings({ global }: StunnelDocument): readonly Setting[] {
  return global.assignments.flatMap((line) => settingOf(line, 'global'));
}

function effectiveOf(scope: Scope, settings: readonly Setting[]): Effective {
  const byName = new Map<string, Setting[]>();
  for (const setting of settings) {
    const known = byName.get(setting.option.name);
    if (known === undefined) byName.set(setting.option.name, [setting]);
    else known.push(setting);
  }
  const all = (name: string) => byName.get(name) ?? [];
  return { scope, settings, all, last: (name) => all(name).at(-1) };
}

function settingOf(assignment: Assignment, setIn: Setting['setIn']): Setting[] {
  const option = optionNamed(assignment.name.text);
  return option === undefined ? [] : [{ option, value: assignment.value.text, assignment, setIn }];
}

/** Whether a yes/no option counts as `yes`; `fallback` where it is not set or says neither. */
export function isYes(effective: Effective, name: string, fallback = false): boolean {
  const value = effective.last(name)?.value.toLowerCase();
  return value === 'yes' || (value !== 'no' && fallback);
}

/** Whether the service speaks TLS to the other side. */
export function isClient(effective: Effective): boolean {
  return isYes(effective, 'client');
}
