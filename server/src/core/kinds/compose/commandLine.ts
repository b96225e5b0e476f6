import { type Argument, readFlags } from '../../model/flags';
import type { Flag } from '../../model/nouns';
import type { ScalarNode } from '../../syntax/yaml/nodes';
import { textSpan } from '../scalarSource';
import { isNull, itemsOf, nodeAt, type PlainNode } from '../yamlReading';
import { interpolated, saidByCompose } from './interpolation';
import { shellWords } from './shellWords';

/** The command line of a service, as far as the file tells it. */
export interface CommandLine {
  readonly flags: readonly Flag[];
  /** Whether a flag that is not among them is not given: no shell, no variable, no other file has a say. */
  readonly isComplete: boolean;
}

/** Reads `entrypoint` and `command` of the service `body`, in the form of a list or of one text. */
export function commandLineOf(body: PlainNode, source: string): CommandLine {
  const parts = [nodeAt(body, 'entrypoint'), nodeAt(body, 'command')].filter((node) => !isNull(node));
  const args = parts.flatMap((node) => argumentsOf(node, source) ?? []);
  const isReadable = parts.every((node) => argumentsOf(node, source) !== undefined);
  if (runsShell(args)) return { flags: [], isComplete: false };
  const isSure = args.every(({ text }) => interpolated(text.replace(/=.*$/s, '')) !== undefined);
  return { flags: readFlags(args, saidByCompose), isComplete: isReadable && isSure };
}

/** The words of a command; undefined where it has neither of the two forms. */
function argumentsOf(node: PlainNode | undefined, source: string): readonly Argument[] | undefined {
  if (node?.type === 'scalar') return wordsIn(node, source);
  if (node?.type !== 'sequence') return undefined;
  const items = itemsOf(node);
  const scalars = items.filter((item) => item.type === 'scalar');
  if (scalars.length < items.length) return undefined;
  return scalars.map((item) => ({ text: item.value, ...textSpan(item, source) }));
}

/** The words of a text. They are looked for in the source one after the other, since folding moves them. */
function wordsIn(node: ScalarNode, source: string): readonly Argument[] {
  const raw = source.slice(node.start, node.end);
  let searched: number | undefined = 0;
  return shellWords(node.value).map(({ text, from, to }) => {
    const written = node.value.slice(from, to);
    const found: number = searched === undefined ? -1 : raw.indexOf(written, searched);
    // Behind an escape nobody knows where the next word is.
    searched = found < 0 ? undefined : found + written.length;
    if (found < 0) return { text, start: node.start, end: node.end };
    return { text, start: node.start + found, end: node.start + found + written.length };
  });
}

function runsShell(args: readonly Argument[]): boolean {
  const program = args[0]?.text.split('/').at(-1) ?? '';
  return /^(ba|da|a|z|k)?sh$|^(env|tini|dumb-init|su-exec|gosu|busybox)$/.test(program);
}
