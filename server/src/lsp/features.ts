import type { CodeAction, Connection, Position } from 'vscode-languageserver';
import { withReasons } from '../core/features/ruleHover';
import type { Finding } from '../core/findings/finding';
import type { Targets } from '../core/kinds/kind';
import { helpAddress } from '../core/services/help';
import type { Service } from '../core/services/service';
import { type ActionWishes, codeActions } from './codeActions';
import { toCompletionItems, toFoldingRanges, toRange, toSymbol } from './convert';
import { type OpenFile, reportOn, targetsOf, type Workshop } from './openFile';

/** What a client has told about how it wants its answers. */
export interface ClientWishes extends ActionWishes {
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
  suppress: (file: OpenFile, near: readonly Finding[]) => Promise<readonly CodeAction[]>,
): void {
  function readable(uri: string): Readable | undefined {
    const file = files.get(uri);
    if (file?.read === undefined) return undefined;
    return { file, ...file.read, targets: targetsOf(file, workshop) };
  }

  connection.onHover(({ textDocument, position }) => {
    const at = readable(textDocument.uri);
    if (at === undefined) return null;
    const { text } = at.file;
    const offset = text.offsetAt(position);
    const hover = withReasons(
      at.service.hover(at.document, offset, at.targets),
      reportOn(at.file, workshop)?.findings ?? [],
      offset,
      { rules: workshop.services.catalogue.rules, pageOf: (id) => helpAddress(id, wishes().helpBase) },
    );
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

  connection.onCodeAction(async (params) => {
    const file = readable(params.textDocument.uri)?.file;
    if (file === undefined) return null;
    const { actions, near } = codeActions(file, workshop, params, wishes());
    return [...actions, ...(await suppress(file, near))];
  });
}

/** Whether the blank that was just typed follows a key's colon, the dash of a list, or an equals sign. */
function asksForValue({ text }: OpenFile, position: Position): boolean {
  const line = text.getText({ start: { line: position.line, character: 0 }, end: position });
  return /(?::|^\s*-|=) $/.test(line);
}
