import type { CheckInfo, Tag } from '../findings/check';
import type { Finding, Fix, Related } from '../findings/finding';
import { decode } from '../schema/decode';
import type { Decoding } from '../schema/decoding';
import { checkValueVersions } from '../schema/enumValues';
import { noRepetition } from '../schema/repetition';
import { spanOf, structural } from '../schema/report';
import type { Field, Shape, StructShape } from '../schema/shape';
import { type Validator, validateValue } from '../schema/validate';
import type { StructValue, Value } from '../schema/value';
import type { Version } from '../schema/version';
import type { YamlNode } from '../syntax/yaml/nodes';
import type { Span } from '../text/span';

/** Where a mapping stands: under which key, and in which mapping. Items of a list stand under the list's key. */
export interface Place {
  readonly key: string;
  /** The mapping around it with its own place; absent at the top of what is checked. */
  readonly parent?: { readonly value: StructValue; readonly place: Place };
}

/** Further parts of a finding: repairs, other places, and the program's words where they differ from the table's. */
export interface More {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly program?: string;
}

/** What a check gets besides the mapping it looks at. `C` is the context of the kind. */
export interface CheckContext<C> {
  readonly version: Version;
  readonly context: C;
  /** Reports what `info` describes at `at`; `text` says what is wrong and what to do, in whole sentences. */
  readonly report: (info: CheckInfo, at: Span, text: string, more?: More) => void;
  /** Whether the syntax around is broken, so that nothing can be called missing. */
  readonly incomplete: boolean;
}

/** Looks at one mapping after it was decoded. */
export type StructCheck<C> = (value: StructValue, place: Place, context: CheckContext<C>) => void;

/** The checks by the name of the definition that they look at (`root` is the file); an inlined one counts as well. */
export type CheckTable<C> = Readonly<Record<string, readonly StructCheck<C>[]>>;

/** Looks at an item of a list of mappings that is null. */
export type NullItemCheck<C> = (item: YamlNode, place: Place, context: CheckContext<C>) => void;

/** How the values of a kind are checked. */
export interface Checker<C> {
  readonly program: string;
  readonly version: Version;
  readonly context: C;
  readonly checks: CheckTable<C>;
  readonly nullItem: NullItemCheck<C>;
  /** See `Decoding.reading`. */
  readonly reading?: 'json' | 'yaml3';
  /** The compiled constraints of a definition. */
  readonly validatorOf: (definition: string) => Validator | undefined;
}

/** One run of a checker; collects findings. */
export interface CheckRun<C> {
  readonly checker: Checker<C>;
  readonly findings: Finding[];
  readonly incomplete: boolean;
}

/** The top-level key under which a value stands that is checked without it. */
export interface Section {
  readonly root: StructShape;
  readonly field: Field;
}

/** Decodes `node` into `shape` and reports everything about it; the decoded value comes back for the facts. */
export function checkNode<C>(
  node: YamlNode,
  shape: Shape,
  section: Section | undefined,
  run: CheckRun<C>,
): Value | undefined {
  const { checker } = run;
  const report = (finding: Finding) => run.findings.push(finding);
  const decoding: Decoding = {
    version: checker.version,
    program: checker.program,
    report,
    around: [],
    repetition: noRepetition(),
    ...(checker.reading !== undefined && { reading: checker.reading }),
  };
  const value = decode(node, shape, decoding);
  if (value === undefined) return undefined;
  validateAll(section === undefined ? value : inSection(value, section), run);
  if (checker.reading !== 'json') checkValueVersions(value, { ...decoding, incomplete: run.incomplete });
  visit(value, { key: section?.field.key ?? '' }, run);
  return value;
}

/** The root with nothing but `value` in it, since the constraints of lists and maps are those of their key. */
function inSection(value: Value, { root, field }: Section): StructValue {
  const { node } = value;
  const mapping = { type: 'mapping', flow: false, pairs: [], start: node.start, end: node.end } as const;
  const entry = { key: field.key, keyNode: node, field, value };
  return { kind: 'struct', node: mapping, shape: root, entries: new Map([[field.key, entry]]), meant: new Set() };
}

