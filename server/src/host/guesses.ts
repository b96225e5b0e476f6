import { compare, compareSync } from 'bcryptjs';
import { type Guess, guessed, guessedLater } from '../core/secrets/wellKnown';

/** Whether a well-known word fits, for each hash; see `Surroundings.guessed`. */
export type Guessed = ReadonlyMap<string, boolean>;

/**
 * Tries words on hashes at once, for as long as it takes: `worthTrying` bounds it. What was tried before is kept, so
 * that a hash that stands in several files costs once.
 */
export function guesser(): (guesses: readonly Guess[]) => Guessed {
  const known = new Map<string, boolean>();
  return (guesses) =>
    answer(guesses, (guess) => {
      const key = keyOf(guess);
      const isWellKnown = known.get(key) ?? guessed(guess, compareSync);
      known.set(key, isWellKnown);
      return isWellKnown;
    });
}

/**
 * As {@link guesser}, in steps of a tenth of a second at most, with a rest between the words, so that a server stays
 * responsive. One hash at a time is tried, however many files ask.
 */
export function patientGuesser(): (guesses: readonly Guess[]) => Promise<Guessed> {
  const known = new Map<string, boolean>();
  let last: Promise<unknown> = Promise.resolve();
  return async (guesses) => {
    for (const guess of guesses) {
      const key = keyOf(guess);
      if (known.has(key)) continue;
      last = last.then(async () => {
        if (!known.has(key)) known.set(key, await guessedLater(guess, compareAfterRest));
      });
      await last;
    }
    return answer(guesses, (guess) => known.get(keyOf(guess)) === true);
  };
}

/** How long (ms) everything else has before the next word is tried. */
const REST = 20;

async function compareAfterRest(word: string, hash: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, REST));
  return compare(word, hash);
}

/** The same hash of two users is tried with both of their names. */
function keyOf({ user, hash }: Guess): string {
  return `${hash} ${user}`;
}

function answer(guesses: readonly Guess[], isWellKnown: (guess: Guess) => boolean): Guessed {
  const found = new Map<string, boolean>();
  for (const guess of guesses) found.set(guess.hash, isWellKnown(guess) || found.get(guess.hash) === true);
  return found;
}
