import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../reasonOf';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Puts `after` in the place of `before`, the text of the file at `path`, in one step: who reads the file sees the one
 * or the other. Owner, mode, byte order mark and encoding stay, and so does a link that leads to the file.
 * @returns why it was not done; undefined where it was. Never throws
 */
export function replaceText(path: string, before: string, after: string): string | undefined {
  return replaceIf(path, (old) => encodedLike(old, before, after));
}

/** Like `replaceText`, for bytes as they are. */
export function replaceBytes(path: string, before: Uint8Array, after: Uint8Array): string | undefined {
  return replaceIf(path, (old) => (old.equals(before) ? after : undefined));
}

/** @param newOf gives the new content; undefined where the old one is not what it should be */
function replaceIf(path: string, newOf: (old: Buffer) => Uint8Array | undefined): string | undefined {
  try {
    const file = realpathSync(path);
    const bytes = newOf(readFileSync(file));
    if (bytes === undefined) return 'it was changed while it was checked';
    // A rename asks for the folder's permissions only.
    accessSync(file, constants.W_OK);
    replace(file, bytes);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** `after` in the encoding in which `old` is `before`; undefined where it is not. */
function encodedLike(old: Buffer, before: string, after: string): Buffer | undefined {
  const isMarked = old.subarray(0, MARK.length).equals(MARK);
  const text = isMarked ? old.subarray(MARK.length) : old;
  if (text.equals(Buffer.from(before))) return Buffer.concat([isMarked ? MARK : Buffer.alloc(0), Buffer.from(after)]);
  return old.equals(Buffer.from(before, 'latin1')) ? Buffer.from(after, 'latin1') : undefined;
}

function replace(file: string, bytes: Uint8Array): void {
  const { mode, uid, gid } = statSync(file);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  const opened = openSync(beside, 'wx', 0o600);
  try {
    try {
      writeFileSync(opened, bytes);
      const made = fstatSync(opened);
      if (made.uid !== uid || made.gid !== gid) fchownSync(opened, uid, gid);
      fchmodSync(opened, mode & 0o7777);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
