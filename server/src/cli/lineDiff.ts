/** A stretch of lines that differs: the lines `from` to `to` of the one text, in whose place the other has its own. */
export interface Hunk {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

/**
 * Where two texts differ, line by line, in order; lines are counted from 0, ends are exclusive. Lines that stand once
 * in both hold the texts together, so that long texts take no longer than they must.
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  return between(before, after, { before: { from: 0, to: before.length }, after: { from: 0, to: after.length } });
}

function between(before: readonly string[], after: readonly string[], whole: Hunk): readonly Hunk[] {
  const hunk = trimmed(before, after, whole);
  const { before: old, after: now } = hunk;
  if (old.from === old.to && now.from === now.to) return [];
  if (old.from === old.to || now.from === now.to) return [hunk];
  const anchors = anchorsIn(before, after, hunk);
  if (anchors.length === 0) return [hunk];
  const hunks: Hunk[] = [];
  let from = { before: old.from, after: now.from };
  for (const anchor of [...anchors, { before: old.to, after: now.to }]) {
    const gap = {
      before: { from: from.before, to: anchor.before },
      after: { from: from.after, to: anchor.after },
    };
    hunks.push(...between(before, after, gap));
    from = { before: anchor.before + 1, after: anchor.after + 1 };
  }
  return hunks;
}

/** `hunk` without the lines that are the same at its beginning and at its end. */
function trimmed(before: readonly string[], after: readonly string[], { before: old, after: now }: Hunk): Hunk {
  let start = 0;
  const most = Math.min(old.to - old.from, now.to - now.from);
  while (start < most && before[old.from + start] === after[now.from + start]) start++;
  let end = 0;
  while (end < most - start && before[old.to - 1 - end] === after[now.to - 1 - end]) end++;
  return {
    before: { from: old.from + start, to: old.to - end },
    after: { from: now.from + start, to: now.to - end },
  };
}

interface Anchor {
  readonly before: number;
  readonly after: number;
}

/** Lines that stand once in both texts, as many as are in the same order there. */
function anchorsIn(before: readonly string[], after: readonly string[], { before: old, after: now }: Hunk): Anchor[] {
  const inAfter = onceIn(after, now);
  const pairs = [...onceIn(before, old)].flatMap(([line, at]) => {
    const there = inAfter.get(line);
    return at === undefined || there === undefined ? [] : [{ before: at, after: there }];
  });
  return longestRising(pairs);
}

/** The lines with the place at which they stand; without one where they stand more than once. */
function onceIn(lines: readonly string[], { from, to }: Hunk['before']): ReadonlyMap<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    found.set(line, found.has(line) ? undefined : at);
  }
  return found;
}

/** The longest row of `pairs`, which rise in `before`, that rises in `after` too. */
function longestRising(pairs: readonly Anchor[]): Anchor[] {
  interface Row {
    readonly pair: Anchor;
    readonly previous: Row | undefined;
  }
  /** The row of each length whose last pair is the lowest. */
  const rows: Row[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.pair.after ?? 0) < pair.after) low = middle + 1;
      else high = middle;
    }
    rows[low] = { pair, previous: low === 0 ? undefined : rows[low - 1] };
  }
  const result: Anchor[] = [];
  for (let row = rows.at(-1); row !== undefined; row = row.previous) result.push(row.pair);
  return result.reverse();
}
