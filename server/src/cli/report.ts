import { repository, version } from '../../../package.json';
import { RULES } from '../core/rules/all';
import { docsAddress, homeAddress } from '../core/services/help';
import { createServices } from '../core/services/registry';
import type { CheckRequest } from './arguments';
import type { Report } from './checkCommand';
import type { Colours } from './colours';
import { allEntries } from './explainCommand';
import { fixDiff } from './fixDiff';
import { githubReport } from './githubReport';
import { jsonReport } from './jsonReport';
import type { SecretsOf } from './namesOfFile';
import { sarifReport } from './sarifReport';
import { textReport } from './textReport';

/** `report` in the form that `request` asks for. */
export function reportText(report: Report, request: CheckRequest, secretsOf: SecretsOf, colours: Colours): string {
  if (request.fix === 'show') return fixDiff(report.fixed ?? [], secretsOf);
  const docs = docsAddress(repository.url);
  switch (request.format) {
    case 'text':
      return textReport(report, request, colours, secretsOf);
    case 'json':
      return jsonReport(report, docs);
    case 'github':
      return githubReport(report);
    case 'sarif': {
      const entries = allEntries(createServices(RULES));
      return sarifReport(report, { version, home: homeAddress(repository.url), docs, entries }, secretsOf);
    }
  }
}
