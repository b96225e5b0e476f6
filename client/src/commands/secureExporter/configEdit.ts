import { Uri, workspace } from 'vscode';
import type { Extension } from '../../../../server/src/core/generators/extend/extension';
import { withTunnel } from '../../../../server/src/core/generators/extend/stunnel';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { orRefuse } from '../../../../server/src/host/writing/refusal';
import type { DocumentEdit } from '../../generators/writeAfterPreview';
import { withScraping } from './withScraping';

/**
 * What makes the prometheus.yml at `path`, as the editor has it, scrape the targets of `setUp`.
 * @param job the job of it that is to be secured; a job is added where this is undefined
 * @throws {Refusal} why that cannot be done
 */
export async function configEdit(path: string, setUp: SetUp, job: string | undefined): Promise<DocumentEdit> {
  return edited(path, (text) => withScraping(text, setUp, job));
}

/**
 * What makes the stunnel.conf at `path`, as the editor has it, the tunnel of `setUp`.
 * @throws {Refusal} why that cannot be done
 */
export async function tunnelEdit(path: string, setUp: SetUp): Promise<DocumentEdit> {
  return edited(path, (text) => withTunnel(text, setUp));
}

async function edited(path: string, extend: (text: string) => Extension): Promise<DocumentEdit> {
  const document = await workspace.openTextDocument(Uri.file(path));
  const { changes } = orRefuse(extend(document.getText()));
  return { document, version: document.version, changes };
}
