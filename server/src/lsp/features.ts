import { CodeActionKind, type Connection, type Position } from 'vscode-languageserver';
import type { Targets } from '../core/kinds/kind';
import { targetsFor } from '../core/kinds/targets';
import type { Service } from '../core/services/service';
import { toCodeAction, toCompletionItems, toFoldingRanges, toRange, toSymbol } from './convert';
import { type OpenFile, reportOn, type Workshop } from './openFile';

/** What a client has told about how it wants its answers. */
export interface ClientWishes {
  readonly helpBase: string;
  readonly snippets: boolean;
}

/** One of our files, with what its features read. */
interface Readable {
  readonly file: OpenFile;
  readonly service: Service;
  readonly document: unknown;
  readonly targets: Targets;
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
    if (file?.read === undefined) return undefined;
    return { file, ...file.read, targets: targetsFor(file.path, file.settings, workshop.newest) };
  }

  connection.onHover(({ textDocument, position }) => {
    const at = readable(textDocument.uri);
    if (at === undefined) return null;
    const { text } = at.file;
    const hover = at.service.hover(at.document, text.offsetAt(position), at.targets);
    return hover === undefined
      ? null
      : { contents: { kind: 'markdown', value: hover.markdown }, range: toRange(hover, text) };
  });

  connection.onCompletion(({ textDocument, position, context }) => {
    const at = readable(textDocument.uri);
    if (at === undefined || (context?.triggerCharacter === ' ' && !asksForValue(at.file, position))) return null;
    const { text } = at.file;
    const completion = at.service.complete(at.document, text.offsetAt(position), at.targets);
    return completion === undefined ? null : toCompletionItems(completion, text, wishes().snippets);
  });

  connection.onDocumentSymbol(({ textDocument }) => {
    const at = readable(textDocument.uri);
    return at === undefined ? null : at.service.outline(at.document).map((item) => toSymbol(item, at.file.text));
  });

  connection.onFoldingRanges(({ textDocument }) => {
    const at = readable(textDocument.uri);
    return at === undefined ? null : toFoldingRanges(at.service.folds(at.document), at.file.text);
  });

  connection.onCodeAction(({ textDocument, range, context }) => {
    const at = readable(textDocument.uri);
    const wanted = context.only?.some((kind) => CodeActionKind.QuickFix.startsWith(kind)) ?? true;
    if (at === undefined || !wanted) return null;
    const { text } = at.file;
    const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
    const near = reportOn(at.file, workshop)?.findings.filter(
      (finding) => finding.start <= end && start <= finding.end,
    );
    return (near ?? []).flatMap((finding) =>
      (finding.fixes ?? []).map((fix) => toCodeAction(fix, finding, text, wishes().helpBase)),
    );
  });
}

/** Whether the blank that was just typed follows a key's colon, the dash of a list, or an equals sign. */
function asksForValue({ text }: OpenFile, position: Position): boolean {
  const line = text.getText({ start: { line: position.line, character: 0 }, end: position });
  return /(?::|^\s*-|=) $/.test(line);
}
