import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { type Analysis, analyze } from '../core/analysis/analyze';
import { detectKind, type KindId } from '../core/kinds/detect';
import type { NeighbourFile, Targets } from '../core/kinds/kind';
import type { AnyKind } from '../core/kinds/registry';
import { targetsFor } from '../core/kinds/targets';
import type { Settings } from '../core/settings';
import { editDocument, openDocument, type PartedDocument } from '../core/syntax/yaml/parts';

/** What all open files share. */
export interface Workshop {
  readonly kinds: ReadonlyMap<KindId, AnyKind>;
  readonly newest: Targets;
}

/** A document that an editor has open, with everything known about its current text. */
export interface OpenFile {
  readonly uri: string;
  readonly path: string;
  text: TextDocument;
  settings: Settings;
  kind: AnyKind | undefined;
  /** Absent for a file that is none of ours. */
  parted: PartedDocument | undefined;
  /** The last analysis; of an older text where `stale`. */
  analysis: Analysis | undefined;
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
    kind: undefined,
    parted: undefined,
    analysis: undefined,
    stale: true,
    neighbours: undefined,
    ready: Promise.resolve(),
  };
  findKind(file, workshop);
  return file;
}

/** Finds the kind of `file` anew; what was known of it is kept if it is still the same. */
export function findKind(file: OpenFile, workshop: Workshop): void {
  const { files } = file.settings;
  const id = detectKind({ path: file.path, text: file.text.getText(), associations: files });
  const kind = id === undefined ? undefined : workshop.kinds.get(id);
  if (kind === file.kind) return;
  file.kind = kind;
  file.analysis = undefined;
  file.stale = true;
  file.parted = kind === undefined ? undefined : openDocument(file.text.getText(), kind.cut);
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
    if (file.kind === undefined || file.parted === undefined) continue;
    const text = file.text.getText();
    const isOne = range !== undefined && start <= end;
    file.parted = isOne
      ? editDocument(file.parted, { start, end, newText: change.text }, text)
      : openDocument(text, file.kind.cut);
  }
  file.stale = true;
  if (first < HEAD || file.kind === undefined) findKind(file, workshop);
}

/** The analysis of the current text; undefined for a file that is none of ours, or too large. */
export function analysisOf(file: OpenFile, workshop: Workshop): Analysis | undefined {
  if (file.kind === undefined || file.parted === undefined) return undefined;
  if (file.analysis === undefined || file.stale) {
    const surroundings = {
      targets: targetsFor(file.path, file.settings, workshop.newest),
      ...(file.neighbours && { neighbours: file.neighbours }),
    };
    file.analysis = analyze(file.kind, file.parted, surroundings, file.analysis);
    file.stale = false;
  }
  return file.analysis;
}
