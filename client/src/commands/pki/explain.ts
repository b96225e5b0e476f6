import { commands, window } from 'vscode';
import {
  type Explanation,
  explainScrapeError as explain,
} from '../../../../server/src/core/generators/scrapeErrors/explain';
import type { Run } from '../../generators/shell';
import { textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { explanationPage } from './explanationPage';

/** Says what an error of a scrape or a line of a log means: what is selected, or what is pasted. Works everywhere. */
export const explainScrapeError: Run = async (shell, argument) => {
  const text = typeof argument === 'string' ? argument : (selected() ?? (await pasted(shell.ask)));
  if (text === undefined) return;
  const found = explain(text);
  await shell.documents.showPage(`${shell.title}.md`, explanationPage(found, shell.helpBase));
  await offer(found);
};

function selected(): string | undefined {
  const editor = window.activeTextEditor;
  return editor === undefined || editor.selection.isEmpty ? undefined : editor.document.getText(editor.selection);
}

async function pasted(ask: Parameters<typeof walk>[1]): Promise<string | undefined> {
  const answers = await walk(
    [
      {
        id: 'error',
        title: 'What does the error say?',
        detail: 'From the page of targets, or a line that Prometheus, the exporter, stunnel, nginx or systemd logged.',
        kind: 'text',
        problem: (value) => (textOf(value) === '' ? 'Paste the error.' : undefined),
      },
    ],
    ask,
  );
  return answers && textOf(answers.error);
}

/** Where a certificate is the remedy, it is one click away. */
async function offer(found: readonly Explanation[]): Promise<void> {
  const preset = found.find(({ issue }) => issue !== undefined)?.issue;
  if (preset === undefined) return;
  const button = 'Issue Certificate…';
  const chosen = await window.showInformationMessage('Another certificate would help here.', button);
  if (chosen === button) await commands.executeCommand('scrapeguard.issueCertificate', preset);
}
