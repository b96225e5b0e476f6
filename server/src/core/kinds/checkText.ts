import { compareFindings, type Finding, shiftFinding } from '../findings/finding';
import type { Nouns } from '../model/nouns';
import { joinNouns } from '../model/nounsOf';
import { openDocument } from '../syntax/yaml/parts';
import type { PlacedFacts, Surroundings, YamlKind } from './kind';
import { partFindings, sectionOf, unitsOf } from './units';

/** What checking a whole text gives. The places of the nouns are those in their parts. */
export interface CheckedText {
  readonly findings: readonly Finding[];
  readonly nouns: () => Nouns;
}

/** Checks `text` as a file of `kind` that another file names. */
export function checkText<C, F>(kind: YamlKind<C, F>, text: string, surroundings: Surroundings): CheckedText {
  const other = kind.otherFormat?.(text, surroundings);
  if (other !== undefined) return { findings: other.findings, nouns: other.nouns ?? (() => joinNouns([])) };
  const document = openDocument(text, kind.cut);
  const context = kind.context(document, surroundings);
  const findings: Finding[] = [];
  const facts: PlacedFacts<F>[] = [];
  const nouns: (() => Nouns)[] = [];
  let section = '';
  for (const { part, start } of document.parts) {
    if (part.kind === 'section') section = sectionOf(part);
    const checked = kind.checkUnits(unitsOf(part, section), context, surroundings);
    const found = partFindings(part, checked.findings, kind.program);
    findings.push(...found.map((finding) => shiftFinding(finding, start)));
    facts.push({ start, facts: checked.facts });
    if (checked.nouns !== undefined) nouns.push(checked.nouns);
  }
  findings.push(...kind.checkAcross(facts, context, surroundings));
  return { findings: findings.sort(compareFindings), nouns: () => joinNouns(nouns.map((make) => make())) };
}
