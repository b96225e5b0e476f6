import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../../server/src/core/findings/finding';
import { generatorFixes } from '../../../server/src/core/generators/offers';
import type { GeneratorPreset } from '../../../server/src/core/generators/preset';
import { readAnswers } from '../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { readNeighbours } from '../../../server/src/host/neighbours';

const ROOT = join(import.meta.dirname, '../../workspace');
const services = createServices(RULES);

/** What an editor offers on a finding besides edits. */
export interface Offer {
  readonly code: string;
  readonly line: number;
  readonly does: string;
  readonly preset?: GeneratorPreset;
  readonly at: Finding;
}

/** The files of the sample workspace, by their paths in it. */
export const FILES: readonly string[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => statSync(join(ROOT, path)).isFile())
  .sort();

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What `text` in the place of the file `path` is found to have, with what lies beside it. */
export function findingsOf(path: string, text = textOf(path)) {
  const place = join(ROOT, path);
  const kind = detectKind({ path: place, text });
  const service = kind === undefined ? undefined : services.get(kind);
  if (service === undefined) return { kind, findings: [], nouns: undefined };
  const document = service.open(text);
  const surroundings = { targets: newestTargets(), path: place };
  const alone = service.check(document, surroundings);
  const neighbours = readNeighbours(dirname(place), alone.needs.patterns);
  const { findings, nouns } = service.check(document, { ...surroundings, neighbours }, alone);
  return { kind, findings, nouns };
}

/** Everything that is made, and not only edited, for the findings of the file `path`. */
export function offersIn(path: string): readonly Offer[] {
  const text = textOf(path);
  const { kind, findings, nouns } = findingsOf(path, text);
  if (nouns === undefined) return [];
  return findings.flatMap((finding) => {
    const acts = [...(finding.fixes ?? []), ...generatorFixes(finding, kind, nouns)].flatMap(({ act }) => act ?? []);
    const line = text.slice(0, finding.start).split('\n').length;
    return acts.map((act) => ({
      code: finding.code,
      line,
      at: finding,
      does: act.does,
      ...('preset' in act && { preset: act.preset }),
    }));
  });
}

/** The set-up of somebody who takes what the preset suggests, with `profile`. */
export function setUpFrom({ job, hosts, port }: GeneratorPreset, profile: string, folder = '/etc/prometheus'): SetUp {
  const read = readAnswers(
    {
      profile: [profile],
      web: ['unchanged'],
      prometheusFolder: [folder],
      ...(job !== undefined && { job: [job] }),
      ...(hosts && { hosts }),
      ...(port !== undefined && { port: [String(port)] }),
    },
    'extended',
  );
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.setUp;
}
