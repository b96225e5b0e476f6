import type { Argument } from '../../model/flags';
import type { Span } from '../../text/span';
import type { Assignment } from './unitFile';

/** A word of a command: the text that the program gets, and the text as it is written. */
export interface Word extends Argument {
  readonly isQuoted: boolean;
  /** Where it stands in the value of the assignment. */
  readonly from: number;
}

/** The command of `ExecStart=` and its like. */
export interface Command {
  /** `@`, `-`, `:`, `+`, `!`, `|` in front of the path. */
  readonly prefixes: string;
  readonly words: readonly Word[];
  /** A quote that is never closed. */
  readonly openQuote?: Span;
  readonly assignment: Assignment;
}

/** How many words of one command are read; honest ones have some dozens. */
const MOST_WORDS = 2000;

/** The commands in `assignment`; a word that is only `;` begins the next one. */
export function readCommands(assignment: Assignment): readonly Command[] {
  const { words, openQuote } = splitWords(assignment);
  const commands: Command[] = [];
  let current: Word[] = [];
  const finish = () => {
    if (current.length > 0) commands.push(commandOf(assignment, current, openQuote));
    current = [];
  };
  for (const word of words) {
    if (word.text === ';' && !word.isQuoted) finish();
    else current.push(word);
  }
  finish();
  if (commands.length === 0 && openQuote !== undefined) {
    return [{ prefixes: '', words: [], openQuote, assignment }];
  }
  return commands;
}

function commandOf(assignment: Assignment, words: readonly Word[], openQuote: Span | undefined): Command {
  const [first, ...rest] = words;
  const prefixes = /^[@\-:+!|]*/.exec(first?.text ?? '')?.[0] ?? '';
  const path =
    first === undefined || prefixes === '' || first.end - first.start !== first.text.length
      ? first
      : { ...first, text: first.text.slice(prefixes.length), start: first.start + prefixes.length };
  // With `@` the word behind the path is what the program is told that it is called.
  const args = prefixes.includes('@') ? rest.slice(1) : rest;
  return {
    prefixes,
    words: path === undefined ? [] : [path, ...args],
    ...(openQuote !== undefined && { openQuote }),
    assignment,
  };
}

/** The words of a value: blanks separate, quotes and backslashes keep together (systemd.syntax). */
export function splitWords({ value, place }: Assignment): { words: readonly Word[]; openQuote?: Span } {
  const words: Word[] = [];
  let at = 0;
  while (words.length < MOST_WORDS) {
    while (isBlank(value[at])) at++;
    if (at >= value.length) break;
    const word = readWord(value, at);
    if (word.quote !== undefined) return { words, openQuote: place(word.quote, word.quote + 1) };
    const span = place(at, word.end);
    const inner = word.isWhollyQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
    words.push({ text: word.text, isQuoted: word.isQuoted, from: at, ...inner });
    at = word.end;
  }
  return { words };
}

interface ReadWord {
  readonly text: string;
  readonly end: number;
  readonly isQuoted: boolean;
  readonly isWhollyQuoted: boolean;
  /** Where the quote stands that is never closed. */
  readonly quote?: number;
}

function readWord(value: string, start: number): ReadWord {
  let text = '';
  let at = start;
  let quote: string | undefined;
  let opened = start;
  let quotes = 0;
  for (; at < value.length; at++) {
    const character = value[at] ?? '';
    if (character === '\\' && at + 1 < value.length) {
      text += unescaped(value[++at] ?? '');
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else text += character;
    } else if (character === '"' || character === "'") {
      [quote, opened] = [character, at];
      quotes++;
    } else if (isBlank(character)) break;
    else text += character;
  }
  const isWhole = quotes === 1 && opened === start && at - start === text.length + 2;
  return {
    text,
    end: at,
    isQuoted: quotes > 0,
    isWhollyQuoted: isWhole,
    ...(quote !== undefined && { quote: opened }),
  };
}

/** What a backslash in front of `character` makes; escapes that systemd does not know keep their backslash. */
function unescaped(character: string): string {
  if (/["'\\; \t]/.test(character)) return character;
  return (
    new Map([
      ['n', '\n'],
      ['t', '\t'],
      ['s', ' '],
    ]).get(character) ?? `\\${character}`
  );
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
