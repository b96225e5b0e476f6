import { compareFindings, type Finding, shiftFinding } from '../findings/finding';
import { tooLongFinding } from '../findings/tooLong';
import type { Needs, PartReport, PlacedFacts, Surroundings, YamlKind } from '../kinds/kind';
import { partFindings, sectionOf, unitsOf } from '../kinds/units';
import { type FileRef, NO_NOUNS, type Nouns, type Secret } from '../model/nouns';
import { joinNouns, shiftNouns } from '../model/nounsOf';
import type { PartJudge } from '../rules/judges';
import { MAX_LENGTH, type Part, type PartedDocument, type PlacedPart } from '../syntax/yaml/parts';
import { shift } from '../text/span';

/** The report of a part with what it depended on besides the part. */
interface KeptReport<Facts> extends PartReport<Facts> {
  readonly section: string;
  /** The facts without their places: as long as it stays the same, the part tells the others nothing new. */
  readonly factsKey: string;
}

/** Everything known about a document: its findings in order, and what the next analysis can keep. */
export interface Analysis<Facts = unknown> {
  readonly document: PartedDocument;
  readonly findings: readonly Finding[];
  /** The files it would like to look at; see `Surroundings.neighbours`. */
  readonly needs: Needs;
  readonly contextKey: string;
  readonly neighbours: Surroundings['neighbours'];
  /** One for each part of the document. */
  readonly reports: readonly KeptReport<Facts>[];
  /** What only shows when the parts are seen together. */
  readonly across: readonly Finding[];
}

/**
 * Checks `document`. The reports of parts that `previous` knows are kept where neither the part nor what its checks
 * depend on has changed, so the work after an edit is that of the edited part.
 * @param judge runs the security rules on the nouns of a part; none are run where it is absent
 */
export function analyze<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  document: PartedDocument,
  surroundings: Surroundings,
  previous?: Analysis<Facts>,
  judge?: PartJudge,
): Analysis<Facts> {
  const context = kind.context(document, surroundings);
  const { targets, section, isGitIgnored, guessed } = surroundings;
  const contextKey = JSON.stringify([context, targets, section, isGitIgnored, [...(guessed ?? [])]]);
  const known = previous?.contextKey === contextKey ? previous : undefined;
  const check = ({ part, start }: PlacedPart, section: string) =>
    checkPart(kind, part, section, context, surroundings, (nouns, found) => judge?.(nouns, part, start, found) ?? []);
  const reports = reportsOf(document, known, check, surroundings.section ?? '');
  const kept = known !== undefined && tellsTheSame(known, reports, surroundings) ? known : undefined;
  const facts = kept === undefined ? placedFacts(document, reports) : [];
  const across = kept?.across ?? kind.checkAcross(facts, context, surroundings);
  const needs = kept?.needs ?? kind.needs(facts);
  const findings = withoutDoubles(templateOnly([...placedFindings(document, reports), ...across]));
  return { document, findings, needs, contextKey, neighbours: surroundings.neighbours, reports, across };
}

/** The reports of all parts; those in front of and behind the ones that changed are taken over. */
function reportsOf<Facts>(
  { parts }: PartedDocument,
  known: Analysis<Facts> | undefined,
  check: (placed: PlacedPart, section: string) => KeptReport<Facts>,
  rootSection: string,
): readonly KeptReport<Facts>[] {
  const old = known?.document.parts ?? [];
  const most = Math.min(old.length, parts.length);
  let front = 0;
  while (front < most && old[front]?.part === parts[front]?.part) front++;
  let back = 0;
  while (back < most - front && old[old.length - 1 - back]?.part === parts[parts.length - 1 - back]?.part) back++;
  const reports = known?.reports.slice(0, front) ?? [];
  const tail = known?.reports.slice(old.length - back) ?? [];
  let section = reports.at(-1)?.section ?? rootSection;
  for (let index = front; index < parts.length; index++) {
    const placed = parts[index];
    if (placed === undefined) continue;
    if (placed.part.kind === 'section') section = sectionOf(placed.part);
    const behind = index - (parts.length - back);
    // What follows lies under the same key as before, and so does everything behind it.
    if (behind >= 0 && tail[behind]?.section === section) return [...reports, ...tail.slice(behind)];
    reports.push(check(placed, section));
  }
  return reports;
}

