import schemaDocument from '../../../../../schemas/file-sd.schema.json';
import * as validators from '../../../generated/fileSd.validators.mjs';
import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import { NO_NOUNS, type Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { said } from '../../model/secretForm';
import { spanOf, structural } from '../../schema/report';
import { buildSchema, type Schema, type SchemaNode } from '../../schema/shape';
import type { Validator } from '../../schema/validate';
import { listAt, mapAt, type StructValue, type Value } from '../../schema/value';
import type { Version } from '../../schema/version';
import { resolveAlias } from '../../syntax/yaml/nodes';
import { resolveScalar } from '../../syntax/yaml/resolve';
import type { Span } from '../../text/span';
import type { PlacedFacts, Surroundings, YamlKind } from '../kind';
import { headOf, placeOf } from '../saidAt';
import { collect } from '../topLevel';
import type { Unit } from '../units';
import { type Checker, type CheckRun, checkNode, type StructCheck } from '../walk';
import { isJson, infos as jsonInfos, readJson } from './json';
import { infos as jsonSyntaxInfos } from './jsonSyntax';
import { groupNouns } from './nouns';
import { checkLabelName, checkTarget, infos as targetInfos } from './targets';

const PROGRAM = 'Prometheus';

export const infos = defineChecks({
  nullGroup: {
    code: 'empty-list-item',
    severity: 'error',
    source: 'prometheus',
    rules: [95],
    tag: 'APPLY',
    summary: 'A target group is null.',
    program: 'nil target group item found (index %d)',
  },
});

/** Target groups need nothing from each other. */
type FileSdContext = Readonly<Record<string, never>>;

/** The keys at the top of a file that should be a list. */
interface FileSdFacts {
  readonly keys: readonly Span[];
}

/** Builds the kind `file-sd`: the target files of `file_sd_configs`, in YAML or JSON. */
export function fileSdKind(): YamlKind<FileSdContext, FileSdFacts> {
  const schema = buildSchema(schemaDocument as SchemaNode);
  return {
    id: 'file-sd',
    cut: 'sections',
    schemas: [schema],
    shapeOf: () => schema.root,
    checks: [infos, targetInfos, jsonSyntaxInfos, jsonInfos].flatMap((table) => Object.values(table)),
    version: (targets) => targets.prometheus,
    program: PROGRAM,
    context: () => ({}),
    checkUnits: (units, _context, surroundings) => checkUnits(schema, units, surroundings),
    checkAcross,
    needs: () => ({ patterns: [] }),
    otherFormat: (text, { path, targets }) =>
      isJson(path, text) ? { ...readJson(text, targets.prometheus, PROGRAM), facts: { keys: [] } } : undefined,
  };
}

function checkUnits(schema: Schema, units: readonly Unit[], { targets }: Surroundings) {
  const findings: Finding[] = [];
  const checker = fileSdChecker(targets.prometheus);
  const values = units.flatMap(
    (unit) => checkUnit(schema, unit, { checker, findings, incomplete: unit.incomplete }) ?? [],
  );
  const keys = units.flatMap((unit) => (unit.kind === 'section' ? [placeOf(unit.pair.key)] : []));
  return { findings, facts: { keys }, nouns: () => joinNouns(values.map(nounsIn)) };
}

/** Checks a list of groups, or the one that the cutter has made of it. */
function checkUnit(schema: Schema, unit: Unit, run: CheckRun<FileSdContext>): Value | undefined {
  const target = unit.kind === 'root' ? resolveAlias(unit.node) : undefined;
  if (target?.type === 'sequence') return checkNode(target, schema.root, undefined, run);
  const isNull = target?.type === 'scalar' && resolveScalar(target).type === 'null';
  if (target !== undefined && !isNull) run.findings.push(structural('wrong-type', spanOf(target), NO_LIST));
  return undefined;
}

const NO_LIST =
  'A list of target groups is expected in this file: `- targets: [host:port]`. Put a `-` in front of each group.';

/** A mapping as the whole file is wrong once, at its first key. */
function checkAcross(parts: readonly PlacedFacts<FileSdFacts>[]): readonly Finding[] {
  const [key] = collect(parts, ({ keys }) => keys);
  return key === undefined ? [] : [structural('wrong-type', key, NO_LIST)];
}

const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;

function fileSdChecker(version: Version): Checker<FileSdContext> {
  return {
    program: PROGRAM,
    version,
    context: {},
    checks: { target_group: [targetGroup] },
    nullItem: (item, _place, { report }) => {
      const text = 'This target group is empty. Fill it, or remove its `-`.';
      report(infos.nullGroup, spanOf(item), text, { program: 'nil target group item found' });
    },
    validatorOf: (definition) => COMPILED[definition],
  };
}

const targetGroup: StructCheck<FileSdContext> = (group, _place, { report, version }) => {
  for (const item of listAt(group, 'targets')) {
    if (item?.kind === 'scalar') checkTarget(String(item.value), spanOf(item.node), report);
    else if (item?.kind === 'null') checkTarget('', spanOf(item.node), report);
  }
  for (const [name, { keyNode }] of mapAt(group, 'labels')?.entries ?? []) {
    checkLabelName(name, keyNode, version, report);
  }
};

function nounsIn(value: Value): Nouns {
  if (value.kind !== 'list') return NO_NOUNS;
  const groups = value.items.filter((item): item is StructValue => item?.kind === 'struct');
  return joinNouns(
    groups.map((group) => {
      const targets = listAt(group, 'targets').flatMap((item) =>
        item?.kind === 'scalar' ? [said(String(item.value), item.node)] : [],
      );
      const scheme = mapAt(group, 'labels')?.entries.get('__scheme__')?.value;
      const label = scheme?.kind === 'scalar' ? said(String(scheme.value), scheme.node) : undefined;
      return groupNouns(targets, headOf(group), placeOf(group.node), label);
    }),
  );
}