/** The name under which the root of a schema has its checks and its compiled constraints. */
const ROOT = 'root';

function definitionOf(shape: Shape): string {
  return shape.kind === 'struct' && shape.name === '' ? ROOT : shape.name;
}

/** Runs compiled constraints on the outermost definitions; they reach down by themselves. */
function validateAll<C>(value: Value, run: CheckRun<C>): void {
  const definition = definitionOf(value.shape);
  const validator = definition === '' ? undefined : run.checker.validatorOf(definition);
  if (validator !== undefined) {
    const { program, version } = run.checker;
    validateValue(value, validator, {
      program,
      version,
      report: (finding) => run.findings.push(finding),
      incomplete: run.incomplete,
    });
  } else if (value.kind === 'list') {
    for (const item of value.items) if (item !== undefined) validateAll(item, run);
  } else if (value.kind === 'struct' || value.kind === 'map') {
    for (const entry of value.entries.values()) if (entry.value !== undefined) validateAll(entry.value, run);
  }
}

/** Runs the checks of every mapping in `value`, outer ones first. */
export function visit<C>(value: Value, place: Place, run: CheckRun<C>): void {
  if (value.kind === 'list') {
    for (const item of value.items) {
      if (item?.kind === 'null' && value.shape.item.kind === 'struct')
        run.checker.nullItem(item.node, place, contextOf(run));
      else if (item !== undefined) visit(item, place, run);
    }
  } else if (value.kind === 'map') {
    for (const entry of value.entries.values()) if (entry.value !== undefined) visit(entry.value, place, run);
  } else if (value.kind === 'struct') {
    // What holds between keys cannot be told where one is misspelled, or some of the text was not read.
    const isSure = value.meant.size === 0 && !run.incomplete;
    const names = value.shape.name === '' ? [ROOT] : value.shape.names;
    for (const name of isSure ? names : []) {
      for (const check of run.checker.checks[name] ?? []) check(value, place, contextOf(run));
    }
    for (const [key, entry] of value.entries) {
      if (entry.value !== undefined) visit(entry.value, { key, parent: { value, place } }, run);
    }
  }
}

/** What the checks of `run` are given. */
export function contextOf<C>(run: CheckRun<C>): CheckContext<C> {
  const { checker, incomplete, findings } = run;
  return {
    version: checker.version,
    context: checker.context,
    incomplete,
    report: (info, at, text, more = {}) => findings.push(toFinding(info, at, text, more, checker.program)),
  };
}

/** Who says the words of a check about a manifest that Kubernetes itself takes. */
const SPEAKERS: Partial<Record<Tag, string>> = { OPER: 'The operator', PROM: 'Prometheus' };

/** The finding of `info` at `at`; the program's own words are added where it has some. */
export function toFinding(info: CheckInfo, at: Span, text: string, more: More, program: string): Finding {
  const speaker = SPEAKERS[info.tag] ?? program;
  const words = more.program ?? (info.program?.includes('%') ? undefined : info.program);
  return {
    ...structural(
      info.code,
      at,
      words === undefined ? text : `${text} ${speaker} says: ${words}.`,
      more.fixes,
      more.related,
    ),
    severity: info.severity,
    category: info.category ?? 'validation',
  };
}

/** The nearest mapping around `place` that is (or inlines) `definition`. */
export function enclosing(place: Place, definition: string): StructValue | undefined {
  for (let at: Place | undefined = place; at !== undefined; at = at.parent?.place) {
    if (at.parent?.value.shape.names.includes(definition)) return at.parent.value;
  }
  return undefined;
}

/** Where to point at for `key` of `value`: the key itself, or the mapping where it is missing. */
export function keySpan(value: StructValue, key: string): Span {
  return value.entries.get(key)?.keyNode ?? spanOf(value.node);
}

/** Where to point at for the value of `key`: the value, or the key where it has none. */
export function valueSpan(value: StructValue, key: string): Span {
  const entry = value.entries.get(key);
  if (entry?.value === undefined || entry.value.node.start === entry.value.node.end) return keySpan(value, key);
  return spanOf(entry.value.node);
}
