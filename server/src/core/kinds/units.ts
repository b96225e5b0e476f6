import type { Finding, Fix } from '../findings/finding';
import { isMerge } from '../schema/merge';
import type { Schema, Shape } from '../schema/shape';
import { emptyScalar, type Pair, resolveAlias, type YamlNode } from '../syntax/yaml/nodes';
import type { Part } from '../syntax/yaml/parts';
import type { SyntaxProblem } from '../syntax/yaml/tokens';

/**
 * What the checks look at, one at a time: a top-level key with its value, an item of a list that is the value of one,
 * or a root that is no mapping; for a text of several documents, the root of each. However a document was cut into
 * parts, its units are the same.
 */
export type Unit =
  | { readonly kind: 'section'; readonly pair: Pair; readonly incomplete: boolean; readonly merged?: boolean }
  | { readonly kind: 'item'; readonly section: string; readonly node: YamlNode; readonly incomplete: boolean }
  | { readonly kind: 'root'; readonly node: YamlNode; readonly incomplete: boolean; readonly item?: boolean };

/** The name of a top-level key; empty where it is no scalar. */
export function keyName(pair: Pair): string {
  return pair.key.type === 'scalar' ? pair.key.value : '';
}

/** The key of a part that is a section; empty for other parts. */
export function sectionOf(part: Part): string {
  const root = part.tree.documents[0]?.root;
  if (root?.type === 'scalar') return root.value;
  const pair = root?.type === 'mapping' ? root.pairs[0] : undefined;
  return pair === undefined ? '' : keyName(pair);
}

/** The shape of the root of a part of a file cut into sections: of the file, or of the list that its items are in. */
export function sectionShape({ root }: Schema, part: Part, section: string): Shape | undefined {
  if (part.kind !== 'item') return root;
  return root.kind === 'struct' ? root.fields.get(section)?.shape : undefined;
}

/** Whether something in the part was not read as it was meant, so that what is missing may just be broken. */
export function isIncomplete(part: Part): boolean {
  return part.tree.problems.some((found) => found.code !== 'ignored-content');
}

/** The units of `part`; `section` is the top-level key it lies under, empty for a list at the root. */
export function unitsOf(part: Part, section: string): readonly Unit[] {
  const root = part.tree.documents[0]?.root;
  const incomplete = isIncomplete(part);
  if (part.kind === 'document') {
    return part.tree.documents.flatMap(({ root: node }) =>
      node === undefined ? [] : [{ kind: 'root', node, incomplete }],
    );
  }
  if (root === undefined) return [];
  if (part.kind === 'item') {
    if (root.type !== 'sequence') return [];
    if (section === '') return [{ kind: 'root', node: root, incomplete, item: true }];
    return root.items.map((node) => ({ kind: 'item', section, node, incomplete }));
  }
  if (root.type !== 'mapping') {
    const isHalfKey = part.kind === 'section' && root.type === 'scalar';
    return isHalfKey ? [] : [{ kind: 'root', node: root, incomplete }];
  }
  return root.pairs.flatMap((pair) => pairUnits(pair, incomplete));
}

/** A section, and the items of its value where it is a block list, as the cutter would have cut it. */
function pairUnits(pair: Pair, incomplete: boolean): readonly Unit[] {
  const { value } = pair;
  const merged = isMerge(pair) ? resolveAlias(value) : undefined;
  if (merged?.type === 'mapping') {
    const units = merged.pairs.flatMap((inner) => pairUnits(inner, incomplete));
    return units.map((unit) => (unit.kind === 'section' ? { ...unit, merged: true } : unit));
  }
  if (value.type !== 'sequence' || value.flow || value.anchor !== undefined || value.tag !== undefined) {
    return [{ kind: 'section', pair, incomplete }];
  }
  const header: Pair = { key: pair.key, value: emptyScalar(value.start) };
  const items = value.items.map((node): Unit => ({ kind: 'item', section: keyName(pair), node, incomplete }));
  return [{ kind: 'section', pair: header, incomplete }, ...items];
}

function insertFix({ title, at, text }: NonNullable<SyntaxProblem['insert']>): Fix {
  return { title, preferred: true, changes: [{ start: at, end: at, newText: text }] };
}

/** All findings in `part`: what its syntax does wrong, and what was `checked` in it, without echoes of the former. */
export function partFindings(part: Part, checked: readonly Finding[], program: string): readonly Finding[] {
  return [...syntaxFindings(part, program), ...withoutEchoes(part, checked)];
}

/** What the syntax of `part` does wrong, as findings. */
function syntaxFindings(part: Part, program: string): readonly Finding[] {
  const { problems } = part.tree;
  const first = problems.findIndex((found) => found.misleading);
  if (first < 0) return problems.map((found) => toFinding(found, program));
  // Behind the first thing that was misread, more problems are mostly echoes of it; and it is one itself where a key
  // without its colon stands right above.
  const before = problems[first - 1];
  const isEcho = before?.code === 'missing-colon' && before.end >= part.doubtfulFrom;
  const shown = problems.slice(0, isEcho ? first : first + 1);
  const template = problems.find(({ code }) => code === 'template');
  return (template === undefined ? shown : [template]).map((found) => toFinding(found, program));
}

function toFinding(found: SyntaxProblem, program: string): Finding {
  const words = found.program?.includes('%') ? undefined : found.program;
  const mild = found.code === 'ignored-content' ? 'warning' : found.code === 'template' ? 'info' : undefined;
  return {
    code: found.code,
    severity: mild ?? 'error',
    category: mild === undefined ? 'syntax' : 'validation',
    start: found.start,
    end: found.end,
    message: words === undefined ? found.message : `${found.message} ${program} says: ${words}.`,
    ...(found.insert && { fixes: [insertFix(found.insert)] }),
  };
}

/**
 * `findings` without echoes of the syntax of `part`: what stands where it may be misread, and what is said about a
 * word that is not even a key yet.
 */
function withoutEchoes(part: Part, findings: readonly Finding[]): readonly Finding[] {
  const words = part.tree.problems.filter((found) => found.code === 'missing-colon');
  if (words.length === 0 && part.doubtfulFrom === Number.POSITIVE_INFINITY) return findings;
  const isWord = (finding: Finding) => words.some(({ start, end }) => start <= finding.start && finding.end <= end);
  return findings.filter((finding) => finding.start < part.doubtfulFrom && !isWord(finding));
}
