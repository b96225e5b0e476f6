import { compareFindings, type Finding } from '../findings/finding';
import type { KindId } from '../kinds/kindId';
import { severityAt } from './levels';
import { canBeSilenced, type Policy } from './policy';
import { silence } from './silence';
import { suppressionsIn } from './suppressions';

/**
 * What is told of `findings`, which are everything that was found in `text`: without what comments in it silence, what
 * `policy` switches off and what its level leaves out, with the severities of `policy`, and with what is wrong with
 * the comments. Shells show this and nothing else.
 * @param isComplete whether everything was looked at that the checks asked for; until then, a comment that silences
 *   nothing may still be needed
 */
export function judge(
  findings: readonly Finding[],
  text: string,
  kind: KindId,
  policy: Policy,
  isComplete: boolean,
): readonly Finding[] {
  const suppressions = suppressionsIn(text, kind);
  const left =
    suppressions.length === 0 ? findings : silence(findings, suppressions, text, policy.catalogue, isComplete);
  const told = left.flatMap((finding) => weighed(finding, policy));
  return suppressions.length === 0 ? told : told.sort(compareFindings);
}

/** `finding` with the severity that `policy` gives it; none where it is not told. */
function weighed(finding: Finding, { level, rules, catalogue }: Policy): readonly Finding[] {
  if (!canBeSilenced(finding)) return [finding];
  const setting = rules.get(finding.code);
  if (setting === 'off') return [];
  const isOfLevelAll = finding.category === 'security' && catalogue.rules.get(finding.code)?.level === 'all';
  const severity = setting ?? severityAt(level, finding.severity, isOfLevelAll);
  if (severity === undefined) return [];
  return [severity === finding.severity ? finding : { ...finding, severity }];
}
