import { NO_NOUNS, type Nouns } from './nouns';

/** All nouns of `parts`, in their order. */
export function joinNouns(parts: readonly Nouns[]): Nouns {
  if (parts.length === 0) return NO_NOUNS;
  return {
    clients: parts.flatMap(({ clients }) => clients),
    listeners: parts.flatMap(({ listeners }) => listeners),
    secrets: parts.flatMap(({ secrets }) => secrets),
    files: parts.flatMap(({ files }) => files),
    processes: parts.flatMap(({ processes }) => processes),
    firewallRules: parts.flatMap(({ firewallRules }) => firewallRules),
  };
}

/** `nouns` with every place in them moved by `offset`. */
export function shiftNouns(nouns: Nouns, offset: number): Nouns {
  return offset === 0 ? nouns : mapPlaces(nouns, (at) => at + offset);
}

/** A copy of the plain data `value` in which `move` was applied to every `start` and `end`. */
export function mapPlaces<T>(value: T, move: (offset: number) => number): T {
  if (Array.isArray(value)) return value.map((item) => mapPlaces(item, move)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const isPlace = (key === 'start' || key === 'end') && typeof inner === 'number';
    return [key, isPlace ? move(inner) : mapPlaces(inner, move)];
  });
  return Object.fromEntries(entries) as T;
}
