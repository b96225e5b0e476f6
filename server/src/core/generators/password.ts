import { encodeBase64, hash, hashSync } from 'bcryptjs';
import { BCRYPT_COSTS } from '../formats/bcrypt';

/** What bcrypt reads of a password, in bytes of UTF-8; the rest would count for nothing. */
export const MOST_PASSWORD_BYTES = 72;

/** The bytes of a salt of bcrypt. */
export const SALT_BYTES = 16;

/** 32 characters that nobody takes for one another; five bits each. None means something in YAML, a shell or a URL. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const [GROUPS, IN_GROUP] = [7, 4];

/**
 * A password of 140 random bits, in groups of four that can be typed. It holds more than one `-`, so that YAML can take
 * it for no number.
 * @param randomBytes gives so many bytes that nobody can guess
 */
export function generatePassword(randomBytes: (count: number) => Uint8Array): string {
  const characters = Array.from(randomBytes(GROUPS * IN_GROUP), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Why `text` cannot be the password of basic auth, in a sentence that holds nothing of it; undefined where it can. */
export function passwordProblem(text: string): string | undefined {
  if (text === '') return 'An empty password protects nothing. Choose one, or have one generated.';
  // A lone surrogate has no UTF-8, and would be hashed as something else.
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) {
    return 'Programs read a password as one line of text, and this one holds control characters. Leave them out.';
  }
  // Go's strings.TrimSpace, by which Prometheus reads a password_file.
  if (text.trim() !== text) {
    return 'Prometheus drops blanks around the password in a file, and this one begins or ends with one. Leave it out.';
  }
  if (new TextEncoder().encode(text).length > MOST_PASSWORD_BYTES) {
    return `bcrypt reads ${MOST_PASSWORD_BYTES} bytes of a password, and this one is longer. Choose a shorter one.`;
  }
  return undefined;
}

/**
 * The bcrypt hash of `password`, as `$2b$`: always the same for the same salt. It takes about 0.2 s at the usual cost.
 * @param cost see `BCRYPT_COSTS`
 * @param salt 16 random bytes, for this hash alone
 * @throws {RangeError} for a password that `passwordProblem` refuses, a cost out of range, a salt of another length
 */
export function hashOf(password: string, cost: number, salt: Uint8Array): string {
  return hashSync(password, settingsOf(password, cost, salt));
}

/** Like `hashOf`, in steps of at most 0.1 s between which others have their turn. */
export function hashInSteps(password: string, cost: number, salt: Uint8Array): Promise<string> {
  return hash(password, settingsOf(password, cost, salt));
}

/** Version, cost and salt as they stand at the head of a hash. */
function settingsOf(password: string, cost: number, salt: Uint8Array): string {
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new RangeError(problem);
  if (!Number.isInteger(cost) || cost < BCRYPT_COSTS.least || cost > BCRYPT_COSTS.most) {
    throw new RangeError(`The cost of a hash is from ${BCRYPT_COSTS.least} to ${BCRYPT_COSTS.most}.`);
  }
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt of bcrypt has ${SALT_BYTES} bytes.`);
  return `$2b$${cost}$${encodeBase64(salt, SALT_BYTES)}`;
}
