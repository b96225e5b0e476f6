import type { Finding } from '../../findings/finding';
import type { YamlNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { hasVariable } from '../filledIn';
import type { PrometheusFacts } from '../prometheus/facts';

/** Whether Helm fills something in before Prometheus reads the text. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/** `findings` without those about a scalar below `root` that is a template, or has a variable: nobody knows what it will be. */
export function withoutTemplates(findings: readonly Finding[], root: YamlNode): readonly Finding[] {
  const templates: Span[] = [];
  collectTemplates(root, templates);
  if (templates.length === 0) return findings;
  return findings.filter(({ start, end }) => !templates.some((span) => start < span.end && span.start < end));
}

function collectTemplates(node: YamlNode, into: Span[]): void {
  if (node.type === 'scalar' && (isTemplate(node.value) || hasVariable(node.value))) into.push(node);
  if (node.type === 'sequence') for (const item of node.items) collectTemplates(item, into);
  if (node.type !== 'mapping') return;
  for (const { key, value } of node.pairs) {
    collectTemplates(key, into);
    collectTemplates(value, into);
  }
}

/** `facts` without names that are not known yet. */
export function knownFacts(facts: PrometheusFacts): PrometheusFacts {
  return { ...facts, jobs: facts.jobs.filter(({ name }) => !isTemplate(name) && !hasVariable(name)) };
}
