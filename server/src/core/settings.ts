import { BCRYPT_COSTS } from './formats/bcrypt';
import { KINDS, type KindId, kindId } from './kinds/kindId';
import { LEVELS, type Level, levelOf, RULE_SETTINGS, type RuleSetting, ruleSettingOf } from './policy/levels';

/** A value as far as it could be read, and what is wrong with the rest, in words that follow the setting's name. */
interface Reading<T> {
  readonly value: T;
  readonly problems: readonly string[];
}

/** What a setting is, in one place: for the settings editor, the README and the reading. */
interface Setting<T> {
  readonly default: T;
  /** Read by people, as Markdown. */
  readonly description: string;
  /** The keywords of JSON Schema that the settings editor goes by. */
  readonly schema: { readonly type: 'integer' | 'object' | 'string' } & Readonly<Record<string, unknown>>;
  readonly read: (value: unknown) => Reading<T>;
}

type Associations = Readonly<Record<string, KindId>>;
type RuleSettings = Readonly<Record<string, RuleSetting>>;
type Scan = (typeof SCANS)[number];

/** When closed files are checked. */
const SCANS = ['onCommand', 'automatic'] as const;

/** Every setting there is: the manifest, the README's table, the types and the reading are made from this table. */
export const SETTINGS = {
  prometheusVersion: version(
    'The version of Prometheus that reads the files, such as `2.53`. A key that came later is an error that says so, and so is one that was removed earlier. Empty means the newest version that ScrapeGuard knows.',
  ),
  toolkitVersion: version(
    "The version of the exporter-toolkit that reads the web configurations, such as `0.11`. Empty means the newest version that ScrapeGuard knows, and for Prometheus' own web configuration the one that belongs to `scrapeguard.prometheusVersion`.",
  ),
  stunnelVersion: version(
    'The version of stunnel that reads the files, such as `5.68`. An option that came later is an error that says so. Empty means the newest version that ScrapeGuard knows, 5.75; beyond that an unknown option is only a warning.',
  ),
  files: {
    default: {},
    description:
      'Which files are of which kind, where their names do not tell: glob patterns and kinds, for example `{ "monitoring/*.yml": "prometheus" }`.',
    schema: { type: 'object', additionalProperties: { type: 'string', enum: KINDS } },
    read: readAssociations,
  },
  level: {
    default: '',
    description:
      'Which security rules count, and how much: `recommended`, `strict` (informations and hints count as warnings) or `all` (strict, and the rules that many honest set-ups break on purpose). Empty means what `.scrapeguard.yaml` says, or else `recommended`.',
    schema: { type: 'string', enum: ['', ...LEVELS] },
    read: readLevel,
  },
  rules: {
    default: {},
    description:
      'What becomes of single rules, over the level and over `.scrapeguard.yaml`: ids of rules with `error`, `warning`, `info`, `hint` or `off`, for example `{ "unit-not-hardened": "off" }`. What makes a program refuse its file can be neither lowered nor switched off.',
    schema: { type: 'object', additionalProperties: { type: 'string', enum: RULE_SETTINGS } },
    read: readRules,
  },
  bcryptCost: {
    default: BCRYPT_COSTS.usual,
    description:
      'The cost of the bcrypt hashes that ScrapeGuard makes. One more doubles the time that each login takes, and Prometheus logs in with every scrape. Where it is not set, `.scrapeguard.yaml` has its say.',
    schema: { type: 'integer', minimum: BCRYPT_COSTS.least, maximum: BCRYPT_COSTS.most },
    read: readCost,
  },
  scan: {
    default: 'onCommand',
    description:
      'When files that no editor has open are checked too, so that the Problems view shows them: after the command *ScrapeGuard: Scan Workspace* (`onCommand`), or as soon as a folder is opened (`automatic`). From then on they are checked again when they change.',
    schema: { type: 'string', enum: SCANS },
    read: readScan,
  },
} satisfies Record<
  string,
  | Setting<string>
  | Setting<Associations>
  | Setting<Level | ''>
  | Setting<RuleSettings>
  | Setting<number>
  | Setting<Scan>
>;

type Table = typeof SETTINGS;
/** The name of a setting without its prefix. */
export type SettingName = keyof Table;
/** One value for each setting; the names are those of the manifest without their prefix `scrapeguard.`. */
export type Settings = { readonly [Name in SettingName]: ReturnType<Table[Name]['read']>['value'] };

