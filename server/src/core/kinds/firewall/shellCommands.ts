import type { Span } from '../../text/span';
import { type ShellToken, type ShellWord, shellTokens } from './shellWords';

/** A simple command of a script. */
export interface ShellCommand extends Span {
  /** The command and its arguments, without assignments in front, redirections, and `sudo`. */
  readonly words: readonly ShellWord[];
  /** Whether it runs in any case: not in a branch, loop or function, nor behind `&&` or `||`. */
  readonly isSure: boolean;
  /** The body of its here-document. */
  readonly heredoc?: Span;
}

const OPENS = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{']);
const CLOSES = new Set(['fi', 'done', 'esac', '}']);
/** Words behind which a command begins. */
const GOES_ON = new Set(['then', 'do', 'else', 'elif', '!', 'time', 'in']);

interface Open {
  words: ShellWord[];
  isBehindCondition: boolean;
}

/** The simple commands of the script `text`, in their order. */
export function shellCommands(text: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let open: Open = { words: [], isBehindCondition: false };
  let depth = 0;
  let skipsWord = false;
  const waiting: number[] = [];
  const finish = (separator: string) => {
    const words = withoutWrapper(open.words);
    const [first] = words;
    const last = open.words.at(-1);
    if (first !== undefined && last !== undefined) {
      const isSure = depth === 0 && !open.isBehindCondition;
      commands.push({ words, isSure, start: first.start, end: last.end });
    }
    const isChained = separator === '&&' || separator === '||';
    open = { words: [], isBehindCondition: isChained };
  };
  for (const token of shellTokens(text)) {
    if (token.type === 'heredoc') {
      const index = waiting.shift();
      const command = index === undefined ? undefined : commands[index];
      if (index !== undefined && command !== undefined) {
        commands[index] = { ...command, heredoc: { start: token.start, end: token.end } };
      }
    } else if (token.type === 'word') {
      if (skipsWord) skipsWord = false;
      else depth = takeWord(token, open, depth);
    } else if (/^(\d*[<>]|&>|<<)/.test(token.text)) {
      if (/^<<-?$/.test(token.text)) waiting.push(commands.length);
      else skipsWord = !/&\d$/.test(token.text);
    } else if (token.text === '(') {
      // A function, an array, or a subshell: what is in it may not run, or not here.
      finish('(');
      depth++;
    } else if (token.text === ')') {
      finish(')');
      depth = Math.max(0, depth - 1);
    } else finish(token.text);
  }
  finish('');
  return commands;
}

/** Adds `word` to the command, or takes it for what opens and closes blocks; returns the new depth. */
function takeWord(word: ShellToken & ShellWord, open: Open, depth: number): number {
  const isFirst = open.words.length === 0;
  if (isFirst && !word.isQuoted) {
    if (OPENS.has(word.text)) return depth + 1;
    if (CLOSES.has(word.text)) return Math.max(0, depth - 1);
    if (GOES_ON.has(word.text)) return depth;
  }
  const isAssignment = isFirst && /^[A-Za-z_]\w*\+?=/.test(word.text);
  if (!isAssignment) open.words.push(word);
  return depth;
}

/** `words` behind `sudo` and the like. */
function withoutWrapper(words: readonly ShellWord[]): readonly ShellWord[] {
  let rest = words;
  while (/^(.*\/)?(sudo|doas|exec|command|env|nohup|run0)$/.test(rest[0]?.text ?? '')) {
    // `command -v` only asks where a command is.
    if (rest[0]?.text === 'command' && /^-[vV]/.test(rest[1]?.text ?? '')) return [];
    const index = rest.findIndex((word, at) => at > 0 && !/^(-|[A-Za-z_]\w*=)/.test(word.text));
    // The value of `-u` is no command.
    const isValue = index > 0 && /^-(u|g|-user|-group|h|p)$/.test(rest[index - 1]?.text ?? '');
    rest = index < 0 ? [] : rest.slice(isValue ? index + 1 : index);
  }
  return rest;
}