/** Whether the parts have nothing new to tell each other, and nothing was found between them that would have moved. */
function tellsTheSame<Facts>(
  known: Analysis<Facts>,
  reports: readonly KeptReport<Facts>[],
  surroundings: Surroundings,
): boolean {
  if (known.across.length > 0 || known.neighbours !== surroundings.neighbours) return false;
  if (known.reports.length !== reports.length) return false;
  return reports.every((report, index) => {
    const before = known.reports[index];
    return before === report || before?.factsKey === report.factsKey;
  });
}

function placedFacts<Facts>({ parts }: PartedDocument, reports: readonly KeptReport<Facts>[]): PlacedFacts<Facts>[] {
  return reports.map(({ facts }, index) => ({ start: parts[index]?.start ?? 0, facts }));
}

function placedFindings<Facts>({ parts, tooLong }: PartedDocument, reports: readonly KeptReport<Facts>[]): Finding[] {
  const findings: Finding[] = tooLong ? [tooLongFinding(MAX_LENGTH)] : [];
  reports.forEach((report, index) => {
    const start = parts[index]?.start ?? 0;
    for (const finding of report.findings) findings.push(shiftFinding(finding, start));
  });
  return findings;
}

function checkPart<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  part: Part,
  section: string,
  context: Context,
  surroundings: Surroundings,
  judge: (nouns: Nouns, found: readonly Finding[]) => readonly Finding[],
): KeptReport<Facts> {
  const checked = kind.checkUnits(unitsOf(part, section), context, surroundings);
  const judged = checked.nouns === undefined ? [] : judge(checked.nouns(), checked.findings);
  const findings = partFindings(part, [...checked.findings, ...judged], kind.program);
  const factsKey = JSON.stringify(checked.facts, (key, value) =>
    key === 'start' || key === 'end' ? undefined : value,
  );
  return { ...checked, findings, section, factsKey };
}

/**
 * The nouns of all parts at their places, and those that the parts make together. A template has none: it becomes a
 * file only after something filled it in.
 */
export function nounsIn<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  { document, reports, findings }: Analysis<Facts>,
): Nouns {
  if (findings.some(({ code }) => code === 'template')) return NO_NOUNS;
  const ofParts = reports.flatMap(({ nouns }, index) =>
    nouns === undefined ? [] : [shiftNouns(nouns(), document.parts[index]?.start ?? 0)],
  );
  const across = nounsAcross(kind, { document, reports });
  return joinNouns(across === undefined ? ofParts : [...ofParts, across]);
}

/**
 * The files and secrets of all parts at their places: what rules of files look at. Cheaper than all nouns, since it is
 * done after every edit.
 */
export function filesAndSecretsIn<Facts>({ document, reports }: Analysis<Facts>): Nouns {
  const all: { files: FileRef[]; secrets: Secret[] } = { files: [], secrets: [] };
  reports.forEach(({ nouns }, index) => {
    const { files, secrets } = nouns?.() ?? NO_NOUNS;
    const offset = document.parts[index]?.start ?? 0;
    for (const file of files) all.files.push({ ...file, ...shift(file, offset) });
    for (const secret of secrets) all.secrets.push({ ...secret, ...shift(secret, offset) });
  });
  return { ...NO_NOUNS, ...all };
}

/** The nouns that only all parts together make; undefined for a kind without such. */
export function nounsAcross<Context, Facts>(
  kind: YamlKind<Context, Facts>,
  { document, reports }: Pick<Analysis<Facts>, 'document' | 'reports'>,
): Nouns | undefined {
  return kind.nounsAcross?.(placedFacts(document, reports));
}

/** A template is left alone: of its findings, only the one that says so is kept. */
function templateOnly(findings: Finding[]): Finding[] {
  const [first] = findings.filter(({ code }) => code === 'template').sort(compareFindings);
  return first === undefined ? findings : [first];
}

/** In order, and without the repetitions that an anchor makes which is used several times. */
function withoutDoubles(findings: Finding[]): readonly Finding[] {
  findings.sort(compareFindings);
  return findings.filter((finding, index) => {
    const before = findings[index - 1];
    return before === undefined || compareFindings(before, finding) !== 0 || before.message !== finding.message;
  });
}
