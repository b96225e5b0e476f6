import { resolve } from 'node:path';
import type { Extension } from '../../core/generators/extend/extension';
import { withScrapeJob } from '../../core/generators/extend/prometheus';
import { withTunnel } from '../../core/generators/extend/stunnel';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { applyChanges } from '../../core/text/edit';
import { readText } from '../../host/readText';
import { Refusal } from '../../host/writing/refusal';
import { replaceText } from '../../host/writing/replaceText';
import type { InitRequest } from './initArguments';

/** A file of the user's that is extended. */
export interface ConfigEdit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The changes of the files that were named to be extended; none for what has everything already.
 * @throws {Refusal} why one of them cannot be extended
 */
export function configEdits(
  { prometheusConfig, stunnelConfig }: Pick<InitRequest, 'prometheusConfig' | 'stunnelConfig'>,
  setUp: SetUp,
): readonly ConfigEdit[] {
  const edits = [
    edit(prometheusConfig, (text) => withScrapeJob(text, setUp)),
    edit(stunnelConfig, (text) => withTunnel(text, setUp)),
  ];
  return edits.filter((one): one is ConfigEdit => one !== undefined && one.before !== one.after);
}

function edit(named: string | undefined, extend: (text: string) => Extension): ConfigEdit | undefined {
  if (named === undefined) return undefined;
  const read = readText(named);
  if (read.text === undefined) throw new Refusal(`${named} cannot be read: ${read.reason}.`);
  const extension = extend(read.text);
  if ('problem' in extension) throw new Refusal(extension.problem);
  return { path: resolve(named), before: read.text, after: applyChanges(read.text, extension.changes) };
}

/**
 * Makes all of `edits`, or none.
 * @returns why nothing was changed; undefined where all were made
 */
export function makeEdits(edits: readonly ConfigEdit[]): string | undefined {
  const done: ConfigEdit[] = [];
  for (const one of edits) {
    const problem = replaceText(one.path, one.before, one.after);
    if (problem === undefined) {
      done.push(one);
      continue;
    }
    for (const { path, before, after } of done) replaceText(path, after, before);
    return `${one.path} was not changed, because ${problem}`;
  }
  return undefined;
}
