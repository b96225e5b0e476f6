import type { NewEntry } from '../edits/edits';
import { blockLines } from '../edits/yamlWriting';

/**
 * A whole YAML file: `comment` (lines without `#`; blank ones part paragraphs), then `entries`, with a blank line between
 * them. Texts among them are quoted where YAML needs it.
 */
export function yamlFile(comment: readonly string[], entries: readonly NewEntry[]): string {
  const head = comment.map((line) => `# ${line}`.trimEnd());
  const sections = entries.map((entry) => blockLines([entry], 2).join('\n'));
  return `${[head.join('\n'), ...sections].filter((text) => text !== '').join('\n\n')}\n`;
}

/** A manifest of Kubernetes: like `yamlFile`, with its keys close together, as manifests are written. */
export function manifest(comment: readonly string[], entries: readonly NewEntry[]): string {
  return `${[...comment.map((line) => `# ${line}`.trimEnd()), ...blockLines(entries, 2)].join('\n')}\n`;
}
