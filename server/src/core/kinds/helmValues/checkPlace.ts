import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { YamlNode } from '../../syntax/yaml/nodes';
import type { PartReport, Surroundings, YamlKind } from '../kind';
import { wrongDurations } from '../manifest/objects/ruleDurations';
import type { PrometheusContext } from '../prometheus/context';
import type { PrometheusFacts } from '../prometheus/facts';
import type { RuleNodeCheck } from '../rules/checkGroups';
import type { Unit } from '../units';
import { toFinding } from '../walk';
import type { HelmValuesFacts } from './facts';
import { textOfPlace, type ValuePlace } from './places';
import { unitsAt } from './placeUnits';
import { isTemplate, knownFacts, withoutTemplates } from './templates';

export const infos = defineChecks({
  templatedText: {
    code: 'templated-text',
    severity: 'info',
    source: 'prometheus',
    rules: [],
    tag: 'SILENT',
    summary:
      'A text in Helm values has template braces, so that it becomes a configuration only when Helm fills it in.',
  },
});

/** The kind of the configurations that values lead to. */
export type PrometheusKind = YamlKind<PrometheusContext, PrometheusFacts>;
/** What was found at one place, or in one section. */
export type ValuesReport = PartReport<HelmValuesFacts>;

/** Nothing was found. */
export const NOTHING: ValuesReport = { findings: [], facts: { places: [] } };

/** How values are checked: the kind that they lead to, and what it is given. */
export interface PlaceCheck {
  readonly prometheus: PrometheusKind;
  readonly rules: RuleNodeCheck;
  readonly context: PrometheusContext;
  readonly surroundings: Surroundings;
  readonly incomplete: boolean;
}

/** Checks what stands at `place` as the program that it is for will read it. */
export function checkPlace(place: ValuePlace, check: PlaceCheck): ValuesReport {
  const { pair, path, holds } = place;
  if (holds === 'text') return checkText(place);
  if (holds === 'rules') return checkRules(place, check);
  return checkJobs(path.join('.'), unitsAt(place, check.incomplete), pair.value, check);
}

/** Checks `units`, which stand in `root`, as a piece of a prometheus.yml. */
export function checkJobs(place: string, units: readonly Unit[], root: YamlNode, check: PlaceCheck): ValuesReport {
  const report = check.prometheus.checkUnits(units, check.context, check.surroundings);
  return {
    findings: withoutTemplates(report.findings.map(asHelmReads), root),
    facts: { places: [{ place, prometheus: knownFacts(report.facts) }] },
    ...(report.nouns && { nouns: report.nouns }),
  };
}

/** The charts hand rules on without filling anything in: braces in them are those of Prometheus. */
function checkRules({ pair, path }: ValuePlace, { rules, surroundings, incomplete }: PlaceCheck): ValuesReport {
  // Those of `serverFiles` become a file, all others a PrometheusRule.
  const durations = path.includes('serverFiles') ? [] : wrongDurations(pair.value);
  return { ...NOTHING, findings: [...durations, ...rules(pair.value, surroundings.targets.prometheus, incomplete)] };
}

/** A text of jobs is a file of its own, unless Helm fills it in. */
function checkText(place: ValuePlace): ValuesReport {
  const node = textOfPlace(place);
  if (node === undefined || !/\S\s*:/.test(node.value)) return NOTHING;
  if (!isTemplate(node.value)) {
    const file = { kind: 'prometheus', section: 'scrape_configs', node, start: node.start, end: node.end } as const;
    return { ...NOTHING, embedded: [file] };
  }
  const text =
    'This text has template braces (`{{`), which Helm fills in before Prometheus reads it, so it is not checked. Check what `helm template` makes of it.';
  return { ...NOTHING, findings: [toFinding(infos.templatedText, place.pair.key, text, {}, 'Helm')] };
}

/** Prometheus gets what Helm has read, which takes the last of two keys. */
function asHelmReads(finding: Finding): Finding {
  if (finding.code !== 'duplicate-key') return finding;
  const message =
    'This key is given twice in the same mapping: Helm takes the last one without a word. Remove one of the two.';
  return { ...finding, severity: 'warning', message };
}
