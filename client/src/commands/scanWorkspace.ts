import { type CancellationToken, commands, type Progress, ProgressLocation, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The name of the command, here and in the server. */
export const SCAN_COMMAND = 'scrapeguard.scanWorkspace';

/** What the server says when it is done. */
export interface ScanOutcome {
  readonly ours: number;
  readonly findings: number;
  readonly filesWithFindings: number;
  readonly isCancelled: boolean;
  readonly summary: string;
}

const SHOW = 'Show Problems';

/**
 * Has the server check the files of the workspace that are not open, with a notification that shows how far it has
 * come and can be cancelled.
 * @param start gives the client of a running server; undefined where none can be had
 * @returns what came of it; undefined where there was nothing to scan, or nobody to do it
 */
export async function scanWorkspace(
  start: () => Promise<BaseLanguageClient | undefined>,
): Promise<ScanOutcome | undefined> {
  if ((workspace.workspaceFolders ?? []).length === 0) {
    void window.showWarningMessage(
      'ScrapeGuard scans the folders of a workspace, and none is open. Open a folder first.',
    );
    return undefined;
  }
  const options = { location: ProgressLocation.Notification, title: 'ScrapeGuard: scanning', cancellable: true };
  const outcome = await window.withProgress(options, async (progress, token) => {
    const client = await start();
    return client && (await scan(client, progress, token));
  });
  if (outcome === undefined) {
    void window.showErrorMessage('ScrapeGuard could not scan the workspace. The output "ScrapeGuard" says why.');
  } else void tell(outcome);
  return outcome;
}

async function scan(
  client: BaseLanguageClient,
  progress: Progress<{ message?: string }>,
  token: CancellationToken,
): Promise<ScanOutcome | undefined> {
  // Loaded with the server.
  const { WorkDoneProgress } = await import('vscode-languageclient');
  const workDoneToken = `${SCAN_COMMAND} ${Date.now()}`;
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind === 'report' && value.message !== undefined) progress.report({ message: value.message });
  });
  try {
    const outcome: unknown = await client.sendRequest(
      'workspace/executeCommand',
      { command: SCAN_COMMAND, workDoneToken },
      token,
    );
    return isOutcome(outcome) ? outcome : undefined;
  } catch (error) {
    client.error('The workspace could not be scanned.', error, false);
    return undefined;
  } finally {
    listener.dispose();
  }
}

async function tell({ summary, findings }: ScanOutcome): Promise<void> {
  const chosen = await window.showInformationMessage(summary, ...(findings > 0 ? [SHOW] : []));
  if (chosen === SHOW) await commands.executeCommand('workbench.panel.markers.view.focus');
}

function isOutcome(value: unknown): value is ScanOutcome {
  return typeof value === 'object' && value !== null && 'summary' in value && typeof value.summary === 'string';
}
