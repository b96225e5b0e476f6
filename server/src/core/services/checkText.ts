import type { CheckInfo, Tag } from '../findings/check';
import type { StructureCheck } from '../findings/structure';
import { severityName } from '../rules/page';

const TAGS: Readonly<Record<Tag, string>> = {
  LOAD: 'the program refuses the file',
  START: 'the program refuses to start',
  APPLY: 'the file loads, but fails when it is applied',
  CRASH: 'the program ends with a panic',
  PROMTOOL: 'promtool complains',
  SILENT: 'accepted without a word',
  API: 'the API server refuses the object',
  OPER: 'the operator drops the object',
  PROM: 'Prometheus refuses the whole configuration that the operator makes',
};

/** What is said of a code that many rules share, as paragraphs of Markdown. */
export function structureText({ severity, what, fix }: StructureCheck): readonly string[] {
  return [`**${severityName(severity)}.** ${what}`, `**What to do:** ${fix}`];
}

/** What is said of the checks that share a code: a line of Markdown for each that says something of its own. */
export function checkLines(infos: readonly CheckInfo[]): readonly string[] {
  return [...new Set(infos.map((info) => `**${severityName(info.severity)}.** ${info.summary} (${TAGS[info.tag]})`))];
}
