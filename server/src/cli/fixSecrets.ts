import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../core/findings/finding';
import type { Judge } from '../core/findings/fixAll';
import { rootSection } from '../core/kinds/detect';
import type { Targets } from '../core/kinds/kind';
import type { Nouns } from '../core/model/nouns';
import { moveSecret } from '../core/secrets/moveSecret';
import { ownerOf } from '../core/secrets/names';
import type { PrivateFile, SecretMove } from '../core/secrets/secretMove';
import { applyChanges } from '../core/text/edit';
import { meets, samePlace } from '../core/text/span';
import { createPrivateFiles, Refusal } from '../host/writing/privateFiles';
import { replaceText } from '../host/writing/replaceText';
import type { CheckedFile } from './checkFile';

/** A file whose secrets were moved, with what there is to tell of it: names of keys and files, and no secret. */
export interface MovedFile {
  readonly file: CheckedFile;
  readonly lines: readonly string[];
  /** Set where something could not be written. */
  readonly failed?: true;
}

/** A secret that is moved, with the key that held it. */
interface Planned {
  readonly key: string;
  readonly move: SecretMove;
}

/** More rounds than files need: those that cannot be done together are done one after the other. */
const MOST_ROUNDS = 1000;

/**
 * Moves every secret of `file` that a finding says can be moved: the files are created first, private from the first
 * byte, and are removed again where the config cannot be written.
 * @param judge gives the findings in a text of the file
 */
export function fixSecrets(file: CheckedFile, newest: Targets, judge: Judge): MovedFile {
  const folder = dirname(file.path);
  const lines: string[] = [];
  let state = file;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const planned = plan(state, newest, namesIn(folder));
    if (planned.length === 0) break;
    const after = applyChanges(
      state.text,
      planned.flatMap(({ move }) => move.changes),
    );
    const problem = write(state, folder, after, planned);
    if (problem !== undefined) return { file: state, lines: [...lines, `${file.path}: ${problem}`], failed: true };
    lines.push(...planned.flatMap(({ key, move }) => told(file.path, key, move)));
    state = { ...state, text: after, findings: judge(after) ?? [] };
  }
  return { file: state, lines };
}

/** What can be moved together: moves that change different places. */
function plan({ service, text, path, findings }: CheckedFile, newest: Targets, taken: Set<string>): Planned[] {
  const places = findings.flatMap(placeOfMove);
  if (places.length === 0) return [];
  const section = rootSection({ path, text });
  const surroundings = { targets: newest, path, ...(section !== undefined && { section }) };
  const { secrets, clients }: Nouns = service.check(service.open(text), surroundings).nouns();
  const planned: Planned[] = [];
  for (const at of places) {
    const secret = secrets.find((one) => samePlace(one, at));
    if (secret === undefined) continue;
    const move = moveSecret({ text, kind: service.kind, secret, owner: ownerOf(secret, clients), taken });
    if (move === undefined || planned.some((other) => touch(other.move, move))) continue;
    for (const { path: name } of move.files) taken.add(name);
    planned.push({ key: secret.key, move });
  }
  return planned;
}

function placeOfMove({ fixes = [] }: Finding) {
  return fixes.flatMap(({ act }) => (act?.does === 'move-secret' ? [act.at] : [])).slice(0, 1);
}

function touch(one: SecretMove, other: SecretMove): boolean {
  return one.changes.some((a) => other.changes.some((b) => meets(a, b)));
}

/** Names are compared as file systems do that take upper and lower case for the same. */
function namesIn(folder: string): Set<string> {
  try {
    return new Set(readdirSync(folder).map((name) => name.toLowerCase()));
  } catch {
    return new Set();
  }
}

/** Creates the files and then writes `after`; gives the reason where that cannot be done, and then nothing is done. */
function write(
  { path, text }: CheckedFile,
  folder: string,
  after: string,
  planned: readonly Planned[],
): string | undefined {
  const files: readonly PrivateFile[] = planned.flatMap(({ move }) => move.files);
  try {
    const takeBack = createPrivateFiles(folder, undefined, files);
    const problem = replaceText(path, text, after);
    if (problem === undefined) return undefined;
    takeBack();
    return `not changed, because ${problem}`;
  } catch (error) {
    if (error instanceof Refusal) return `not changed. ${error.message}`;
    throw error;
  }
}

function told(path: string, key: string, { files, note }: SecretMove): readonly string[] {
  return files.map((file) => `${path}: moved the secret of \`${key}\` to ${file.path}, readable by you alone. ${note}`);
}
