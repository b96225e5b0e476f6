import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '../../core/generators/generatedFile';
import { allOrNothing, type TakeBack } from './allOrNothing';
import { createFile, createFolders } from './createFile';
import { ignoreInGit } from './ignoreInGit';
import { bytesOf, type FilePlan, type PlanOptions, planFiles } from './planFiles';
import { Refusal } from './refusal';
import { replaceBytes } from './replaceText';
import { foldersOf, isFileThere } from './setPaths';

export interface WriteOptions extends PlanOptions {
  /** Whether files that everybody may read are replaced where they differ. Secrets never are. */
  readonly replace?: boolean;
  /** Looked at before each file. */
  readonly signal?: AbortSignal;
}

/** What was written, by paths below the folder of the set. */
export interface Written {
  readonly created: readonly string[];
  readonly replaced: readonly string[];
  /** Secrets that were there, and that others could read until now. */
  readonly madePrivate: readonly string[];
  /** Takes everything back, for a caller whose next step fails. */
  readonly takeBack: TakeBack;
}

/**
 * Writes `files` into `folder`, all of them or none: what fails takes back files, folders and .gitignore. Files have
 * their rights before their first byte, new folders with secrets are their owner's alone, and the .gitignore of the set
 * names the secrets before they are written, in a repository or not: the set may come into one later. What is there
 * already with the same content is left alone, so that a second run does nothing.
 * @throws {Refusal} why nothing was written
 */
export function writeSet(folder: string, files: readonly GeneratedFile[], options: WriteOptions = {}): Written {
  const plan = planFiles(folder, files, options);
  const differing = pathsOf(plan, 'differs');
  if (differing.length > 0 && options.replace !== true) {
    throw new Refusal(
      `Other files of these names are there already: ${differing.join(', ')}. Have them replaced with \`--replace\`, or choose another folder.`,
    );
  }
  const open = process.platform === 'win32' ? [] : pathsOf(plan, 'kept').filter((path) => isOpen(plan.folder, path));
  const takeBack = allOrNothing('The files cannot be written', (done) => {
    prepare(plan, done);
    for (const { file, state, before } of plan.files) {
      if (options.signal?.aborted === true) throw new Refusal('This was cancelled, and nothing was written.');
      const path = join(plan.folder, file.path);
      if (state === 'new' && !isFileThere(plan.folder, file.path))
        done(createFile(path, bytesOf(file), file.isSecret ? 0o600 : file.mode));
      else if (state === 'new')
        throw new Refusal(`${file.path} came in between, and nothing is overwritten. Try again.`);
      if (before !== undefined) done(replace(path, file, before));
    }
    for (const path of open) done(close(join(plan.folder, path)));
  });
  return { created: pathsOf(plan, 'new'), replaced: differing, madePrivate: open, takeBack };
}

/** Makes the folders, those around secrets private, and has git ignore the secrets. */
function prepare({ folder, files }: FilePlan, done: (takeBack: TakeBack) => void): void {
  const secrets = files.flatMap(({ file }) => (file.isSecret ? [file.path] : []));
  const isPrivate = new Set(secrets.flatMap(foldersOf));
  done(createFolders(folder, secrets.length > 0 ? 0o700 : 0o755));
  if (secrets.length > 0) done(ignoreInGit(folder, secrets));
  for (const { file } of files) {
    for (const at of foldersOf(file.path)) done(createFolders(join(folder, at), isPrivate.has(at) ? 0o700 : 0o755));
  }
}

function replace(path: string, file: GeneratedFile, before: Uint8Array): TakeBack {
  const after = bytesOf(file);
  exchange(path, file.path, before, after);
  return () => exchange(path, file.path, after, before);
}

function exchange(path: string, name: string, before: Uint8Array, after: Uint8Array): void {
  const problem = replaceBytes(path, before, after);
  if (problem !== undefined) throw new Refusal(`${name} was not replaced, because ${problem}.`);
}

/** Whether anybody but its owner may read or write a file. */
function isOpen(folder: string, path: string): boolean {
  return (statSync(join(folder, path)).mode & 0o077) !== 0;
}

function close(path: string): TakeBack {
  const before = statSync(path).mode & 0o7777;
  chmodSync(path, 0o600);
  return () => chmodSync(path, before);
}

function pathsOf({ files }: FilePlan, state: string): readonly string[] {
  return files.filter((planned) => planned.state === state).map(({ file }) => file.path);
}
