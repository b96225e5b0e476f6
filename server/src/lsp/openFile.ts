import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { type DetectInput, detectKind, rootSection } from '../core/kinds/detect';
import type { NeighbourFile, Targets } from '../core/kinds/kind';
import { targetsFor } from '../core/kinds/targets';
import { judge } from '../core/policy/judge';
import { configuredKind, isExcluded, NO_PROJECT, type Project, policyOf, versionsOf } from '../core/policy/project';
import type { Report, Service, Services } from '../core/services/service';
import type { Settings } from '../core/settings';

/** What all open files share. */
export interface Workshop {
  readonly services: Services;
  readonly newest: Targets;
}

/** What is told of a text, which is not everything that was found. */
interface Told {
  readonly of: Report;
  readonly report: Report;
}

/** A document that an editor has open, with everything known about its current text. */
export interface OpenFile {
  readonly uri: string;
  readonly path: string;
  text: TextDocument;
  settings: Settings;
  /** The configuration of the workspace that counts for it. */
  project: Project;
  /** The service of its kind, and the text as that has read it; absent for a file that is none of ours. */
  read: { readonly service: Service; readonly document: unknown } | undefined;
  /** The top-level key that a list at the root belongs to; see `Surroundings.section`. */
  section: string | undefined;
  /** The last report; of an older text where `stale`. */
  report: Report | undefined;
  /** What is told of `report`. */
  told: Told | undefined;
  stale: boolean;
  neighbours: ReadonlyMap<string, readonly NeighbourFile[]> | undefined;
  /** What came of trying words on its hashes; see `Surroundings.guessed`. */
  guessed: ReadonlyMap<string, boolean> | undefined;
  isGitIgnored: boolean | undefined;
  /** Fulfilled when the settings are those of the file's folder. */
  ready: Promise<void>;
}

/** Beyond this, only what is at the start of a text decides its kind, so that an edit costs no glance. */
const HEAD = 4096;

/** The file of a document that was just opened. */
export function openFile(text: TextDocument, settings: Settings, workshop: Workshop): OpenFile {
  const file: OpenFile = {
    uri: text.uri,
    path: URI.parse(text.uri).path,
    text,
    settings,
    project: NO_PROJECT,
    read: undefined,
    section: undefined,
    report: undefined,
    told: undefined,
    stale: true,
    neighbours: undefined,
    guessed: undefined,
    isGitIgnored: undefined,
    ready: Promise.resolve(),
  };
  findKind(file, workshop);
  return file;
}

/** Finds the kind of `file` anew; what was known of it is kept if it is still the same. */
export function findKind(file: OpenFile, workshop: Workshop): void {
  const text = file.text.getText();
  const { path, project, settings } = file;
  const input: DetectInput = { path, text, associations: settings.files, ...configuredKind(project, path) };
  const id = detectKind(input);
  const service = id === undefined ? undefined : workshop.services.get(id);
  const section = rootSection(input);
  if (service === file.read?.service && section === file.section) return;
  file.section = section;
  file.read = service && { service, document: service.open(text) };
  file.report = undefined;
  file.stale = true;
}

/** Makes `changes`, in their order, in the text and in what is known of it. */
export function changeFile(
  file: OpenFile,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
  workshop: Workshop,
): void {
  let first = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const range = 'range' in change ? change.range : undefined;
    const start = range === undefined ? 0 : file.text.offsetAt(range.start);
    const end = range === undefined ? 0 : file.text.offsetAt(range.end);
    file.text = TextDocument.update(file.text, [change], version);
    first = Math.min(first, start);
    if (file.read === undefined) continue;
    const { service, document } = file.read;
    const text = file.text.getText();
    const isOne = range !== undefined && start <= end;
    const edited = isOne ? service.edit(document, { start, end, newText: change.text }, text) : service.open(text);
    file.read = { service, document: edited };
  }
  file.stale = true;
  if (first < HEAD || file.read === undefined) findKind(file, workshop);
}

/** The versions that `file` is checked for. */
export function targetsOf({ path, project, settings }: OpenFile, { newest }: Workshop): Targets {
  return targetsFor(path, versionsOf(project, settings), newest);
}

/**
 * The report on the current text, with the findings that the user wants to see; undefined for a file that is none of
 * ours, or that the workspace excludes.
 */
export function reportOn(file: OpenFile, workshop: Workshop): Report | undefined {
  const report = isExcluded(file.project, file.path) ? undefined : fullReport(file, workshop);
  if (report === undefined || file.read === undefined) return undefined;
  if (file.told?.of !== report) {
    const policy = policyOf(file.project, file.settings, workshop.services.catalogue);
    const findings = judge(
      report.findings,
      file.text.getText(),
      file.read.service.kind,
      policy,
      isComplete(file, report),
    );
    file.told = { of: report, report: { ...report, findings } };
  }
  return file.told.report;
}

/** Whether all was read and tried that the checks of `file` asked for. */
function isComplete({ neighbours, guessed }: OpenFile, { needs }: Report): boolean {
  const { patterns, guesses = [] } = needs;
  return patterns.every((pattern) => neighbours?.has(pattern)) && guesses.every(({ hash }) => guessed?.has(hash));
}

/** Everything that was found in the current text. */
function fullReport(file: OpenFile, workshop: Workshop): Report | undefined {
  if (file.read === undefined) return undefined;
  if (file.report === undefined || file.stale) {
    const { service, document } = file.read;
    const surroundings = {
      targets: targetsOf(file, workshop),
      path: file.path,
      now: Date.now(),
      ...(file.neighbours && { neighbours: file.neighbours }),
      ...(file.guessed && { guessed: file.guessed }),
      ...(file.isGitIgnored !== undefined && { isGitIgnored: file.isGitIgnored }),
      ...(file.section !== undefined && { section: file.section }),
    };
    file.report = service.check(document, surroundings, file.report);
    file.stale = false;
  }
  return file.report;
}
