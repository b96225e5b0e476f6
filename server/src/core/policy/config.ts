import type { Finding } from '../findings/finding';
import { BCRYPT_COSTS } from '../formats/bcrypt';
import { checkText } from '../kinds/checkText';
import { type KindId, kindId } from '../kinds/kindId';
import { scrapeguardKind } from '../kinds/scrapeguard/kind';
import { newestTargets } from '../kinds/targets';
import { decode } from '../schema/decode';
import { noRepetition } from '../schema/repetition';
import { listAt, mapAt, numberAt, type StructValue, structAt, structsAt, textAt } from '../schema/value';
import { parseTarget, release } from '../schema/version';
import { parseYaml } from '../syntax/yaml/parser';
import type { Catalogue } from './catalogue';
import { type Level, levelOf, type RuleSetting, ruleSettingOf } from './levels';

/** A job and the exporter that it scrapes, which nothing else in the workspace links. */
export interface Link {
  readonly job: string;
  /** Paths from the folder of the configuration. */
  readonly webConfig?: string;
  readonly exporter?: string;
}

/** What a `.scrapeguard.yaml` says. */
export interface Config {
  readonly level?: Level;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Glob patterns with their kinds, in their order. */
  readonly files: readonly (readonly [glob: string, kind: KindId])[];
  readonly exclude: readonly string[];
  /** As they are written; empty for the newest. */
  readonly versions: { readonly prometheus: string; readonly toolkit: string; readonly stunnel: string };
  readonly links: readonly Link[];
  readonly bcryptCost: number;
  readonly certificateExpiryDays: number;
}

/** What counts where there is no configuration. */
export const NO_CONFIG: Config = {
  rules: new Map(),
  files: [],
  exclude: [],
  versions: { prometheus: '', toolkit: '', stunnel: '' },
  links: [],
  bcryptCost: BCRYPT_COSTS.usual,
  certificateExpiryDays: 30,
};

/** A configuration as far as it could be read, with what is wrong with the rest. */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly Finding[];
}

/** Reads the text of a `.scrapeguard.yaml`. Total: what is wrong is told, and has its default. */
export type ConfigReader = (text: string) => ReadConfig;

/** A reader of configurations; made once by the shell that owns it. */
export function configReader(catalogue: Catalogue): ConfigReader {
  const kind = scrapeguardKind(catalogue);
  const root = kind.schemas[0]?.root;
  const surroundings = { targets: newestTargets() };
  return (text) => {
    const { findings: problems } = checkText(kind, text, surroundings);
    const node = parseYaml(text).documents[0]?.root;
    if (node === undefined || root === undefined) return { config: NO_CONFIG, problems };
    const value = decode(node, root, {
      version: release('0.1'),
      program: kind.program,
      report: () => undefined,
      around: [],
      repetition: noRepetition(),
    });
    return { config: value?.kind === 'struct' ? configOf(value) : NO_CONFIG, problems };
  };
}

function configOf(root: StructValue): Config {
  const level = levelOf(textAt(root, 'level'));
  return {
    ...(level !== undefined && { level }),
    rules: new Map(textsOf(root, 'rules').flatMap(([id, text]) => pairWith(id, ruleSettingOf(text)))),
    files: textsOf(root, 'files').flatMap(([glob, text]) => pairWith(glob, kindId(text))),
    exclude: listAt(root, 'exclude').flatMap((item) =>
      item?.kind === 'scalar' && item.value !== '' ? [String(item.value)] : [],
    ),
    versions: versionsOf(structAt(root, 'versions')),
    links: structsAt(root, 'links').flatMap(linkOf),
    bcryptCost: within(numberAt(root, 'bcryptCost'), BCRYPT_COSTS.least, BCRYPT_COSTS.most) ?? NO_CONFIG.bcryptCost,
    certificateExpiryDays: within(numberAt(root, 'certificateExpiryDays'), 1, 3650) ?? NO_CONFIG.certificateExpiryDays,
  };
}

/** The texts of the map under `key`, by their keys. */
function textsOf(root: StructValue, key: string): readonly (readonly [key: string, text: string])[] {
  const entries = mapAt(root, key)?.entries.values() ?? [];
  return [...entries].flatMap((entry) =>
    entry.value?.kind === 'scalar' ? [[entry.key, String(entry.value.value)] as const] : [],
  );
}

function pairWith<T>(key: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[key, value]];
}

function versionsOf(given: StructValue | undefined): Config['versions'] {
  const version = (key: string) => {
    const text = (given && textAt(given, key)) ?? '';
    return parseTarget(text) === undefined ? '' : text;
  };
  return { prometheus: version('prometheus'), toolkit: version('toolkit'), stunnel: version('stunnel') };
}

function linkOf(link: StructValue): readonly Link[] {
  const job = textAt(link, 'job') ?? '';
  const webConfig = textAt(link, 'web_config') ?? '';
  const exporter = textAt(link, 'exporter') ?? '';
  if (job === '' || (webConfig === '' && exporter === '')) return [];
  return [{ job, ...(webConfig !== '' && { webConfig }), ...(exporter !== '' && { exporter }) }];
}

function within(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && Number.isInteger(value) && least <= value && value <= most ? value : undefined;
}
