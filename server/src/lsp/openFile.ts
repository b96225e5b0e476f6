import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { type DetectInput, detectKind, rootSection } from '../core/kinds/detect';
import type { NeighbourFile, Targets } from '../core/kinds/kind';
import { targetsFor } from '../core/kinds/targets';
import type { Report, Service, Services } from '../core/services/service';
import type { Settings } from '../core/settings';

/** What all open files share. */
export interface Workshop {
  readonly services: Services;
  readonly newest: Targets;
}

/** A document that an editor has open, with everything known about its current text. */
export interface OpenFile {
  readonly uri: string;
  readonly path: string;
  text: TextDocument;
  settings: Settings;
  /** The service of its kind, and the text as that has read it; absent for a file that is none of ours. */
  read: { readonly service: Service; readonly document: unknown } | undefined;
  /** The top-level key that a list at the root belongs to; see `Surroundings.section`. */
  section: string | undefined;
  /** The last report; of an older text where `stale`. */
  report: Report | undefined;
  stale: boolean;
  neighbours: ReadonlyMap<string, readonly NeighbourFile[]> | undefined;
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
    read: undefined,
    section: undefined,
    report: undefined,
    stale: true,
    neighbours: undefined,
    ready: Promise.resolve(),
  };
  findKind(file, workshop);
  return file;
}

/** Finds the kind of `file` anew; what was known of it is kept if it is still the same. */
export function findKind(file: OpenFile, workshop: Workshop): void {
  const text = file.text.getText();
  const input: DetectInput = { path: file.path, text, associations: file.settings.files };
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

/** The report on the current text; undefined for a file that is none of ours. */
export function reportOn(file: OpenFile, workshop: Workshop): Report | undefined {
  if (file.read === undefined) return undefined;
  if (file.report === undefined || file.stale) {
    const { service, document } = file.read;
    const surroundings = {
      targets: targetsFor(file.path, file.settings, workshop.newest),
      path: file.path,
      now: Date.now(),
      ...(file.neighbours && { neighbours: file.neighbours }),
      ...(file.section !== undefined && { section: file.section }),
    };
    file.report = service.check(document, surroundings, file.report);
    file.stale = false;
  }
  return file.report;
}
