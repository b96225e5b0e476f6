import type { Span } from '../../text/span';

/** A word of a shell command. */
export interface ShellWord extends Span {
  /** The text without quotes; what stands for a variable or a substitution is kept as it is written. */
  readonly text: string;
  /** Whether the shell puts something into it that nobody can tell here. */
  readonly isUnknown: boolean;
  readonly isQuoted: boolean;
}

/** What the shell reads next: a word, an operator, or the end of a line. */
export type ShellToken =
  | ({ readonly type: 'word' } & ShellWord)
  | ({ readonly type: 'operator'; readonly text: string } & Span)
  | ({ readonly type: 'heredoc' } & Span);

/** A here-document that begins with the next line. */
interface Pending {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
}

/** Splits `text` into the tokens of a shell script. Total: what is never closed ends with the text. */
export function shellTokens(text: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  const pending: Pending[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) at += text[at + 1] === '\r' ? 3 : 2;
    else if (character === ' ' || character === '\t' || character === '\r') at++;
    else if (character === '#') at = endOfLine(text, at);
    else if (character === '\n') {
      tokens.push({ type: 'operator', text: '\n', start: at, end: at + 1 });
      at++;
      for (const { delimiter, stripsTabs } of pending.splice(0)) {
        const end = heredocEnd(text, at, delimiter, stripsTabs);
        tokens.push({ type: 'heredoc', start: at, end: end.body });
        at = end.next;
      }
    } else {
      const token = operatorAt(text, at) ?? wordAt(text, at);
      tokens.push(token);
      at = Math.max(token.end, at + 1);
      if (token.type === 'operator' && /^<<-?$/.test(token.text)) {
        while (text[at] === ' ' || text[at] === '\t') at++;
        const delimiter = wordAt(text, at);
        if (delimiter.text !== '') pending.push({ delimiter: delimiter.text, stripsTabs: token.text === '<<-' });
        at = Math.max(delimiter.end, at);
      }
    }
  }
  return tokens;
}

const OPERATOR = /(?:<<<|<<-?|&&|\|\||;;&?|;&|\|&|&>>?|\d{0,2}[<>]&\d?|\d{0,2}>{1,2}\|?|\d{0,2}<|[;&|()])/y;

function operatorAt(text: string, start: number): ({ type: 'operator'; text: string } & Span) | undefined {
  OPERATOR.lastIndex = start;
  const found = OPERATOR.exec(text)?.[0];
  return found === undefined ? undefined : { type: 'operator', text: found, start, end: start + found.length };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

/** Where the body of a here-document ends, and where the script goes on. */
function heredocEnd(text: string, from: number, delimiter: string, stripsTabs: boolean) {
  for (let at = from; at < text.length; ) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end).replace(/\r$/, '');
    if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter) return { body: at, next: end };
    at = end + 1;
  }
  return { body: text.length, next: text.length };
}

/** The word at `start`: plain, quoted and escaped pieces together. */
function wordAt(text: string, start: number): { type: 'word' } & ShellWord {
  let value = '';
  let at = start;
  let isUnknown = false;
  let isQuoted = false;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (/[\s;&|()<>]/.test(character)) break;
    if (character === '\\') {
      if (/^\\\r?\n/.test(text.slice(at, at + 3))) break;
      value += text[at + 1] ?? '';
      at += 2;
    } else if (character === "'") {
      const end = closing(text, "'", at + 1);
      value += text.slice(at + 1, end);
      isQuoted = true;
      at = end + 1;
    } else if (character === '"') {
      const end = quoteEnd(text, at + 1);
      const inner = text.slice(at + 1, end);
      value += inner.replaceAll(/\\(["\\$`])/g, '$1');
      isUnknown ||= /(^|[^\\])[$`]/.test(inner);
      isQuoted = true;
      at = end + 1;
    } else if (character === '$' || character === '`') {
      const end = expansionEnd(text, at);
      value += text.slice(at, end);
      isUnknown = true;
      at = end;
    } else {
      value += character;
      isUnknown ||=
        /[*?[]/.test(character) || (character === '{' && /^\{[^}\s]*(,|\.\.)[^}\s]*\}/.test(text.slice(at, at + 200)));
      at++;
    }
  }
  const end = Math.min(at, text.length);
  return { type: 'word', text: value, start, end, isUnknown: isUnknown || /\{\{|<%/.test(value), isQuoted };
}

function closing(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end;
}

function quoteEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 2;
    else if (text[at] === '$' && text[at + 1] === '(') at = expansionEnd(text, at);
    else at++;
  }
  return Math.min(at, text.length);
}

/** The end of `$NAME`, `${…}`, `$(…)` or of backticks. */
function expansionEnd(text: string, start: number): number {
  if (text[start] === '`') return Math.min(closing(text, '`', start + 1) + 1, text.length);
  const next = text[start + 1];
  if (next === '{') return Math.min(closing(text, '}', start + 2) + 1, text.length);
  if (next === "'") return Math.min(closing(text, "'", start + 2) + 1, text.length);
  if (next !== '(') {
    const name = /^(\w+|[@*#?$!-])/.exec(text.slice(start + 1, start + 100))?.[0] ?? '';
    return start + 1 + name.length;
  }
  let depth = 0;
  let at = start + 1;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === "'") at = closing(text, "'", at + 1);
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}
