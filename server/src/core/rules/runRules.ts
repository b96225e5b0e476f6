import type { Edits } from '../edits/edits';
import type { Finding } from '../findings/finding';
import type { Surroundings } from '../kinds/kind';
import type { KindId } from '../kinds/kindId';
import type { Nouns } from '../model/nouns';
import { samePlace } from '../text/span';
import type { Rule, RuleInput } from './rule';

/** What rules are run on: nouns with the text that they stand in. */
export interface Subject {
  readonly kind: KindId;
  readonly nouns: Nouns;
  /** The text that the spans of `nouns` are offsets into. */
  readonly textAt: () => string;
  readonly surroundings: Surroundings;
  /** Made when a fix is written: most texts need none. */
  readonly edits: () => Edits;
}

/** The rules of one kind of file, by what they look at. */
export interface RuleSet {
  readonly ofParts: readonly Rule[];
  readonly ofFiles: readonly Rule[];
}

/** Those of `rules` that look at files of `kind`. */
export function rulesFor(kind: KindId, rules: readonly Rule[]): RuleSet {
  const ours = rules.filter((rule) => rule.check !== undefined && rule.kinds.includes(kind));
  return {
    ofParts: ours.filter(({ scope }) => scope === undefined),
    ofFiles: ours.filter(({ scope }) => scope === 'file'),
  };
}

/** What `rules` find in `subject`; each place once for each rule. */
export function runRules(rules: readonly Rule[], { kind, nouns, textAt, surroundings, edits }: Subject): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const report: RuleInput['report'] = (
      { start, end },
      message,
      { severity = rule.severity, related, fixes } = {},
    ) => {
      const place = `${rule.id} ${start} ${end}`;
      if (seen.has(place)) return;
      seen.add(place);
      findings.push({
        code: rule.id,
        severity,
        category: 'security',
        start,
        end,
        message,
        ...(related !== undefined && related.length > 0 && { related }),
        ...(fixes !== undefined && fixes.length > 0 && { fixes }),
      });
    };
    rule.check?.({
      kind,
      nouns,
      surroundings,
      report,
      textAt: ({ start, end }) => textAt().slice(start, end),
      get edits() {
        return edits();
      },
    });
  }
  return findings;
}

/** `findings` of rules without those that `checks` say already: the same id at the same place, or at a part of it. */
export function withoutSaid(findings: readonly Finding[], checks: readonly Finding[]): readonly Finding[] {
  const overlaps = (a: Finding, b: Finding) => a.start < b.end && b.start < a.end;
  return findings.filter(
    (finding) =>
      !checks.some((check) => check.code === finding.code && (overlaps(check, finding) || samePlace(check, finding))),
  );
}
