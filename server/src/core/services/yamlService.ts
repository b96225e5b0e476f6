import { type Analysis, analyze, filesAndSecretsIn, nounsAcross, nounsIn } from '../analysis/analyze';
import { completionAt } from '../features/completion';
import { hoverAt } from '../features/hover';
import { foldsOf, outlineOf } from '../features/outline';
import { keyNames } from '../features/secretNames';
import { compareFindings, type Finding } from '../findings/finding';
import type { EmbeddedFile, PartReport, Surroundings } from '../kinds/kind';
import type { AnyKind } from '../kinds/registry';
import { NO_NOUNS, type Nouns } from '../model/nouns';
import { joinNouns } from '../model/nounsOf';
import { judgeFile, partJudge } from '../rules/judges';
import type { RuleSet } from '../rules/runRules';
import { editDocument, openDocument, type PartedDocument } from '../syntax/yaml/parts';
import { shift } from '../text/span';
import { checkEmbedded, type EmbeddedReports, withGuesses } from './embedded';
import type { Report, Service, Services } from './service';

/** A YAML text with its parts. */
interface YamlDocument {
  readonly text: string;
  readonly parted: PartedDocument;
}

/** A report that keeps the analysis of every part, and those of the files inside. */
interface YamlReport extends Report {
  /** Absent for a text that is no YAML. */
  readonly analysis?: Analysis;
  readonly inner: EmbeddedReports;
}

const NOTHING_INSIDE: EmbeddedReports = new Map();

/**
 * The service of a kind that is read by a schema. `services` are asked for the files that lie in scalars, `rules` are
 * those that look at the kind.
 */
export function yamlService(kind: AnyKind, services: Services, rules: RuleSet): Service<YamlDocument, YamlReport> {
  /** What the rules find that no part shows alone. */
  const judgedAsWhole = (text: string, surroundings: Surroundings, analysis: Analysis) => {
    if (rules.ofFiles.length === 0 && kind.nounsAcross === undefined) return [];
    if (analysis.findings.some(({ code }) => code === 'template')) return [];
    const unjudged = nounsAcross(kind, analysis);
    const ofFiles = () => filesAndSecretsIn(analysis);
    return judgeFile(kind.id, rules, text, surroundings, ofFiles, unjudged, analysis.findings);
  };
  return {
    kind: kind.id,
    takesAnyBytes: false,
    checks: kind.checks,
    secretNames: () => keyNames(kind.schemas),
    open: (text) => ({ text, parted: openDocument(text, kind.cut) }),
    edit: ({ parted }, change, text) => ({ text, parted: editDocument(parted, change, text) }),
    check: ({ text, parted }, surroundings, previous) => {
      const other = kind.otherFormat?.(text, surroundings);
      if (other !== undefined)
        return reportOf(other, (nouns, found) =>
          judgeFile(kind.id, rules, text, surroundings, () => nouns, nouns, found),
        );
      const judge = partJudge(kind.id, rules, text, surroundings);
      const analysis = analyze(kind, parted, surroundings, previous?.analysis, judge);
      const files = embeddedFiles(analysis);
      const { needs } = analysis;
      const asWhole = judgedAsWhole(text, surroundings, analysis);
      const findings =
        asWhole.length === 0 ? analysis.findings : [...analysis.findings, ...asWhole].sort(compareFindings);
      if (files.length === 0) {
        return { findings, needs, nouns: () => nounsIn(kind, analysis), analysis, inner: NOTHING_INSIDE };
      }
      const embedded = checkEmbedded(text, files, surroundings, services, previous?.inner ?? NOTHING_INSIDE);
      return {
        findings: [...findings, ...embedded.findings].sort(compareFindings),
        needs: withGuesses(needs, embedded.guesses),
        nouns: () => joinNouns([nounsIn(kind, analysis), ...embedded.nouns()]),
        analysis,
        inner: embedded.inner,
      };
    },
    hover: ({ parted }, offset, targets) => hoverAt(parted, kind, kind.version(targets), offset),
    complete: ({ text, parted }, offset, targets) => completionAt(parted, text, kind, kind.version(targets), offset),
    outline: ({ parted }) => outlineOf(parted),
    folds: ({ parted }) => foldsOf(parted),
  };
}

/** The report of a text in another format. */
function reportOf(
  { findings, nouns = () => NO_NOUNS }: PartReport<unknown>,
  judge: (nouns: Nouns, found: readonly Finding[]) => readonly Finding[],
): YamlReport {
  return {
    findings: [...findings, ...judge(nouns(), findings)].sort(compareFindings),
    needs: { patterns: [] },
    nouns,
    inner: NOTHING_INSIDE,
  };
}

/** The files inside of a document, at their places in it; none in a template. */
function embeddedFiles({ document, reports, findings }: Analysis): readonly EmbeddedFile[] {
  if (findings.some(({ code }) => code === 'template')) return [];
  return reports.flatMap(({ embedded = [] }, index) => {
    const start = document.parts[index]?.start ?? 0;
    return embedded.map((file) => ({ ...file, ...shift(file, start) }));
  });
}
