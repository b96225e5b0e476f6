import { causeOf, type Disagreement } from './verdict';

/** Judges texts; a disagreement where there is one. */
export type Judge = (texts: readonly string[]) => Promise<readonly (Disagreement | undefined)[]>;

const MAX_ROUNDS = 60;

/** The smallest text found on which promtool and ScrapeGuard still disagree for the same cause. */
export async function shrink(found: Disagreement, judge: Judge): Promise<Disagreement> {
  let best = found;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const candidates = [...new Set(smaller(best.text))].filter((text) => text.length < best.text.length);
    if (candidates.length === 0) return best;
    const judged = await judge(candidates);
    const still = judged.filter((result) => result !== undefined && causeOf(result) === causeOf(found));
    const [smallest] = still.sort((a, b) => (a?.text.length ?? 0) - (b?.text.length ?? 0));
    if (smallest === undefined) return best;
    best = { ...smallest, seed: found.seed };
  }
  return best;
}

/** Texts that are a little smaller: without a line, without it and what is indented below it, without its comma part. */
function smaller(text: string): readonly string[] {
  const lines = text.split('\n');
  const without = (from: number, to: number) => [...lines.slice(0, from), ...lines.slice(to)].join('\n');
  const candidates: string[] = [];
  for (const [index, line] of lines.entries()) {
    let end = index + 1;
    while (end < lines.length && depth(lines[end]) > depth(line)) end++;
    candidates.push(without(index, end), without(index, index + 1));
    if (depth(line) > 0) candidates.push(lines.with(index, line.slice(1)).join('\n'));
    for (const shorter of shorterLines(line)) candidates.push(lines.with(index, shorter).join('\n'));
  }
  return candidates;
}

function depth(line = ''): number {
  return line.search(/\S|$/);
}

/** Less of a flow list or mapping, or a shorter value. */
function shorterLines(line: string): readonly string[] {
  const shorter = [...line.matchAll(/[^,[{]*,\s*|,[^,\]}]*/g)].map(
    ({ index, 0: part }) => line.slice(0, index) + line.slice(index + part.length),
  );
  const value = /^(\s*(?:- )*[^:]+: )(.+)$/.exec(line);
  return value === null ? shorter : [...shorter, `${value[1]}a`, `${value[1]}1`];
}
