import { type Analysis, analyze, nounsIn } from '../analysis/analyze';
import { completionAt } from '../features/completion';
import { hoverAt } from '../features/hover';
import { foldsOf, outlineOf } from '../features/outline';
import { keyNames } from '../features/secretNames';
import { compareFindings } from '../findings/finding';
import type { EmbeddedFile, PartReport } from '../kinds/kind';
import type { AnyKind } from '../kinds/registry';
import { NO_NOUNS } from '../model/nouns';
import { joinNouns } from '../model/nounsOf';
import { editDocument, openDocument, type PartedDocument } from '../syntax/yaml/parts';
import { shift } from '../text/span';
import { checkEmbedded, type EmbeddedReports } from './embedded';
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

/** The service of a kind that is read by a schema. `services` are asked for the files that lie in scalars. */
export function yamlService(kind: AnyKind, services: Services): Service<YamlDocument, YamlReport> {
  return {
    kind: kind.id,
    takesAnyBytes: false,
    checks: kind.checks,
    secretNames: () => keyNames(kind.schemas),
    open: (text) => ({ text, parted: openDocument(text, kind.cut) }),
    edit: ({ parted }, change, text) => ({ text, parted: editDocument(parted, change, text) }),
    check: ({ text, parted }, surroundings, previous) => {
      const other = kind.otherFormat?.(text, surroundings);
      if (other !== undefined) return reportOf(other);
      const analysis = analyze(kind, parted, surroundings, previous?.analysis);
      const files = embeddedFiles(analysis);
      const { findings, needs } = analysis;
      if (files.length === 0) {
        return { findings, needs, nouns: () => nounsIn(kind, analysis), analysis, inner: NOTHING_INSIDE };
      }
      const embedded = checkEmbedded(text, files, surroundings, services, previous?.inner ?? NOTHING_INSIDE);
      return {
        findings: [...findings, ...embedded.findings].sort(compareFindings),
        needs,
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
function reportOf({ findings, nouns = () => NO_NOUNS }: PartReport<unknown>): YamlReport {
  return { findings: [...findings].sort(compareFindings), needs: { patterns: [] }, nouns, inner: NOTHING_INSIDE };
}

/** The files inside of a document, at their places in it; none in a template. */
function embeddedFiles({ document, reports, findings }: Analysis): readonly EmbeddedFile[] {
  if (findings.some(({ code }) => code === 'template')) return [];
  return reports.flatMap(({ embedded = [] }, index) => {
    const start = document.parts[index]?.start ?? 0;
    return embedded.map((file) => ({ ...file, ...shift(file, start) }));
  });
}
