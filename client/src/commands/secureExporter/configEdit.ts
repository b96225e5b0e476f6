import { Uri, workspace } from 'vscode';
import { withScrapeJob } from '../../../../server/src/core/generators/extend/prometheus';
import { secureJob } from '../../../../server/src/core/generators/extend/secureJob';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { orRefuse, Refusal } from '../../../../server/src/host/refusal';
import type { DocumentEdit } from '../../generators/writeAfterPreview';
import { jobAt } from './workspaceHosts';

/**
 * What makes the prometheus.yml at `path`, as the editor has it, scrape the targets of `setUp`.
 * @param job the job of it that is to be secured; a job is added where this is undefined
 * @throws {Refusal} why that cannot be done
 */
export async function configEdit(path: string, setUp: SetUp, job: string | undefined): Promise<DocumentEdit> {
  const document = await workspace.openTextDocument(Uri.file(path));
  const text = document.getText();
  const extension = orRefuse(job === undefined ? withScrapeJob(text, setUp) : securedJob(text, job, setUp));
  return { document, version: document.version, changes: extension.changes };
}

function securedJob(text: string, job: string, setUp: SetUp) {
  const at = jobAt(text, job);
  if (at === undefined) throw new Refusal(`There is no job "${job}" in the file any more. Ask again from the finding.`);
  return secureJob(text, at, setUp);
}
