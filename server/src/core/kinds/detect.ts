import picomatch from 'picomatch';

/** The kinds of files ScrapeGuard knows, as `--kind`, modelines and reports name them. */
export const KINDS = ['prometheus', 'web-config'] as const;

/** The id of a kind of file. */
export type KindId = (typeof KINDS)[number];

/** What decides the kind of a file. `text` may be cut off behind its first 64 kB. */
export interface DetectInput {
  /** The path or URI path of the file, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The kind the user named (`--kind`); wins over everything. */
  readonly override?: string;
  /** Globs of the setting `scrapeguard.files` with their kinds; the first that matches wins. */
  readonly associations?: Readonly<Record<string, string>>;
}

/** How much of a text is looked at. */
const GLANCE = 64 * 1024;

/**
 * The kind of a file, from what the user named, a modeline, the settings, its name, or its content, in this order;
 * undefined for a file that is none of ours. Costs one pass over the first lines at most.
 */
export function detectKind(input: DetectInput): KindId | undefined {
  const named = kindId(input.override) ?? modelineKind(input.text) ?? associatedKind(input);
  if (named !== undefined) return named;
  if (!/\.ya?ml$/i.test(input.path)) return undefined;
  const glance = glanceAt(input.text.slice(0, GLANCE));
  return kindByName(baseName(input.path), glance) ?? kindByContent(glance);
}

/** `text` as a kind; undefined where it names none. */
export function kindId(text: string | undefined): KindId | undefined {
  return KINDS.find((kind) => kind === text);
}

/** The kind in a comment such as `# scrapeguard: kind=web-config` within the first ten lines. */
function modelineKind(text: string): KindId | undefined {
  const head = /^(?:.*\r?\n?){0,10}/.exec(text.slice(0, 4096))?.[0] ?? '';
  return kindId(/^\s*#\s*scrapeguard:\s*kind\s*=\s*([\w-]+)\s*$/m.exec(head)?.[1]);
}

function associatedKind({ path, associations = {} }: DetectInput): KindId | undefined {
  for (const [glob, kind] of Object.entries(associations)) {
    const pattern = glob.startsWith('/') || glob.startsWith('**/') ? glob : `**/${glob}`;
    if (picomatch.isMatch(path, [glob, pattern], { dot: true })) return kindId(kind);
  }
  return undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a first look at a text shows. */
interface Glance {
  /** The keys at the start of lines; a document that is no block mapping has none. */
  readonly keys: ReadonlySet<string>;
  /** Whether the document is a list. */
  readonly isList: boolean;
}

function glanceAt(text: string): Glance {
  const keys = new Set<string>();
  for (const match of text.matchAll(/^(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_][\w.-]*))\s*:(?=\s|$)/gm)) {
    keys.add(match[1] ?? match[2] ?? match[3] ?? '');
  }
  for (const job of text.matchAll(/^ *(?:- +)?(pipeline_stages|journal|loki_push_api):/gm)) keys.add(job[1] ?? '');
  const first = /^(?!---)[ \t]*(?=[^\s#])(-?)/m.exec(text);
  return { keys, isList: keys.size === 0 && first?.[1] === '-' };
}

const PROMETHEUS_KEYS = [
  'scrape_configs',
  'scrape_config_files',
  'global',
  'alerting',
  'rule_files',
  'remote_write',
  'remote_read',
  'storage',
  'tracing',
  'otlp',
  'runtime',
];
/** Those that other programs' files do not have at the top. */
const TELLING_KEYS = ['global', 'alerting', 'rule_files', 'remote_write', 'remote_read', 'otlp'];
const WEB_CONFIG_KEYS = ['tls_server_config', 'http_server_config', 'basic_auth_users', 'rate_limit'];
/** Top-level keys of other programs' files that have some of Prometheus' keys or names. */
const FOREIGN_KEYS = [
  'apiVersion',
  'kind',
  'groups',
  'services',
  'modules',
  'receivers',
  'route',
  'positions',
  'object_storage',
  'debug_info',
  'pipeline_stages',
  'journal',
  'loki_push_api',
  'clients',
  'server',
  'exporters',
  'metrics',
  'integrations',
  'image',
  'name',
  'on',
  'jobs',
  'hosts',
  'tasks',
  'prometheus',
  'prometheusSpec',
];

/** Keys that Prometheus had once, or that people write for one of its keys. */
const NEAR_KEYS =
  /^(target_groups|scrape_?configs?|scrape_?config_?files?|globals?|rule_?files?|alertings?|remote_?(write|read)s?)$/i;

/**
 * The kind that the name says, unless the content says otherwise: other programs have files of these names too, so at
 * least one key has to be ours or near to one, or there is none at all.
 */
function kindByName(name: string, { keys, isList }: Glance): KindId | undefined {
  if (isList || FOREIGN_KEYS.some((key) => keys.has(key))) return undefined;
  const says = (known: readonly string[]) => known.some((key) => keys.has(key));
  const isPrometheus = says(PROMETHEUS_KEYS) || [...keys].some((key) => NEAR_KEYS.test(key));
  const isWebConfig =
    says(WEB_CONFIG_KEYS) || [...keys].some((key) => /^(tls|http)(_server)?_config$|^basic_auth/.test(key));
  if (/^prometheus\.ya?ml$/i.test(name) && (keys.size === 0 || isPrometheus)) return 'prometheus';
  if (/^web[-_.]?config\.ya?ml$/i.test(name) && (keys.size === 0 || isWebConfig)) return 'web-config';
  if (/^prometheus[-_.].*\.ya?ml$/i.test(name) && isPrometheus) return 'prometheus';
  if (/(^|[-_.])web([-_.]?config)?\.ya?ml$/i.test(name) && says(WEB_CONFIG_KEYS)) return 'web-config';
  return undefined;
}

function kindByContent({ keys, isList }: Glance): KindId | undefined {
  if (isList || FOREIGN_KEYS.some((key) => keys.has(key))) return undefined;
  const known = (names: readonly string[]) => names.filter((name) => keys.has(name)).length;
  // A file of ours may have a typo or two; one with more unknown keys than known ones is somebody else's.
  const isMostly = (names: readonly string[]) => known(names) * 2 > keys.size || known(names) >= keys.size - 1;
  if (isMostly(PROMETHEUS_KEYS)) {
    if (keys.has('scrape_configs') || keys.has('scrape_config_files')) return 'prometheus';
    if (known(TELLING_KEYS) >= 2) return 'prometheus';
  }
  const hasListener = keys.has('tls_server_config') || keys.has('basic_auth_users');
  return hasListener && isMostly(WEB_CONFIG_KEYS) ? 'web-config' : undefined;
}
