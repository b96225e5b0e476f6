import { compareFindings, type Finding } from '../findings/finding';
import type { Rule } from '../rules/rule';
import { touches } from '../text/span';
import type { Hover } from './hover';

/** The rules by their ids, and the address of the page of each. */
export interface RuleSource {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly pageOf: (id: string) => string;
}

/**
 * Why the rules speak up that found something at `offset`, each once, above `documentation` of what stands there.
 * Undefined where there is neither.
 */
export function withReasons(
  documentation: Hover | undefined,
  findings: readonly Finding[],
  offset: number,
  source: RuleSource,
): Hover | undefined {
  const found = findings.filter((finding) => touches(finding, offset) && source.rules.has(finding.code));
  const reasons = [...new Set(found.map(({ code }) => code))].map((code) => reason(code, source));
  const [first] = found.sort(compareFindings);
  if (first === undefined) return documentation;
  const parts = [...reasons, ...(documentation === undefined ? [] : [documentation.markdown])];
  const { start, end } = documentation ?? first;
  return { start, end, markdown: parts.join('\n\n---\n\n') };
}

function reason(code: string, { rules, pageOf }: RuleSource): string {
  const rule = rules.get(code);
  if (rule === undefined) return '';
  const { summary, why, advice } = rule;
  return [`**${summary}**`, why, advice, `[${code}](${pageOf(code)})`].join('\n\n');
}
