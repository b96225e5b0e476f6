import {
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type FoldingRange,
  InsertTextFormat,
  type CompletionItem as LspCompletionItem,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../core/features/completion';
import type { Finding, Severity } from '../core/findings/finding';
import { helpAddress } from '../core/services/help';
import type { TextChange } from '../core/text/edit';
import type { OutlineItem } from '../core/text/outline';
import type { Span } from '../core/text/span';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A span as lines and columns. */
export function toRange(span: Span, text: TextDocument): Range {
  return { start: text.positionAt(span.start), end: text.positionAt(span.end) };
}

/** A finding as a client shows it; `helpBase` is the address of the folder of the pages. */
export function toDiagnostic(finding: Finding, text: TextDocument, helpBase: string): Diagnostic {
  return {
    range: toRange(finding, text),
    severity: SEVERITIES[finding.severity],
    source: 'scrapeguard',
    code: finding.code,
    codeDescription: { href: helpAddress(finding.code, helpBase) },
    message: finding.message,
    ...(finding.related && {
      relatedInformation: finding.related.map((related) => ({
        location: { uri: text.uri, range: toRange(related, text) },
        message: related.message,
      })),
    }),
  };
}

/** A change as an edit of the protocol. */
export function toTextEdit(change: TextChange, text: TextDocument): TextEdit {
  return { range: toRange(change, text), newText: change.newText };
}

/** Completion items in their order; clients without snippets get what stands in front of the cursor's place. */
export function toCompletionItems(completion: Completion, text: TextDocument, snippets: boolean): LspCompletionItem[] {
  const range = toRange(completion.replaces, text);
  return completion.items.map((item, index) => ({
    label: item.label,
    kind: item.kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    detail: item.detail,
    ...(item.documentation !== '' && { documentation: { kind: 'markdown' as const, value: item.documentation } }),
    sortText: String(index).padStart(4, '0'),
    filterText: item.label,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The indentation is part of the text already.
    insertTextMode: 1,
    textEdit: { range, newText: snippets ? item.snippet : (item.snippet.split('$0')[0] ?? '').replaceAll('\\$', '$') },
  }));
}

/** An entry of the outline as a symbol. */
export function toSymbol(item: OutlineItem, text: TextDocument): DocumentSymbol {
  return {
    name: item.name,
    kind: item.kind === 'section' ? SymbolKind.Module : SymbolKind.Object,
    range: toRange(item.range, text),
    selectionRange: toRange(item.selection, text),
    children: item.children.map((child) => toSymbol(child, text)),
  };
}

/** Folds that span at least two lines, each line folded once. */
export function toFoldingRanges(spans: readonly Span[], text: TextDocument): FoldingRange[] {
  const folds = new Map<number, number>();
  for (const span of spans) {
    const { start, end } = toRange(span, text);
    if (end.line > start.line) folds.set(start.line, Math.max(end.line, folds.get(start.line) ?? 0));
  }
  return [...folds].map(([startLine, endLine]) => ({ startLine, endLine }));
}
