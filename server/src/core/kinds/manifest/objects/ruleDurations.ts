import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { parseDuration } from '../../../formats/duration';
import type { YamlNode } from '../../../syntax/yaml/nodes';
import { toFinding } from '../../walk';
import { itemsOf, nodeAt, saidAt } from './texts';

export const infos = defineChecks({
  duration: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary: 'A duration of a PrometheusRule is none.',
    program: 'Invalid value: %q',
  },
});

/** The durations of groups and rules, whose pattern is that of the API; one that is filled in is not known. */
export function wrongDurations(spec: YamlNode): readonly Finding[] {
  return itemsOf(nodeAt(spec, 'groups')).flatMap((group) => [
    ...wrongIn(group, ['interval', 'query_offset']),
    ...itemsOf(nodeAt(group, 'rules')).flatMap((rule) => wrongIn(rule, ['for', 'keep_firing_for'])),
  ]);
}

function wrongIn(node: YamlNode, keys: readonly string[]): readonly Finding[] {
  return keys.flatMap((key) => {
    const given = saidAt(nodeAt(node, key));
    const text = given?.value;
    if (given === undefined || text === undefined || /^$|\$/.test(text) || 'ms' in parseDuration(text)) return [];
    const words = 'A duration is a number with a unit (ms, s, m, h, d, w, y), such as `30s` or `1h30m`.';
    const program = `Invalid value: ${JSON.stringify(text.slice(0, 60))}`;
    const message = `${words} Kubernetes refuses the PrometheusRule.`;
    return [toFinding(infos.duration, given, message, { program }, 'Kubernetes')];
  });
}
