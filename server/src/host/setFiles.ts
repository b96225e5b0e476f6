import { join } from 'node:path';
import { OWN_CONFIG, withOtherJobs } from '../core/generators/extend/ownConfig';
import type { GeneratedFile } from '../core/generators/generatedFile';
import type { Credentials } from '../core/generators/setUp/credentials';
import { generateSetUp } from '../core/generators/setUp/generateSetUp';
import type { SetUp } from '../core/generators/setUp/setUp';
import { readText } from './readText';
import { Refusal } from './writing/refusal';

/**
 * All files of the set in `folder` except `pki/`. What other sets have added to its prometheus.yml since it was written
 * stays in it.
 * @throws {Refusal} where that cannot be kept
 */
export function setFiles(folder: string, setUp: SetUp, credentials: Credentials): readonly GeneratedFile[] {
  const kept = withOtherJobs(generateSetUp(setUp, credentials), readText(join(folder, OWN_CONFIG)).text, setUp);
  if ('problem' in kept) throw new Refusal(kept.problem);
  return kept.files;
}
