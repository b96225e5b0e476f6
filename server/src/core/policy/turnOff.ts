import { newlineOf } from '../edits/lines';
import { yamlEdits } from '../edits/yamlEdits';
import { isAbsent, pairOf, type YamlNode } from '../syntax/yaml/nodes';
import { parseYaml } from '../syntax/yaml/parser';
import type { TextChange } from '../text/edit';

/** The text of a new configuration in which the rule `id` is off. */
export function configWithout(id: string): string {
  return `rules:\n  ${id}: off\n`;
}

/**
 * The change of a configuration that turns the rule `id` off; comments and style stay. Undefined where the text is
 * broken or written in a way that cannot be changed without more.
 */
export function turnOff(text: string, id: string): TextChange | undefined {
  const { documents, problems } = parseYaml(text);
  const root = documents[0]?.root;
  if (problems.length > 0 || documents.length > 1) return undefined;
  if (root === undefined || isAbsent(root)) return atEnd(text, id);
  const rules = pairOf(root, 'rules');
  if (rules === undefined) return root.type === 'mapping' ? besides(text, root, id) : undefined;
  const set = pairOf(rules.value, id);
  const edits = yamlEdits(text, [root]);
  if (set === undefined) return edits.addInto(rules.key, [{ key: id, value: 'off' }]);
  if (!isAbsent(set.value)) return edits.replaceValue(set.value, 'off');
  const at = set.key.end + (/^\s*:/.exec(text.slice(set.key.end))?.[0].length ?? 0);
  return { start: at, end: at, newText: ' off' };
}

/** A file of block style gets the key as its last lines; one in braces, as its last entry. */
function besides(text: string, root: YamlNode, id: string): TextChange | undefined {
  if (root.type !== 'mapping' || !root.flow) return atEnd(text, id);
  return yamlEdits(text, [root]).addInto(root, [{ key: 'rules', value: [{ key: id, value: 'off' }] }]);
}

function atEnd(text: string, id: string): TextChange {
  const newline = newlineOf(text);
  const end = text.length;
  const isWhole = text === '' || text.endsWith('\n');
  const written = configWithout(id).replaceAll('\n', newline);
  return { start: end, end, newText: isWhole ? written : newline + written };
}
