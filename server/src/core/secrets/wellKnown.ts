import { isCompleteBcrypt } from '../formats/bcrypt';

/** A hash that the words of {@link wordsFor} are tried on, with the user whose password it is made of. */
export interface Guess {
  readonly hash: string;
  readonly user: string;
}

/**
 * What is tried first by whoever wants to come in: the words of documentation and of how-tos. The list is short, since
 * each word costs as much as a login.
 */
const WORDS = [
  'test',
  'password',
  'admin',
  'secret',
  'prometheus',
  'changeme',
  'secure_password',
  '123456',
  'prom',
  'metrics',
  'monitoring',
];
/** What is as quickly compared as read, for passwords in clear text. */
const MORE_WORDS = [
  'root',
  'pass',
  'passwd',
  'passw0rd',
  'p@ssw0rd',
  'password1',
  'password123',
  'admin123',
  'grafana',
];
const MORE_NUMBERS = [
  '1234',
  '12345',
  '12345678',
  '123456789',
  'qwerty',
  'letmein',
  'prom-operator',
  'exporter',
  'node_exporter',
];

/** The words to try on the hash of `user`: the name itself, then the list. */
export function wordsFor(user: string): readonly string[] {
  return [...new Set([user, ...WORDS])].filter((word) => word !== '');
}

/** Whether the password `text` of `user` (where known) is one of the first that are tried; case does not matter. */
export function isWellKnown(text: string, user = ''): boolean {
  const word = text.toLowerCase();
  return [...wordsFor(user.toLowerCase()), ...MORE_WORDS, ...MORE_NUMBERS].includes(word);
}

/** In a file of more users nobody's hash is tried. */
const MOST_USERS = 20;
/** One word on a hash of cost 12 takes about a quarter of a second; what costs more is not tried. */
const HIGHEST_COST = 12;
/** Rounds for all words on 20 hashes of cost 10, about a quarter of a minute; hashes beyond it are not tried. */
const MOST_WORK = 20 * 2 ** 10;

/**
 * Those of the hashes of a file that are tried: none where it has more than 20 users; none that costs more than 12, is
 * no complete hash, or comes when the others are work enough (20 hashes of cost 10).
 */
export function worthTrying(users: readonly Guess[]): readonly Guess[] {
  if (users.length > MOST_USERS) return [];
  let work = 0;
  return users.filter(({ hash }) => {
    const cost = costOf(hash);
    if (cost === undefined || cost > HIGHEST_COST || !isCompleteBcrypt(hash)) return false;
    work += 2 ** cost;
    return work <= MOST_WORK;
  });
}

/** The cost in a bcrypt hash: the work of one comparison is two to its power. */
export function costOf(hash: string): number | undefined {
  const cost = /^\$2[abxy]?\$(\d\d)\$/.exec(hash)?.[1];
  return cost === undefined ? undefined : Number(cost);
}

/**
 * Tries the words of `guess` one after the other.
 * @param compare whether the hash was made of the word
 */
export function guessed({ hash, user }: Guess, compare: (word: string, hash: string) => boolean): boolean {
  return wordsFor(user).some((word) => compare(word, hash));
}

/** As {@link guessed}, with a `compare` that takes its time. */
export async function guessedLater(
  { hash, user }: Guess,
  compare: (word: string, hash: string) => Promise<boolean>,
): Promise<boolean> {
  for (const word of wordsFor(user)) if (await compare(word, hash)) return true;
  return false;
}
