import { generatePassword, hashInSteps, passwordProblem, SALT_BYTES } from '../../core/generators/password';
import type { Login } from '../../core/generators/setUp/credentials';
import { Refusal } from '../writing/refusal';
import type { ExistingLogin } from './existingCredentials';
import { randomBytes } from './keys';

/**
 * The login of `user`: the password that was given, or is there already, or a generated one; the hash that is there is
 * kept where it is one of that password.
 * @throws {Refusal} for a password that cannot be used, or is another one than that of the set
 */
export async function loginFor(
  user: string,
  existing: ExistingLogin | undefined,
  { password: given, cost }: { readonly password?: string; readonly cost: number },
): Promise<Login> {
  if (given !== undefined && existing !== undefined && given !== existing.password) {
    throw new Refusal(
      'The set has another password already, and secrets are never overwritten. Leave yours out, or remove the files of the old one.',
    );
  }
  const password = given ?? existing?.password ?? generatePassword(randomBytes);
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new Refusal(problem);
  return { user, password, hash: existing?.hash ?? (await hashInSteps(password, cost, randomBytes(SALT_BYTES))) };
}
