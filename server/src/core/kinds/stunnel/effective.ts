import type { Scope, StunnelDocument } from './document';
import type { OptionInfo } from './options';
import type { Assignment } from './statement';

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
  /** The lines of the scope itself that have an effect, in the order in which stunnel reads them. */
  readonly own: readonly Setting[];
  /** The setting of a scalar option that counts: the last one. Undefined where there is none. */
  last(name: string): Setting | undefined;
  /** All settings of an option, for those that add up; inherited ones first. */
  all(name: string): readonly Setting[];
  /** The settings of several options in the order in which stunnel reads them. */
  among(names: ReadonlySet<string>): readonly Setting[];
  /** What `make` gives, made once for each `key`: many checks ask the same of a service. */
  readonly once: <T>(key: string, make: () => T) => T;
}

/** Settings that can be asked for by the name of their option. */
interface Layer {
  readonly settings: readonly Setting[];
  readonly byName: ReadonlyMap<string, readonly Setting[]>;
  /** The settings of several options; the same set is asked for again and again. */
  among(names: ReadonlySet<string>): readonly Setting[];
}

/**
 * What counts in `scope` of `document` (stunnel-rules.md 1): the global defaults as far as they stand before it, then
 * its own lines. Lines whose option does not exist are left out, and so are global options in a service.
 */
export function effective(document: StunnelDocument, scope: Scope): Effective {
  return effectiveOf(scope, layerOf(document.global, 'global'));
}

/** The most inherited lines of list options, counted for each service; honest files have some hundreds. */
const MAX_INHERITED = 100_000;

/**
 * What counts in each service; for a file without services in the global part, as the only one. Where the global part
 * has list options beyond all measure, the last services are left out.
 */
export function effectiveServices(document: StunnelDocument): readonly Effective[] {
  // The global part is read once, however many services inherit it.
  const inherited = layerOf(document.global, 'global');
  const lists = inherited.settings.filter(({ option }) => option.isList).length;
  const scopes = document.services.length === 0 ? [document.global] : document.services;
  return scopes.slice(0, 1 + MAX_INHERITED / (lists + 1)).map((scope) => effectiveOf(scope, inherited));
}

function effectiveOf(scope: Scope, inherited: Layer): Effective {
  const isService = scope.header !== undefined;
  const own = isService ? layerOf(scope, 'service') : EMPTY;
  return {
    scope,
    own: isService ? own.settings : inherited.settings,
    last: (name) => (own.byName.get(name) ?? inherited.byName.get(name))?.at(-1),
    all: (name) => joined(inherited.byName.get(name), own.byName.get(name)),
    among: (names) => joined(inherited.among(names), own.among(names)),
    once: memory(),
  };
}

const NONE: readonly Setting[] = [];
const EMPTY: Layer = { settings: NONE, byName: new Map(), among: () => NONE };

function joined(first = NONE, second = NONE): readonly Setting[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}

function layerOf(scope: Scope, setIn: Setting['setIn']): Layer {
  const settings: Setting[] = [];
  const byName = new Map<string, Setting[]>();
  for (const assignment of scope.assignments) {
    const { option } = assignment;
    if (option === undefined || (setIn === 'service' && option.scope === 'global')) continue;
    const setting = { option, value: assignment.value.text, assignment, setIn };
    settings.push(setting);
    const known = byName.get(option.name);
    if (known === undefined) byName.set(option.name, [setting]);
    else known.push(setting);
  }
  const found = new Map<ReadonlySet<string>, readonly Setting[]>();
  const among = (names: ReadonlySet<string>) => {
    const known = found.get(names) ?? settings.filter(({ option }) => names.has(option.name));
    found.set(names, known);
    return known;
  };
  return { settings, byName, among };
}

/** A memory for `once`: one that makes each thing when it is first asked for. */
export function memory(): <T>(key: string, make: () => T) => T {
  let made: Map<string, unknown> | undefined;
  return <T>(key: string, make: () => T): T => {
    made ??= new Map();
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
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
