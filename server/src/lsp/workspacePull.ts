import {
  type CancellationToken,
  type DiagnosticServerCancellationData,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { OpenResults, Result } from './openResults';
import { sameUri } from './root';
import type { WorkspaceScan } from './workspaceScan';

/** How a client asks for the findings of the whole workspace. */
export interface WorkspacePull {
  readonly params: WorkspaceDiagnosticParams;
  readonly token: CancellationToken;
  readonly progress: WorkDoneProgressReporter;
  readonly results: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;
}

/** What answering needs besides the scan. */
interface Means {
  readonly open: OpenResults;
  /** See `Runtime.defer`. */
  readonly defer: (work: () => void) => void;
}

const CANCELLED = new ResponseError(LSPErrorCodes.RequestCancelled, 'The client wants no answer any more.', {
  retriggerRequest: false,
});

/**
 * Tells what a scan has found. A client that takes results bit by bit gets them while a scan runs, and where there is
 * nothing new the answer waits until there is: VS Code asks again two seconds after each answer, and this way neither
 * side does anything while nothing happens.
 */
export async function answerWorkspacePull(
  scan: WorkspaceScan,
  { params, token, progress, results }: WorkspacePull,
  { open, defer }: Means,
): Promise<WorkspaceDiagnosticReport | ResponseError<DiagnosticServerCancellationData>> {
  const before = new Map(params.previousResultIds.map(({ uri, value }) => [sameUri(uri), value]));
  const told = new Map(before);
  const sleep = sleeper(scan, token, defer);
  const isShown = scan.isRunning();
  let hasTold = isShown;
  if (isShown) progress.begin('ScrapeGuard', undefined, undefined, false);
  try {
    for (;;) {
      const isAtEnd = !scan.isRunning();
      if (token.isCancellationRequested) return CANCELLED;
      const news = isAtEnd || results !== undefined ? newsFor(told, scan, open()) : [];
      hasTold ||= news.length > 0;
      if (isAtEnd && (hasTold || results === undefined)) {
        const items = [...news, ...unchanged(before, told)];
        results?.report({ items });
        return { items: results === undefined ? items : [] };
      }
      if (news.length > 0) results?.report({ items: news });
      if (isShown) progress.report(`${scan.files.size} files of ours`);
      await sleep.untilChange();
    }
  } finally {
    sleep.end();
    if (isShown) progress.done();
  }
}

/** What `told` does not know yet; afterwards it does. */
function newsFor(
  told: Map<string, string>,
  { files, gone }: WorkspaceScan,
  open: ReadonlyMap<string, Result | undefined>,
): WorkspaceDocumentDiagnosticReport[] {
  const news: WorkspaceDocumentDiagnosticReport[] = [];
  const kind = DocumentDiagnosticReportKind.Full;
  const now = new Map<string, Omit<Result, 'version'> & Partial<Pick<Result, 'version'>>>(files);
  for (const [uri, result] of open) {
    if (result === undefined) now.delete(uri);
    else now.set(uri, result);
  }
  for (const [uri, { resultId, items, version = null }] of now) {
    if (told.get(uri) === resultId) continue;
    told.set(uri, resultId);
    news.push({ kind, uri, version, resultId, items: [...items] });
  }
  for (const uri of new Set([...told.keys(), ...gone])) {
    const isOpen = open.get(uri) !== undefined;
    if (!isOpen) gone.delete(uri);
    if (isOpen || now.has(uri)) continue;
    // Without a result the client asks no more for it.
    told.delete(uri);
    news.push({ kind, uri, version: null, items: [] });
  }
  return news;
}

/** The files of which the client knew all that there is. */
function unchanged(
  before: ReadonlyMap<string, string>,
  told: ReadonlyMap<string, string>,
): WorkspaceDocumentDiagnosticReport[] {
  const kind = DocumentDiagnosticReportKind.Unchanged;
  return [...before]
    .filter(([uri, resultId]) => told.get(uri) === resultId)
    .map(([uri, resultId]) => ({ kind, uri, version: null, resultId }));
}

/** Sleeps until a scan has something to tell, or nobody wants to hear it; many changes at once are one. */
function sleeper(
  scan: WorkspaceScan,
  token: CancellationToken,
  defer: Means['defer'],
): { readonly untilChange: () => Promise<void>; readonly end: () => void } {
  let hasChanged = false;
  let wake: () => void = () => undefined;
  const stir = () => {
    hasChanged = true;
    wake();
  };
  const forget = scan.onChange(stir);
  const listening = token.onCancellationRequested(stir);
  return {
    untilChange: async () => {
      const changed = new Promise<void>((go) => {
        wake = go;
      });
      if (!hasChanged) await changed;
      await new Promise<void>((go) => defer(go));
      hasChanged = false;
    },
    end: () => {
      forget();
      listening.dispose();
    },
  };
}
