import { compareFindings, type Finding, shiftFinding } from '../findings/finding';
import type { Needs, PartReport, PlacedFacts, Surroundings, YamlKind } from '../kinds/kind';
import { sectionOf, syntaxFindings, unitsOf, withoutEchoes } from '../kinds/units';
import type { Part, PartedDocument } from '../syntax/yaml/parts';

/** The report of a part with what it depended on besides the part. */
interface KeptReport<Facts> extends PartReport<Facts> {
  readonly section: string;
}

/** Everything known about a document: its findings in order, and what the next analysis can keep. */
export interface Analysis<Facts = unknown> {
  readonly document: PartedDocument;
  readonly findings: readonly Finding[];
  /** The files it would like to look at; see `Surroundings.neighbours`. */
  readonly needs: Needs;
  readonly contextKey: string;
  readonly reports: ReadonlyMap<Part, KeptReport<Facts>>;
}

/**
 * Checks `document`. The reports of parts that `previous` knows are kept where neither the part nor what its checks
 * depend on has changed, so the work after an edit is that of the edited part.
 */
export function analyze<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  document: PartedDocument,
  surroundings: Surroundings,
  previous?: Analysis<Facts>,
): Analysis<Facts> {
  const context = kind.context(document, surroundings);
  const contextKey = JSON.stringify([context, surroundings.targets]);
  const known = previous?.contextKey === contextKey ? previous.reports : undefined;
  const reports = new Map<Part, KeptReport<Facts>>();
  const facts: PlacedFacts<Facts>[] = [];
  const findings: Finding[] = [];
  let section = '';
  for (const { part, start } of document.parts) {
    if (part.kind === 'section') section = sectionOf(part);
    const kept = known?.get(part);
    const report =
      kept?.section === section ? kept : { ...checkPart(kind, part, section, context, surroundings), section };
    reports.set(part, report);
    facts.push({ start, facts: report.facts });
    for (const finding of report.findings) findings.push(shiftFinding(finding, start));
  }
  findings.push(...kind.checkAcross(facts, context, surroundings));
  return { document, findings: withoutDoubles(findings), needs: kind.needs(facts), contextKey, reports };
}

function checkPart<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  part: Part,
  section: string,
  context: Context,
  surroundings: Surroundings,
): PartReport<Facts> {
  const checked = kind.checkUnits(unitsOf(part, section), context, surroundings);
  const findings = [...syntaxFindings(part, kind.program), ...withoutEchoes(part, checked.findings)];
  return { findings, facts: checked.facts };
}

/** In order, and without the repetitions that an anchor makes which is used several times. */
function withoutDoubles(findings: Finding[]): readonly Finding[] {
  findings.sort(compareFindings);
  return findings.filter((finding, index) => {
    const before = findings[index - 1];
    return before === undefined || compareFindings(before, finding) !== 0 || before.message !== finding.message;
  });
}
