import { type Span, shift } from '../text/span';
import { NO_NOUNS, type Nouns } from './nouns';

/** All nouns of `parts`, in their order; a place that an anchor makes part of several counts once. */
export function joinNouns(parts: readonly Nouns[]): Nouns {
  if (parts.length === 0) return NO_NOUNS;
  return {
    clients: parts.flatMap(({ clients }) => clients),
    listeners: parts.flatMap(({ listeners }) => listeners),
    secrets: distinct(parts.flatMap(({ secrets }) => secrets)),
    files: distinct(parts.flatMap(({ files }) => files)),
    processes: parts.flatMap(({ processes }) => processes),
    firewallRules: parts.flatMap(({ firewallRules }) => firewallRules),
  };
}

function distinct<T extends Span>(spans: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return spans.filter(({ start, end }) => {
    const place = `${start}-${end}`;
    return !seen.has(place) && seen.add(place);
  });
}

/** `nouns` with every place in them moved by `offset`. */
export function shiftNouns(nouns: Nouns, offset: number): Nouns {
  return offset === 0 ? nouns : mapPlaces(nouns, (span) => shift(span, offset));
}

/** A copy of the plain data `value` in which `move` was applied to every span. */
export function mapPlaces<T>(value: T, move: (span: Span) => Span): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapPlaces(item, move)) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = mapPlaces(inner, move);
  const { start, end } = copy;
  return (typeof start === 'number' && typeof end === 'number' ? Object.assign(copy, move({ start, end })) : copy) as T;
}
