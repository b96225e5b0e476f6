import type { Said } from '../../model/nouns';
import type { NftToken } from './nftTokens';

/** What an expression matches and decides. */
export interface Expression {
  port?: Said<string>;
  protocol?: Said<string>;
  from?: Said<string>;
  interface?: Said<string>;
  addressFamily?: 'ipv4' | 'ipv6';
  verdict?: string;
  target?: string;
  isEstablished: boolean;
  isConditional: boolean;
}

/** Reads the words of a rule; `text` is what their places are in. */
export function expressionOf(words: readonly NftToken[], text: string): Expression {
  const found: Expression = { isEstablished: false, isConditional: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const next = words[at + 1]?.text;
    if (/^(accept|drop|reject|queue|return|continue)$/.test(word.text)) {
      found.verdict ??= word.text;
      if (word.text === 'reject') break;
    } else if (word.text === 'jump' || word.text === 'goto') {
      found.verdict = 'jump';
      if (next !== undefined) found.target = next;
      at++;
    } else if (/^(counter|log|notrack)$/.test(word.text)) at = skipOptions(words, at);
    else if (word.text === 'comment') at++;
    else at = readMatch(words, at, text, found);
  }
  return found;
}

/** Passes over the options of `counter` and `log`, which decide nothing. */
function skipOptions(words: readonly NftToken[], at: number): number {
  let last = at;
  while (/^(packets|bytes|prefix|level|group|flags)$/.test(words[last + 1]?.text ?? '')) last += 2;
  return last;
}

/** Reads a match such as `tcp dport { 22, 80 }` at `at`; returns where its last word stands. */
function readMatch(words: readonly NftToken[], at: number, text: string, found: Expression): number {
  const subject = words[at]?.text ?? '';
  const field = words[at + 1]?.text ?? '';
  const isPort = /^(tcp|udp|th)$/.test(subject) && field === 'dport';
  const isSource = /^ip6?$/.test(subject) && field === 'saddr';
  const isInterface = /^iif(name)?$/.test(subject) || (subject === 'meta' && /^iif(name)?$/.test(field));
  const isState = subject === 'ct' && field === 'state';
  const from = subject === 'meta' || isPort || isSource || isState ? at + 2 : at + 1;
  const value = valueAt(words, from, text);
  if (subject.startsWith('ip6')) found.addressFamily = 'ipv6';
  else if (subject === 'ip') found.addressFamily = 'ipv4';
  if (value === undefined || value.isNegated) {
    found.isConditional = true;
    return value?.last ?? at;
  }
  if (isPort) {
    found.port = value.said;
    if (subject !== 'th') found.protocol = { ...value.said, value: subject };
  } else if (isSource) found.from = value.said;
  else if (isInterface) found.interface = value.said;
  else if (isState) {
    found.isEstablished ||= /established/.test(value.text);
    // A map of states decides by itself; new connections are all that come.
    if (!/new/.test(value.text)) found.isConditional = true;
  } else {
    found.isConditional = true;
    return at;
  }
  return value.last;
}

interface MatchValue {
  readonly said: Said<string>;
  readonly text: string;
  readonly last: number;
  readonly isNegated: boolean;
}

function valueAt(words: readonly NftToken[], from: number, text: string): MatchValue | undefined {
  let at = from;
  const isNegated = words[at]?.text === '!=' || words[at]?.text === 'not';
  if (isNegated || words[at]?.text === '==' || words[at]?.text === 'vmap') at++;
  const first = words[at];
  if (first === undefined) return undefined;
  let last = at;
  if (first.type === 'open') {
    let depth = 0;
    for (; last < words.length; last++) {
      if (words[last]?.type === 'open') depth++;
      if (words[last]?.type === 'close' && --depth === 0) break;
    }
    last = Math.min(last, words.length - 1);
  } else {
    // `established, related` and `established,` `related` are lists without braces.
    while (words[last]?.text.endsWith(',') || words[last + 1]?.text.startsWith(',')) last++;
    last = Math.min(last, words.length - 1);
  }
  const isSet = first.type === 'open';
  const start = isSet ? (words[at + 1]?.start ?? first.start) : first.start;
  const end = Math.max(start, isSet ? (words[last - 1]?.end ?? first.end) : (words[last]?.end ?? first.end));
  const written = text.slice(start, end);
  const isUnknown = /[$@]|\{\{/.test(written);
  const value = isUnknown ? undefined : written.replaceAll(/["']/g, '').replaceAll(/\s*\n\s*/g, ' ');
  return { said: { value, start, end }, text: written, last, isNegated };
}
