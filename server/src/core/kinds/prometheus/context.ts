import { parseDuration } from '../../formats/duration';
import { resolveAlias, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import type { PartedDocument } from '../../syntax/yaml/parts';
import { resolveScalar } from '../../syntax/yaml/resolve';
import type { CheckContext, StructCheck } from '../walk';

/** Which characters names may have; see spec rules 30, 33 and 38. */
export type NameScheme = 'utf8' | 'legacy';

/** What the checks of a part need from the section `global`. Plain JSON: findings are kept while it stays the same. */
export interface PrometheusContext {
  /** Milliseconds; the default of 1m where nothing valid is given. */
  readonly scrapeInterval: number;
  /** Milliseconds; undefined where `global` gives none. */
  readonly scrapeTimeout?: number;
  /** As written; empty where `global` gives none. */
  readonly nameValidation: string;
  readonly nameEscaping: string;
}

export type PrometheusCheckContext = CheckContext<PrometheusContext>;
export type PrometheusCheck = StructCheck<PrometheusContext>;

const DEFAULT_INTERVAL = 60_000;

/** Reads the context from the section `global` of `document`. */
export function readContext(document: PartedDocument): PrometheusContext {
  const global = findGlobal(document);
  const timeout = duration(valueAt(global, 'scrape_timeout'));
  return {
    scrapeInterval: duration(valueAt(global, 'scrape_interval')) || DEFAULT_INTERVAL,
    ...(timeout !== undefined && timeout > 0 && { scrapeTimeout: timeout }),
    nameValidation: text(valueAt(global, 'metric_name_validation_scheme')),
    nameEscaping: text(valueAt(global, 'metric_name_escaping_scheme')),
  };
}

function findGlobal(document: PartedDocument): YamlNode | undefined {
  for (const { part } of document.parts) {
    if (part.kind !== 'section' && part.kind !== 'whole') continue;
    const found = valueAt(part.tree.documents[0]?.root, 'global');
    if (found !== undefined) return found;
  }
  return undefined;
}

function text(node: YamlNode | undefined): string {
  const target = node === undefined ? undefined : resolveAlias(node);
  return target?.type === 'scalar' && resolveScalar(target).type !== 'null' ? target.value : '';
}

function duration(node: YamlNode | undefined): number | undefined {
  const parsed = parseDuration(text(node));
  return 'ms' in parsed ? parsed.ms : undefined;
}
