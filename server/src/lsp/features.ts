import { CodeActionKind, type Connection, type Position } from 'vscode-languageserver';
import { completionAt } from '../core/features/completion';
import { hoverAt } from '../core/features/hover';
import { foldsOf, outlineOf } from '../core/features/outline';
import type { AnyKind } from '../core/kinds/registry';
import { targetsFor } from '../core/kinds/targets';
import type { Version } from '../core/schema/version';
import type { PartedDocument } from '../core/syntax/yaml/parts';
import { toCodeAction, toCompletionItems, toFoldingRanges, toRange, toSymbol } from './convert';
import { analysisOf, type OpenFile, type Workshop } from './openFile';

/** What a client has told about how it wants its answers. */
export interface ClientWishes {
  readonly helpBase: string;
  readonly snippets: boolean;
}

/** One of our files, with what its features read. */
interface Readable {
  readonly file: OpenFile;
  readonly kind: AnyKind;
  readonly parted: PartedDocument;
  readonly version: Version;
}

/** Answers the requests that ask about one document. What is none of ours has no answer. */
export function registerFeatures(
  connection: Connection,
  files: ReadonlyMap<string, OpenFile>,
  workshop: Workshop,
  wishes: () => ClientWishes,
): void {
  function readable(uri: string): Readable | undefined {
    const file = files.get(uri);
    if (file?.kind === undefined || file.parted === undefined) return undefined;
    const version = file.kind.version(targetsFor(file.path, file.settings, workshop.newest));
    return { file, kind: file.kind, parted: file.parted, version };
  }

  connection.onHover(({ textDocument, position }) => {
    const at = readable(textDocument.uri);
    if (at === undefined) return null;
    const { text } = at.file;
    const hover = hoverAt(at.parted, at.kind, at.version, text.offsetAt(position));
    return hover === undefined
      ? null
      : { contents: { kind: 'markdown', value: hover.markdown }, range: toRange(hover, text) };
  });

  connection.onCompletion(({ textDocument, position, context }) => {
    const at = readable(textDocument.uri);
    if (at === undefined || (context?.triggerCharacter === ' ' && !asksForValue(at.file, position))) return null;
    const { text } = at.file;
    const completion = completionAt(at.parted, text.getText(), at.kind, at.version, text.offsetAt(position));
    return completion === undefined ? null : toCompletionItems(completion, text, wishes().snippets);
  });

  connection.onDocumentSymbol(({ textDocument }) => {
    const at = readable(textDocument.uri);
    return at === undefined ? null : outlineOf(at.parted).map((item) => toSymbol(item, at.file.text));
  });

  connection.onFoldingRanges(({ textDocument }) => {
    const at = readable(textDocument.uri);
    return at === undefined ? null : toFoldingRanges(foldsOf(at.parted), at.file.text);
  });

  connection.onCodeAction(({ textDocument, range, context }) => {
    const at = readable(textDocument.uri);
    const wanted = context.only?.some((kind) => CodeActionKind.QuickFix.startsWith(kind)) ?? true;
    if (at === undefined || !wanted) return null;
    const { text } = at.file;
    const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
    const near = analysisOf(at.file, workshop)?.findings.filter(
      (finding) => finding.start <= end && start <= finding.end,
    );
    return (near ?? []).flatMap((finding) =>
      (finding.fixes ?? []).map((fix) => toCodeAction(fix, finding, text, wishes().helpBase)),
    );
  });
}

/** Whether the blank that was just typed follows a key's colon or the dash of a list. */
function asksForValue({ text }: OpenFile, position: Position): boolean {
  const line = text.getText({ start: { line: position.line, character: 0 }, end: position });
  return /(?::|^\s*-) $/.test(line);
}
