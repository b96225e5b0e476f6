import { ProgressLocation, window } from 'vscode';
import { Refusal } from '../../../server/src/host/writing/refusal';

/** Work that can be cancelled and says how far it has come. */
export type Work<T> = (signal: AbortSignal, report: (message: string) => void) => Promise<T>;

/**
 * Does `work` with a notification that shows how far it has come and can be cancelled.
 * @throws {Refusal} where it was cancelled
 */
export async function working<T>(title: string, work: Work<T>): Promise<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal, (message) => progress.report({ message }));
    } catch (error) {
      if (abort.signal.aborted) throw new Refusal('This was cancelled, and nothing was written.');
      throw error;
    } finally {
      listener.dispose();
    }
  });
}

/** Gives everything else its turn before work that is done in one piece. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
