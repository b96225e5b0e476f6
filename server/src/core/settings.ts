/** What a setting's value looks like, in the words of JSON Schema, so that the manifest can be made from it. */
interface SettingDescription<T> {
  readonly default: T;
  /** Read by people: in VS Code's settings editor and in the table of the README. */
  readonly description: string;
  /** Further JSON Schema keywords for the settings editor. */
  readonly schema: { readonly type: 'string' | 'object' } & Readonly<Record<string, unknown>>;
  /** The value when it is one, otherwise what is wrong with it. */
  readonly read: (value: unknown) => { readonly value: T } | { readonly problem: string };
}

const VERSION = /^(v?\d+\.\d+(\.\d+)?)?$/;

function version(description: string): SettingDescription<string> {
  const expected = 'a version such as 2.53 or 3.5.0, or empty';
  return {
    default: '',
    description,
    schema: { type: 'string', pattern: VERSION.source, patternErrorMessage: `This must be ${expected}.` },
    read: (value) =>
      typeof value === 'string' && VERSION.test(value) ? { value } : { problem: `must be ${expected}, in quotes` },
  };
}

/** Every setting there is: the manifest, the README's table, the types and the reading are made from this table. */
export const SETTINGS = {
  prometheusVersion: version(
    'The version of Prometheus that reads the files, such as `2.53`. A key that came later is an error that says so, and so is one that was removed earlier. Empty means the newest version that ScrapeGuard knows.',
  ),
  toolkitVersion: version(
    "The version of the exporter-toolkit that reads the web configurations, such as `0.11`. Empty means the newest version that ScrapeGuard knows, and for Prometheus' own web configuration the one that belongs to `scrapeguard.prometheusVersion`.",
  ),
  files: {
    default: {},
    description:
      'Which files are of which kind, where their names do not tell: a glob pattern relative to the workspace folder, and the kind, for example `{ "monitoring/*.yml": "prometheus" }`.',
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    read: readAssociations,
  },
} as const satisfies Record<string, SettingDescription<string> | SettingDescription<Readonly<Record<string, string>>>>;

type Table = typeof SETTINGS;
export type SettingName = keyof Table;
/** One value for each setting; the names are those of the manifest without their prefix `scrapeguard.`. */
export type Settings = {
  readonly [Name in SettingName]: Extract<ReturnType<Table[Name]['read']>, { value: unknown }>['value'];
};

/**
 * Reads the section `scrapeguard` of an editor's settings.
 * @param value whatever the editor sent: anything is read, a setting that is absent or wrong has its default
 */
export function readSettings(value: unknown): Settings {
  return read(value).settings;
}

/** What is wrong with the settings that `readSettings` left at their defaults, a line for each; empty when all is well. */
export function settingsProblems(value: unknown): readonly string[] {
  return read(value).problems;
}

function read(value: unknown): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  if (!isRecord(value ?? {})) problems.push('scrapeguard must be an object of settings');
  const given = isRecord(value) ? value : {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(SETTINGS, name)) problems.push(`scrapeguard.${name} is not a setting`);
  }
  const settings = {
    prometheusVersion: one('prometheusVersion', SETTINGS.prometheusVersion, given, problems),
    toolkitVersion: one('toolkitVersion', SETTINGS.toolkitVersion, given, problems),
    files: one('files', SETTINGS.files, given, problems),
  };
  return { settings, problems };
}

function one<T>(
  name: SettingName,
  setting: SettingDescription<T>,
  given: Readonly<Record<string, unknown>>,
  problems: string[],
): T {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined || value === null) return setting.default;
  const result = setting.read(value);
  if ('value' in result) return result.value;
  problems.push(`scrapeguard.${name} ${result.problem}`);
  return setting.default;
}

function readAssociations(value: unknown): { value: Readonly<Record<string, string>> } | { problem: string } {
  if (!isRecord(value)) return { problem: 'must be an object of glob patterns and kinds' };
  // fromEntries defines own properties, whatever a pattern is called (`__proto__`).
  const entries: [string, string][] = [];
  for (const [pattern, kind] of Object.entries(value)) {
    if (typeof kind !== 'string') return { problem: `must give a kind in quotes for ${JSON.stringify(pattern)}` };
    entries.push([pattern, kind]);
  }
  return { value: Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
