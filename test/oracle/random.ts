import fc from 'fast-check';

/** Draws from one seed; every draw of fast-check's generator is below this. */
export interface Random {
  /** A whole number from 0 on, below `limit`. */
  readonly below: (limit: number) => number;
  /** True `percent` times in a hundred. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** `count` of `items`, each once at most, in their order. */
  readonly some: <T>(items: readonly T[], count: number) => readonly T[];
}

/** What `make` makes from the draws of `seed`; the same for the same seed. */
export function fromSeed<T>(seed: number, make: (random: Random) => T): T {
  const arbitrary = fc.gen().map((generate) => {
    const below = (limit: number) => (limit <= 1 ? 0 : generate(fc.nat, { max: 0x3fffffff }) % limit);
    return make(toRandom(below));
  });
  const [made] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return made as T;
}

function toRandom(below: (limit: number) => number): Random {
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: <T>(items: readonly T[]) => {
      if (items.length === 0) throw new Error('There is nothing to pick from.');
      return items[below(items.length)] as T;
    },
    some: (items, count) => {
      const rest = items.map((_, index) => index);
      while (rest.length > count) rest.splice(below(rest.length), 1);
      return rest.map((index) => items[index] as (typeof items)[number]);
    },
  };
}
