import type { Span } from '../../text/span';

/** A token of nft: a word, a string, or one of `{ } ;` and the end of a line. */
export interface NftToken extends Span {
  readonly text: string;
  readonly type: 'word' | 'string' | 'open' | 'close' | 'end';
}

const TOKEN = /[ \t\r]+|\\\r?\n|#[^\n]*|"[^"\n]*"?|[{};\n]|[^\s{};"#]+|\\/g;

/** Splits `text` from `start` to `end` into the tokens of nft. */
export function nftTokens(text: string, start: number, end: number): readonly NftToken[] {
  const tokens: NftToken[] = [];
  for (const match of text.slice(start, end).matchAll(TOKEN)) {
    const [found] = match;
    if (/^[ \t\r#\\]/.test(found)) continue;
    const at = start + match.index;
    const span = { start: at, end: at + found.length };
    if (found === '{') tokens.push({ type: 'open', text: found, ...span });
    else if (found === '}') tokens.push({ type: 'close', text: found, ...span });
    else if (found === ';' || found === '\n') tokens.push({ type: 'end', text: found, ...span });
    else if (found.startsWith('"')) tokens.push({ type: 'string', text: found.replaceAll('"', ''), ...span });
    else tokens.push({ type: 'word', text: found, ...span });
  }
  return tokens;
}

/** Words up to the end of a line or a `;`, with the sets in braces among them; or a block with statements inside. */
export interface NftStatement extends Span {
  readonly words: readonly NftToken[];
  readonly block?: readonly NftStatement[];
}

/** What has statements in its braces; other braces hold sets. */
const BLOCKS = /^(table|chain|set|map|flowtable|counter|quota|limit|secmark|ct (helper|timeout|expectation)|synproxy)$/;
/** How deep blocks are read; nft knows two levels. */
const DEEPEST = 20;

/** The statements of `tokens`. Total: a brace that is never closed ends with them. */
export function nftStatements(tokens: readonly NftToken[]): readonly NftStatement[] {
  return readBlock(tokens, { at: 0 }, 0);
}

function readBlock(tokens: readonly NftToken[], place: { at: number }, depth: number): NftStatement[] {
  const statements: NftStatement[] = [];
  let words: NftToken[] = [];
  const finish = (block?: readonly NftStatement[], close?: Span) => {
    const [first] = words;
    const last = close ?? words.at(-1);
    if (first !== undefined && last !== undefined) {
      statements.push({ words, start: first.start, end: last.end, ...(block !== undefined && { block }) });
    }
    words = [];
  };
  while (place.at < tokens.length) {
    const token = tokens[place.at++];
    if (token === undefined) break;
    if (token.type === 'end') finish();
    else if (token.type === 'close') {
      place.at -= depth === 0 ? 0 : 1;
      if (depth > 0) break;
    } else if (token.type === 'open' && isBlock(words) && depth < DEEPEST) {
      const block = readBlock(tokens, place, depth + 1);
      const close = tokens[place.at++];
      finish(block, close);
    } else if (token.type === 'open') {
      words.push(token);
      for (const inner of readSet(tokens, place)) words.push(inner);
    } else words.push(token);
  }
  finish();
  return statements;
}

function isBlock(words: readonly NftToken[]): boolean {
  const rest = /^(add|create|insert|replace)$/.test(words[0]?.text ?? '') ? words.slice(1) : words;
  const start = rest[0]?.text === 'ct' ? `ct ${rest[1]?.text}` : (rest[0]?.text ?? '');
  return BLOCKS.test(start) && !words.some(({ type }) => type === 'open');
}

/** The tokens of a set up to the brace that closes it. */
function readSet(tokens: readonly NftToken[], place: { at: number }): readonly NftToken[] {
  const inner: NftToken[] = [];
  let depth = 1;
  while (place.at < tokens.length && depth > 0) {
    const token = tokens[place.at++];
    if (token === undefined) break;
    if (token.type === 'open') depth++;
    if (token.type === 'close') depth--;
    if (token.type !== 'end') inner.push(token);
  }
  return inner;
}
