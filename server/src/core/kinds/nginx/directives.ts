import type { Span } from '../../text/span';

/** A word of a directive, without its quotes. */
export interface NginxWord extends Span {
  readonly text: string;
}

/** A directive with its arguments, and the block that it opens. */
export interface Directive extends Span {
  readonly name: NginxWord;
  readonly args: readonly NginxWord[];
  readonly block?: readonly Directive[];
}

/** How deep blocks are read; honest ones have some five levels. */
const DEEPEST = 50;

interface Token extends NginxWord {
  readonly type: 'word' | '{' | '}' | ';';
}

/** The directives of `text`. Total: a quote or brace that is never closed ends with the text. */
export function parseNginx(text: string): readonly Directive[] {
  return readBlock(tokensOf(text), { at: 0 }, 0);
}

function readBlock(tokens: readonly Token[], place: { at: number }, depth: number): Directive[] {
  const directives: Directive[] = [];
  let words: NginxWord[] = [];
  const finish = (end: number, block?: readonly Directive[]) => {
    const [name, ...args] = words;
    if (name !== undefined) directives.push({ name, args, start: name.start, end, ...(block && { block }) });
    words = [];
  };
  while (place.at < tokens.length) {
    const token = tokens[place.at++];
    if (token === undefined) break;
    if (token.type === 'word') words.push(token);
    else if (token.type === ';') finish(token.end);
    else if (token.type === '{' && depth < DEEPEST) {
      const block = readBlock(tokens, place, depth + 1);
      finish(tokens[place.at - 1]?.end ?? token.end, block);
    } else if (token.type === '}' && depth > 0) break;
  }
  finish(words.at(-1)?.end ?? 0);
  return directives;
}

/** Blanks, comments, quoted and plain words, and what ends them; `${NAME}` belongs to its word. */
const TOKEN =
  /\s+|#[^\n]*|"((?:[^"\\]|\\[\s\S])*)"?|'((?:[^'\\]|\\[\s\S])*)'?|[{};]|(?:\\[\s\S]|\$\{[^}\s]*\}?|[^\s{};\\])+|\\/g;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [found, double, single] = match;
    const start = match.index;
    if (/^[\s#]/.test(found)) continue;
    if (found === '{' || found === '}' || found === ';') {
      tokens.push({ type: found, text: found, start, end: start + 1 });
    } else {
      const quoted = double ?? single;
      const isClosed = quoted !== undefined && found.length === quoted.length + 2;
      const end = start + found.length - (isClosed ? 1 : 0);
      tokens.push({ type: 'word', text: quoted ?? found, start: start + (quoted === undefined ? 0 : 1), end });
    }
  }
  return tokens;
}

/** The directives of `block` that are called `name`. */
export function named(block: readonly Directive[], name: string): readonly Directive[] {
  return block.filter((directive) => directive.name.text === name);
}

/** The last directive of `block` that is called `name`. */
export function lastNamed(block: readonly Directive[], name: string): Directive | undefined {
  return block.findLast((directive) => directive.name.text === name);
}
