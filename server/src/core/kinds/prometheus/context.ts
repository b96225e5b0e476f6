import { parseDuration } from '../../formats/duration';
import { parseSize } from '../../formats/size';
import { decode } from '../../schema/decode';
import type { Decoding } from '../../schema/decoding';
import { noRepetition } from '../../schema/repetition';
import type { Schema } from '../../schema/shape';
import { numberAt, type StructValue, textAt } from '../../schema/value';
import { resolveAlias, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import type { PartedDocument } from '../../syntax/yaml/parts';
import { sectionOf } from '../units';
import type { CheckContext, StructCheck } from '../walk';

/** Which characters names may have; see spec rules 30, 33 and 38. */
export type NameScheme = 'utf8' | 'legacy';

/** What the checks of a part need from the rest of the file. Plain JSON: findings are kept while it stays the same. */
export interface PrometheusContext {
  /** Milliseconds; the default of 1m where nothing valid is given. */
  readonly scrapeInterval: number;
  /** Milliseconds; undefined where `global` gives none. */
  readonly scrapeTimeout?: number;
  /** As written; empty where `global` gives none. */
  readonly nameValidation: string;
  readonly nameEscaping: string;
  /** The limits of `global` that are not 0: jobs inherit them. */
  readonly limits: readonly string[];
  /** Whether there is a job, in this file or in one that it includes. */
  readonly hasScrapeConfigs: boolean;
}

/** What the checks of a prometheus.yml are given. */
export type PrometheusCheckContext = CheckContext<PrometheusContext>;
/** Looks at one mapping of a prometheus.yml. */
export type PrometheusCheck = StructCheck<PrometheusContext>;

const DEFAULT_INTERVAL = 60_000;

/** The limits that a job inherits where its own is 0 (spec rule 35). */
export const LIMITS = [
  'body_size_limit',
  'sample_limit',
  'target_limit',
  'label_limit',
  'label_name_length_limit',
  'label_value_length_limit',
  'keep_dropped_targets',
];

/** Reads the context from `document`. */
export function readContext(document: PartedDocument, schema: Schema): PrometheusContext {
  const global = findGlobal(document, schema);
  const timeout = durationAt(global, 'scrape_timeout');
  return {
    scrapeInterval: durationAt(global, 'scrape_interval') || DEFAULT_INTERVAL,
    ...(timeout !== undefined && timeout > 0 && { scrapeTimeout: timeout }),
    nameValidation: text(global, 'metric_name_validation_scheme'),
    nameEscaping: text(global, 'metric_name_escaping_scheme'),
    limits: LIMITS.filter((key) => global !== undefined && (limitAt(global, key) ?? 0) !== 0),
    hasScrapeConfigs: hasScrapeConfigs(document),
  };
}

function findGlobal(document: PartedDocument, schema: Schema): StructValue | undefined {
  for (const { part } of document.parts) {
    if (part.kind !== 'section' && part.kind !== 'whole') continue;
    const found = valueAt(part.tree.documents[0]?.root, 'global');
    const shape = schema.definition('global');
    const value = found === undefined || shape === undefined ? undefined : decode(found, shape, silently());
    if (value?.kind === 'struct') return value;
  }
  return undefined;
}

/** The findings come when the section is checked; here only the values count. */
function silently(): Decoding {
  return { version: 0, program: '', report: () => undefined, around: [], repetition: noRepetition() };
}

function hasScrapeConfigs({ parts }: PartedDocument): boolean {
  let section = '';
  for (const { part } of parts) {
    if (part.kind === 'section') section = sectionOf(part);
    if (part.kind === 'item' && SCRAPING.includes(section)) return true;
    const root = part.tree.documents[0]?.root;
    if (SCRAPING.some((key) => hasItems(valueAt(root, key)))) return true;
  }
  return false;
}

const SCRAPING = ['scrape_configs', 'scrape_config_files'];

function hasItems(node: YamlNode | undefined): boolean {
  const list = node === undefined ? undefined : resolveAlias(node);
  return list?.type === 'sequence' && list.items.length > 0;
}

function text(value: StructValue | undefined, key: string): string {
  return (value === undefined ? undefined : textAt(value, key)) ?? '';
}

/** Milliseconds of the duration under `key`; undefined where there is none that is valid. */
export function durationAt(value: StructValue | undefined, key: string): number | undefined {
  const parsed = parseDuration(text(value, key));
  return 'ms' in parsed ? parsed.ms : undefined;
}

/** The limit under `key`, a number or a size in bytes; undefined where there is none that is valid. */
export function limitAt(value: StructValue, key: string): number | undefined {
  const number = numberAt(value, key);
  if (number !== undefined) return number;
  const size = parseSize(text(value, key));
  return 'bytes' in size ? size.bytes : undefined;
}
