import type { MappingNode, SequenceNode, YamlNode } from '../syntax/yaml/nodes';
import { pairOf } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import { lineEnd, lineStart, newlineOf } from './lines';
import { quotedLike } from './yamlWriting';

/** Keys that hold the command line of a service or container; arguments go into the first that is there. */
const COMMANDS = ['args', 'command', 'entrypoint'];
const SHELL = /(^|\/)(ba|da|a|z|k)?sh$/;
/** Arguments that mean the same in any quotes and without. */
const SIMPLE = /^[\w.:/=-]*[\w/]$/;

/** The change that writes `argument` behind the last one of the command line of `block`; none behind a shell's script. */
export function argumentAddition(text: string, block: MappingNode, argument: string): TextChange | undefined {
  const commands = COMMANDS.flatMap((key) => pairOf(block, key)?.value ?? []);
  const [command] = commands;
  if (command === undefined || !SIMPLE.test(argument) || commands.some(runsShell)) return undefined;
  if (command.type === 'sequence') return itemAddition(text, command, argument);
  return command.type === 'scalar' ? wordAddition(text, command, argument) : undefined;
}

function runsShell(command: YamlNode): boolean {
  const first = command.type === 'sequence' ? command.items[0] : command;
  return first?.type === 'scalar' && SHELL.test(first.value.split(/\s/)[0] ?? '');
}

function itemAddition(text: string, { items, flow, start }: SequenceNode, argument: string): TextChange | undefined {
  const last = items.at(-1);
  if (last === undefined) return flow ? { start: start + 1, end: start + 1, newText: argument } : undefined;
  if (last.type !== 'scalar' || items.some((item) => item.type === 'scalar' && item.value === '--')) return undefined;
  const written = quotedLike(last.style, argument);
  if (flow) return { start: last.end, end: last.end, newText: `, ${written}` };
  const dash = text.slice(lineStart(text, last.start), last.start);
  if (!/^[ \t]*-[ \t]+$/.test(dash)) return undefined;
  const at = lineEnd(text, endOfText(text, last.start, last.end));
  return { start: at, end: at, newText: newlineOf(text) + dash + written };
}

function wordAddition(
  text: string,
  { style, start, end, value }: Extract<YamlNode, { type: 'scalar' }>,
  argument: string,
): TextChange | undefined {
  if (value.trim() === '' || /\\\s*$|\s--\s/.test(value)) return undefined;
  if (style === 'single' || style === 'double') return { start: end - 1, end: end - 1, newText: ` ${argument}` };
  const at = endOfText(text, start, end);
  if (style === 'plain') return { start: at, end: at, newText: ` ${argument}` };
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
  return { start: at, end: at, newText: newlineOf(text) + indent + argument };
}

/** The end of what stands between `start` and `end`, without the blanks and line ends behind it. */
function endOfText(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
