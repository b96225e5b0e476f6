import type { MappingNode, YamlNode } from '../../syntax/yaml/nodes';
import { parseYaml } from '../../syntax/yaml/parser';
import { resolveScalar } from '../../syntax/yaml/resolve';
import { applyChanges, type TextChange } from '../../text/edit';

/** What makes a file of the user's have what is to be added: no changes where it is there; or why that cannot be done. */
export type Extension = { readonly changes: readonly TextChange[] } | { readonly problem: string };

/** Nothing has to be done. */
export const UNCHANGED: Extension = { changes: [] };

/** A text that can be extended, or why not. `root` is absent where nothing but comments is in it. */
export type Extensible = { readonly root: MappingNode | undefined } | { readonly problem: string };

/** Reads `text`, a whole YAML file called `name` in messages, to be extended. */
export function readExtensible(text: string, name: string): Extensible {
  const { documents, problems } = parseYaml(text);
  const [first] = problems;
  if (first !== undefined) {
    const line = text.slice(0, first.start).split('\n').length;
    return {
      problem: `${name} cannot be read as YAML (line ${line}), so nothing can be added to it. Correct that line first.`,
    };
  }
  if (documents.length > 1) return { problem: `${name} holds several documents. Only a single one can be extended.` };
  const root = documents[0]?.root;
  if (root === undefined || root.type === 'mapping') return { root };
  return { problem: `${name} is no mapping of keys, so nothing can be added to it.` };
}

/**
 * `changes` of `text` as an extension, if they do nothing but add: everything that was said before is still said, at its
 * place. An edit of text can go wrong in ways that only the result shows, and a file that is half right would be used.
 * @param replaced nodes that are meant to change
 */
export function additionsOnly(
  text: string,
  changes: readonly TextChange[],
  { name, replaced = [] }: { readonly name: string; readonly replaced?: readonly YamlNode[] },
): Extension {
  if (changes.length === 0) return UNCHANGED;
  const before = parseYaml(text).documents[0]?.root;
  const { documents, problems } = parseYaml(applyChanges(text, changes));
  const after = documents[0]?.root;
  const isWhole = problems.length === 0 && documents.length === 1 && after !== undefined;
  const except = new Set(replaced.map(({ start }) => start));
  if (isWhole && (before === undefined || holds(after, before, except))) return { changes };
  return { problem: `${name} is written in a way that cannot be extended safely. Add this by hand.` };
}

/** Whether `after` says all that `before` says, at the same places; nodes that begin at `except` are not compared. */
function holds(after: YamlNode, before: YamlNode, except: ReadonlySet<number>): boolean {
  if (before.type !== 'scalar' && except.has(before.start)) return true;
  if (after.anchor !== before.anchor || after.tag !== before.tag) return false;
  if (before.type === 'alias') return after.type === 'alias' && after.name === before.name;
  if (before.type === 'scalar') {
    // A key without a value may get one.
    if (resolveScalar(before).type === 'null' && after.type !== 'scalar') return true;
    return (
      after.type === 'scalar' &&
      after.value === before.value &&
      resolveScalar(after).type === resolveScalar(before).type
    );
  }
  if (before.type === 'sequence') {
    return (
      after.type === 'sequence' &&
      before.items.every((item, index) => {
        const other = after.items[index];
        return other !== undefined && holds(other, item, except);
      })
    );
  }
  return after.type === 'mapping' && holdsPairs(after, before, except);
}

function holdsPairs(after: MappingNode, before: MappingNode, except: ReadonlySet<number>): boolean {
  const others = [...after.pairs];
  return before.pairs.every(({ key, value }) => {
    const index = others.findIndex((pair) => holds(pair.key, key, NONE) && holds(key, pair.key, NONE));
    const [other] = index < 0 ? [] : others.splice(index, 1);
    return other !== undefined && holds(other.value, value, except);
  });
}

const NONE: ReadonlySet<number> = new Set();

/** The scalar text of `node`; undefined where it is something else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' ? node.value : undefined;
}

/** Whether all `changes` could be made. */
export function areMade(changes: readonly (TextChange | undefined)[]): changes is readonly TextChange[] {
  return changes.every((change) => change !== undefined);
}
