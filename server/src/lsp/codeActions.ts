import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../core/findings/finding';
import { safeRepairs } from '../core/findings/fixAll';
import { generatorFixes } from '../core/generators/offers';
import { ACT_COMMANDS, type ActName } from '../core/secrets/actNames';
import { type ActCall, actCall } from '../core/secrets/acts';
import type { Report } from '../core/services/service';
import { meets } from '../core/text/span';
import { toDiagnostic, toTextEdit } from './convert';
import { type OpenFile, reportOn, type Workshop } from './openFile';

/** Makes all safe fixes of a document; what is configured for `source.fixAll` gets it too. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.scrapeguard`;

/** The kinds of the actions that there are. */
export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL];

/** What a client has told about the actions that it takes. */
export interface ActionWishes {
  readonly helpBase: string;
  /** The acts that it can do by commands of its own; none for an editor that does not know ScrapeGuard. */
  readonly acts: ReadonlySet<ActName>;
}

/** The actions that `params` asks for, and whether ways to live with findings are asked for as well. */
export interface AskedActions {
  readonly actions: readonly CodeAction[];
  /** The findings at the place, where quick fixes are wanted. */
  readonly near: readonly Finding[];
}

/** The actions on `file` at a place: the fixes of the findings there, or all safe ones where these are asked for. */
export function codeActions(
  file: OpenFile,
  workshop: Workshop,
  { range, context: { only } }: CodeActionParams,
  wishes: ActionWishes,
): AskedActions {
  const report = reportOn(file, workshop);
  if (report === undefined) return { actions: [], near: [] };
  const { text } = file;
  const wants = (kind: string) => only === undefined || only.some((asked) => isWithin(kind, asked));
  const asked = { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
  const near = report.findings.filter((finding) => meets(finding, asked));
  const fixes = near.flatMap((finding) =>
    [...(finding.fixes ?? []), ...generatorFixes(finding, file.read?.service.kind, report.nouns)]
      .filter((fix) => wants(kindOf(fix)))
      .flatMap((fix) => toCodeAction(fix, finding, file, report, wishes)),
  );
  // A client that asks for no kind shows what it gets as repairs of the place, which this one is not.
  const whole = only !== undefined && wants(FIX_ALL) ? fixAllAction(report.findings, text) : [];
  return { actions: [...fixes, ...whole], near: wants(CodeActionKind.QuickFix) ? near : [] };
}

/** Whether `kind` is the kind `asked` for, or one below it. */
function isWithin(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

function kindOf({ kind }: Fix): string {
  return kind === 'refactor' ? CodeActionKind.Refactor : CodeActionKind.QuickFix;
}

/** The action of a fix; its diagnostic is told so that the client shows the two together. */
function toCodeAction(
  fix: Fix,
  finding: Finding,
  { text, uri, read }: OpenFile,
  report: Report,
  { helpBase, acts }: ActionWishes,
): CodeAction[] {
  const action: CodeAction = {
    title: fix.title,
    kind: kindOf(fix),
    ...(fix.kind !== 'refactor' && { isPreferred: fix.preferred }),
    diagnostics: [toDiagnostic(finding, text, helpBase)],
  };
  if (fix.act === undefined) {
    return [{ ...action, edit: { changes: { [uri]: fix.changes.map((change) => toTextEdit(change, text)) } } }];
  }
  if (read === undefined || !acts.has(fix.act.does)) return [];
  const source = { uri, version: text.version, text: text.getText(), kind: read.service.kind, nouns: report.nouns };
  const call = actCall(fix, source);
  return call === undefined ? [] : [{ ...action, command: toCommand(fix.title, call) }];
}

function toCommand(title: string, call: ActCall) {
  return { title, command: ACT_COMMANDS[call.does], arguments: [call] };
}

/** All safe fixes as one step; those that would touch each other wait for the next time. */
function fixAllAction(findings: readonly Finding[], text: TextDocument): CodeAction[] {
  const changes = safeRepairs(findings).flatMap(({ fix }) => fix.changes);
  if (changes.length === 0) return [];
  const edits = changes.map((change) => toTextEdit(change, text));
  return [{ title: 'Make all safe fixes of ScrapeGuard', kind: FIX_ALL, edit: { changes: { [text.uri]: edits } } }];
}
