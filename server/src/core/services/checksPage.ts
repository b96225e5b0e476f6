import type { CheckInfo, RuleSource } from '../findings/check';
import { STRUCTURE_CHECKS } from '../findings/structure';
import type { KindId } from '../kinds/kindId';
import { type AnyKind, yamlKinds } from '../kinds/registry';
import { RULES } from '../rules/all';
import type { Json, Schema, SchemaNode, Shape } from '../schema/shape';
import { checkLines, structureText } from './checkText';
import { createServices } from './registry';

/** A rule that a check enforces, as a row of its table. */
interface RuleRow {
  readonly source: RuleSource;
  readonly rules: readonly (number | string)[];
  readonly where: string;
  readonly program: string;
}

const SOURCES: Readonly<Record<RuleSource, string>> = {
  prometheus: 'Prometheus',
  'web-config': 'web config',
  'scrape-config': 'ScrapeConfig',
  stunnel: 'stunnel',
  security: 'security',
};

/** The page docs/checks.md: every code with its meaning, its rules and the program's own words. */
export function checksPage(): string {
  const infos = createServices([])
    .all()
    .flatMap((service) => service.checks);
  const rows = schemaRows([...yamlKinds().values()].map((kind) => kind()));
  const codes = new Set([
    ...STRUCTURE_CHECKS.map(({ code }) => code),
    ...[...new Set(infos.map(({ code }) => code))].sort(),
  ]);
  const hasPage = (code: string) => RULES.some(({ id }) => id === code);
  const sections = [...codes]
    .filter((code) => !hasPage(code))
    .map((code) =>
      section(
        code,
        infos.filter((info) => info.code === code),
        rows,
      ),
    );
  const links = [...codes].map((code) => `- [${code}](${hasPage(code) ? `rules/${code}.md` : `#${code}`})`);
  return `${HEAD}${links.join('\n')}\n\n${sections.join('\n')}`;
}

/** Gives the table of what `checks` report under a code, in the words of the programs; none where they have no words for it. */
export function programTables(checks: readonly CheckInfo[]): (code: string) => string | undefined {
  const rows = schemaRows([...yamlKinds().values()].map((kind) => kind()));
  return (code) => {
    const own = checks.filter((info) => info.code === code && info.program !== undefined);
    return programTable([...own.map(infoRow), ...(rows.get(code) ?? [])]);
  };
}

const HEAD = `# Checks

<!-- Generated from the tables in server/src/core and schemas by npm run generate. Not to be edited. -->

What ScrapeGuard finds because the program that reads the file would refuse or misread it. The numbers are those of the
rules that were taken from the programs' sources; the words in the last column are the program's own, with \`%q\` and \`%s\`
for what it fills in. Rules of security have [pages of their own](rules/README.md).

`;

function section(code: string, infos: readonly CheckInfo[], rows: ReadonlyMap<string, readonly RuleRow[]>): string {
  const structure = STRUCTURE_CHECKS.find((check) => check.code === code);
  const text = structure === undefined ? checkLines(infos).join('\n') : structureText(structure).join('\n\n');
  const own =
    structure === undefined && infos.length === 1 ? infos.filter((info) => info.program !== undefined) : infos;
  const table = programTable([...own.map(infoRow), ...(rows.get(code) ?? [])]);
  return `${[`## ${code}`, text, ...(table === undefined ? [] : [table])].join('\n\n')}\n`;
}

function programTable(rows: readonly RuleRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  const body = rows.map(
    (row) => `| ${ruleNames(row)} | ${cell(row.where)} | ${row.program === '' ? '' : codeSpan(row.program)} |`,
  );
  return ['| rule | what | in the words of the program |', '| --- | --- | --- |', ...body].join('\n');
}

function infoRow({ source, rules, summary, program = '' }: CheckInfo): RuleRow {
  return { source, rules, where: summary, program };
}

function ruleNames({ source, rules }: RuleRow): string {
  return rules.length === 0 ? '' : `${SOURCES[source]} ${rules.join(', ')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function codeSpan(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.includes('`') ? ' ' : ''}${cell(text)}${text.includes('`') ? ' ' : ''}${fence}`;
}

/** The rules that the schemas enforce, by the code under which they are reported. */
function schemaRows(kinds: readonly AnyKind[]): ReadonlyMap<string, readonly RuleRow[]> {
  const rows = new Map<string, RuleRow[]>();
  for (const kind of kinds) {
    for (const { name, shape } of kind.schemas.flatMap(namedShapes)) {
      for (const [key, rule] of Object.entries(table(shape.schema, 'x-rules'))) {
        if (typeof rule !== 'number') continue;
        const [keyword = '', property = ''] = key.split(':');
        const code = codeOf(keyword, property);
        const program = table(shape.schema, 'x-errors')[key];
        const where = `\`${property}\`${name === '' ? '' : ` in \`${name}\``}`;
        const source = SCHEMA_SOURCES[kind.id] ?? 'prometheus';
        rows.set(code, [
          ...(rows.get(code) ?? []),
          { source, rules: [rule], where, program: typeof program === 'string' ? program : '' },
        ]);
      }
    }
  }
  for (const list of rows.values()) list.sort((a, b) => Number(a.rules[0] ?? 0) - Number(b.rules[0] ?? 0));
  return new Map([...rows].map(([code, list]) => [code, together(list)]));
}

/** How many keys with the same rule and the same words have rows of their own. */
const MOST_ROWS = 3;

/** `rows` with those put together that say the same of many keys. */
function together(rows: readonly RuleRow[]): readonly RuleRow[] {
  const same = new Map<string, RuleRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.rules, row.program]);
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  return [...same.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined || list.length <= MOST_ROWS) return list;
    return [{ ...first, where: `${first.where} and ${list.length - 1} other keys` }];
  });
}

/** Whose numbers the `x-rules` of a kind's schema are; those of Prometheus where nothing is said. */
const SCHEMA_SOURCES: Readonly<Partial<Record<KindId, RuleSource>>> = {
  'web-config': 'web-config',
  'scrape-config': 'scrape-config',
};

function namedShapes({ root, definitions, definition }: Schema): { name: string; shape: Shape }[] {
  const defined = definitions.map((name) => ({ name, shape: definition(name) }));
  return [{ name: '', shape: root }, ...defined].filter(
    (found): found is { name: string; shape: Shape } => found.shape !== undefined,
  );
}

function table(schema: SchemaNode, key: string): { readonly [key: string]: Json } {
  const value = schema[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SchemaNode) : {};
}

function codeOf(keyword: string, property: string): string {
  if (keyword === 'required') return 'missing-key';
  if (keyword.startsWith('x-since')) return 'newer-version-needed';
  if (property === 'basic_auth_users') return 'unhashed-web-password';
  return property === 'regex' ? 'invalid-regex' : 'invalid-value';
}
