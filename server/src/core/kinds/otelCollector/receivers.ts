import type { Finding } from '../../findings/finding';
import { parseDuration } from '../../formats/duration';
import { NO_NOUNS, type Nouns } from '../../model/nouns';
import { pairOf, type YamlNode } from '../../syntax/yaml/nodes';
import type { Surroundings } from '../kind';
import type { PrometheusContext } from '../prometheus/context';
import type { prometheusKind } from '../prometheus/kind';
import { nodeAt, textAtPath } from '../yamlReading';

/** The kind that reads scrape configs. */
export type JobChecker = ReturnType<typeof prometheusKind>;

/** The sections of the receiver's `config` that are judged. */
const JUDGED = ['global', 'scrape_configs'];

/**
 * Checks `global` and the `scrape_configs` of a Prometheus receiver as Prometheus does, whose code the receiver runs. The collector
 * fills in `${…}` before and makes `$` of `$$`, so nothing is said of a value with a `$` in it.
 */
export function jobsReading(
  receiver: YamlNode,
  source: string,
  checker: JobChecker,
  surroundings: Surroundings,
): { readonly findings: readonly Finding[]; readonly nouns: Nouns } {
  const units = JUDGED.flatMap((section) => {
    const pair = pairOf(nodeAt(receiver, 'config'), section);
    return pair === undefined ? [] : [{ kind: 'section', pair, section, incomplete: false } as const];
  });
  if (units.length === 0) return { findings: [], nouns: NO_NOUNS };
  const { targets } = surroundings;
  const report = checker.checkUnits(units, contextOf(receiver), { targets });
  return {
    findings: report.findings.filter((finding) => !isFilledIn(finding, source)),
    nouns: report.nouns?.() ?? NO_NOUNS,
  };
}

/** What jobs inherit from the receiver's `global`; an interval that is filled in may be as long as any timeout. */
function contextOf(receiver: YamlNode): PrometheusContext {
  const interval = textAtPath(receiver, 'config', 'global', 'scrape_interval') ?? '1m';
  const parsed = parseDuration(interval);
  return {
    scrapeInterval: 'ms' in parsed && parsed.ms > 0 ? parsed.ms : Number.MAX_SAFE_INTEGER,
    nameValidation: '',
    nameEscaping: '',
    limits: [],
    hasScrapeConfigs: true,
  };
}

/** Whether the collector may put something else in the place of a finding before Prometheus' code sees it. */
function isFilledIn({ start, end }: Finding, source: string): boolean {
  const lineEnd = source.indexOf('\n', end);
  return source.slice(start, lineEnd < 0 ? source.length : lineEnd).includes('$');
}
