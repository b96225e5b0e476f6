import type { Field, StructShape } from './shape';

/**
 * The candidate that `word` was probably meant to be: the same but for its case, one that contains it between
 * underscores (`ca_file`, `client_ca_file`), or one that few typing mistakes away. Undefined where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const list = [...candidates];
  const lower = fold(word);
  const same = list.find((candidate) => fold(candidate) === lower);
  if (same !== undefined) return same;
  const limit = Math.max(1, Math.floor(word.length / 4));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of list) {
    const distance = editDistance(lower, fold(candidate), limit);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? containing(word, list);
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * The only candidate that begins or ends with `word`, or with which `word` does; or else the only one that has all
 * parts of `word` in their order (`tls_config`, `tls_server_config`).
 */
function containing(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 4) return undefined;
  const joined = (long: string, short: string) => long.endsWith(`_${short}`) || long.startsWith(`${short}_`);
  const holds = (long: string, short: string) => {
    const parts = long.split('_');
    let from = -1;
    return short.split('_').every((part) => {
      from = parts.indexOf(part, from + 1);
      return from >= 0;
    });
  };
  const near = candidates.filter((candidate) => joined(candidate, word) || joined(word, candidate));
  const found = near.length > 0 ? near : candidates.filter((candidate) => word.includes('_') && holds(candidate, word));
  return found.length === 1 ? found[0] : undefined;
}

/** Damerau's distance (insert, delete, replace, swap neighbours), or `limit + 1` where it is larger. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const beforePrevious = previous;
    previous = current;
    current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
  }
  return Math.min(current[b.length] ?? limit + 1, limit + 1);
}

function isCurrent(field: Field | undefined): boolean {
  return field !== undefined && field.until === undefined;
}

/** Where `key` is known below `shape`, as a path such as `static_configs[].targets`; not deeper than two levels. */
export function placeBelow(shape: StructShape, key: string): string | undefined {
  for (const [name, field] of shape.fields) {
    const list = field.shape.kind === 'list';
    const inner = field.shape.kind === 'list' ? field.shape.item : field.shape;
    if (inner.kind === 'struct' && field.until === undefined && isCurrent(inner.fields.get(key))) {
      return `${name}${list ? '[]' : ''}.${key}`;
    }
  }
  return undefined;
}
