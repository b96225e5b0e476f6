import { editsFor } from '../edits/editsFor';
import { yamlEdits } from '../edits/yamlEdits';
import type { Finding } from '../findings/finding';
import type { Surroundings } from '../kinds/kind';
import type { KindId } from '../kinds/kindId';
import { once } from '../kinds/once';
import type { Nouns } from '../model/nouns';
import type { Part } from '../syntax/yaml/parts';
import { type RuleSet, runRules, withoutSaid } from './runRules';

/** What the rules find in the part at `start`, with spans inside the part; `found` is what its checks say already. */
export type PartJudge = (nouns: Nouns, part: Part, start: number, found: readonly Finding[]) => readonly Finding[];

/** Runs the rules of parts on one part of `text` at a time. */
export function partJudge(kind: KindId, { ofParts }: RuleSet, text: string, surroundings: Surroundings): PartJudge {
  return (nouns, part, start, found) => {
    const stretch = once(() => text.slice(start, start + part.length));
    const edits = once(() =>
      yamlEdits(
        stretch(),
        part.tree.documents.flatMap(({ root }) => root ?? []),
      ),
    );
    const subject = { kind, nouns, surroundings, edits, textAt: stretch };
    return withoutSaid(runRules(ofParts, subject), found);
  };
}

/**
 * What the rules find in a whole file. `nouns` are all that it has for the rules of files; those of parts get
 * `unjudged`, what was in no part: everything, for a file that is read as a whole.
 */
export function judgeFile(
  kind: KindId,
  { ofParts, ofFiles }: RuleSet,
  text: string,
  surroundings: Surroundings,
  nouns: () => Nouns,
  unjudged: Nouns | undefined,
  found: readonly Finding[],
): readonly Finding[] {
  const edits = once(() => editsFor(kind, text));
  const subject = { kind, surroundings, edits, textAt: () => text };
  return withoutSaid(
    [
      ...(unjudged === undefined ? [] : runRules(ofParts, { ...subject, nouns: unjudged })),
      ...(ofFiles.length === 0 ? [] : runRules(ofFiles, { ...subject, nouns: nouns() })),
    ],
    found,
  );
}
