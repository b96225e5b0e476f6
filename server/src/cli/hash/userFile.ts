import { compare } from 'bcryptjs';
import { isCompleteBcrypt } from '../../core/formats/bcrypt';
import { hashOfUser, withUser } from '../../core/generators/extend/webConfig';
import { applyChanges } from '../../core/text/edit';
import { readText } from '../../host/readText';
import { orRefuse, Refusal } from '../../host/writing/refusal';
import { replaceText } from '../../host/writing/replaceText';
import { printable } from '../sourceLine';

/** Who is added, and whether one who is there gets another password. */
interface User {
  readonly user: string;
  readonly replace: boolean;
}

/** A web configuration that gets a user. */
export interface UserFile {
  /**
   * Adds the user, in one step; `hashed` is asked for the hash only where it is needed.
   * @returns what was done, or that nothing had to be
   * @throws {Refusal} why nothing was changed
   */
  add(password: string, hashed: () => Promise<string>): Promise<string>;
}

/** A hash that no password has, to see what an edit would come to before somebody types one. */
const NO_HASH = `$2b$12$${'.'.repeat(53)}`;

/**
 * The web configuration at `path`, to add a user.
 * @throws {Refusal} where it cannot get one, whatever the password
 */
export function openFor(path: string, { user, replace }: User): UserFile {
  const read = readText(path);
  if (read.text === undefined) throw new Refusal(`${path} cannot be read: ${read.reason}.`);
  const { text } = read;
  const there = hashOfUser(text, user);
  orRefuse(withUser(text, { user, hash: NO_HASH }, { replace: replace || there !== undefined }));
  const edited = (hash: string) => {
    const { changes } = orRefuse(withUser(text, { user, hash }, { replace }));
    return applyChanges(text, changes);
  };
  return {
    add: async (password, hashed) => {
      if (there !== undefined && (await fits(password, there))) {
        return printable(`${path}: the user ${user} has this password already. Nothing was changed.`);
      }
      const problem = replaceText(path, text, edited(await hashed()));
      if (problem !== undefined) throw new Refusal(`${path} was not changed, because ${problem}.`);
      return printable(`${path}: ${there === undefined ? 'added the user' : 'a new password for'} ${user}.`);
    },
  };
}

async function fits(password: string, hash: string): Promise<boolean> {
  return isCompleteBcrypt(hash) && (await compare(password, hash));
}