/**
 * Reads the section `scrapeguard` of an editor's settings.
 * @param value whatever the editor sent: anything is read, what is absent or wrong has its default
 */
export function readSettings(value: unknown): Settings {
  return read(value).settings;
}

/** What is wrong with the settings, a line for each thing that `readSettings` passed over. */
export function settingsProblems(value: unknown): readonly string[] {
  return read(value).problems;
}

function read(value: unknown): { settings: Settings; problems: readonly string[] } {
  const problems: string[] = [];
  if (!isRecord(value ?? {})) problems.push('scrapeguard must be an object of settings');
  const given = isRecord(value) ? value : {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(SETTINGS, name)) problems.push(`scrapeguard.${name} is not a setting`);
  }
  const one = <T>(name: SettingName, setting: Setting<T>): T => {
    const set = Object.hasOwn(given, name) ? given[name] : undefined;
    if (set === undefined || set === null) return setting.default;
    const reading = setting.read(set);
    problems.push(...reading.problems.map((problem) => `scrapeguard.${name} ${problem}`));
    return reading.value;
  };
  const settings = {
    prometheusVersion: one('prometheusVersion', SETTINGS.prometheusVersion),
    toolkitVersion: one('toolkitVersion', SETTINGS.toolkitVersion),
    stunnelVersion: one('stunnelVersion', SETTINGS.stunnelVersion),
    files: one('files', SETTINGS.files),
    level: one('level', SETTINGS.level),
    rules: one('rules', SETTINGS.rules),
    bcryptCost: one('bcryptCost', SETTINGS.bcryptCost),
    scan: one('scan', SETTINGS.scan),
  };
  return { settings, problems };
}

function version(description: string): Setting<string> {
  const pattern = /^(v?\d+\.\d+(\.\d+)?)?$/;
  const expected = 'must be a version such as "2.53" or "3.5.0", or empty';
  return {
    default: '',
    description,
    schema: { type: 'string', pattern: pattern.source, patternErrorMessage: `This ${expected}.` },
    read: (value) =>
      typeof value === 'string' && pattern.test(value)
        ? { value, problems: [] }
        : { value: '', problems: [`${expected}, in quotes`] },
  };
}

function readAssociations(value: unknown): Reading<Associations> {
  if (!isRecord(value)) return { value: {}, problems: ['must be an object of glob patterns and kinds'] };
  const known: [string, KindId][] = [];
  const problems: string[] = [];
  for (const [pattern, named] of Object.entries(value)) {
    const kind = typeof named === 'string' ? kindId(named) : undefined;
    if (kind === undefined) problems.push(`must give ${JSON.stringify(pattern)} one of the kinds ${KINDS.join(', ')}`);
    else known.push([pattern, kind]);
  }
  // fromEntries defines properties whatever their names are, `__proto__` too.
  return { value: Object.fromEntries(known), problems };
}

function readLevel(value: unknown): Reading<Level | ''> {
  const level = value === '' ? value : levelOf(value);
  return level === undefined
    ? { value: '', problems: [`must be one of ${LEVELS.join(', ')}, or empty`] }
    : { value: level, problems: [] };
}

function readRules(value: unknown): Reading<RuleSettings> {
  if (!isRecord(value)) return { value: {}, problems: ['must be an object of rules and severities'] };
  const known: [string, RuleSetting][] = [];
  const problems: string[] = [];
  for (const [id, given] of Object.entries(value)) {
    const setting = ruleSettingOf(given);
    if (setting === undefined) problems.push(`must give ${JSON.stringify(id)} one of ${RULE_SETTINGS.join(', ')}`);
    else known.push([id, setting]);
  }
  return { value: Object.fromEntries(known), problems };
}

function readCost(value: unknown): Reading<number> {
  const { least, usual, most } = BCRYPT_COSTS;
  const isCost = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return isCost
    ? { value, problems: [] }
    : { value: usual, problems: [`must be a whole number from ${least} to ${most}`] };
}

function readScan(value: unknown): Reading<Scan> {
  const scan = SCANS.find((known) => known === value);
  return scan === undefined
    ? { value: 'onCommand', problems: [`must be one of ${SCANS.join(', ')}`] }
    : { value: scan, problems: [] };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
