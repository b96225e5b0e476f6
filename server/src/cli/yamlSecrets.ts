import type { KeyNames } from '../core/features/secretNames';
import type { Span } from '../core/text/span';
import type { LineScanner, SourceText } from './secretBlocks';
import { type JudgeName, nameJudge, type Secrecy } from './secretNames';
import { isSwitch } from './secretPatterns';

/** A key of YAML or JSON; in quotes with escapes, a line break may stand before it. */
const KEY = /(?:^|[\s{[,]|\\n *)(["']?)([A-Za-z_][\w.-]*)\1\s*:/g;
/** A word at the start of a line with something behind it, and no colon between them that would make it a key. */
const WORD = /^[\s-]*([A-Za-z_][\w.-]*)(?:\s*=\s*|\s+|:)(?=\S)/;
/** A word in braces that is neither a key nor a value. */
const LONE_WORD = /[{,][^:,{}]+(?=[,}])/g;
const BLOCK_SCALAR = /(?::|-)\s+(?:[&!]\S+\s+)*[|>][-+0-9]*\s*(?:#.*)?$/;

/**
 * The secrets of a YAML text, by its keys `names` and its indentation, so that it holds for broken text too.
 * @param inner the keys that count in block scalars, which may be files of other kinds
 */
export function yamlSecrets(names: KeyNames, inner: KeyNames): LineScanner {
  const outside = lineJudge(names);
  const inside = inner === names ? outside : lineJudge(inner);
  /** The columns of the keys whose secret goes on below, that hold secrets, and that hold a text of many lines. */
  let within: number | undefined;
  let holder: Holder | undefined;
  let scalar: number | undefined;
  return (line) => {
    const { content } = line;
    if (content === '') return [];
    if (within !== undefined && !belongs(content, within)) within = undefined;
    if (holder !== undefined && !belongs(content, holder.column)) holder = undefined;
    if (scalar !== undefined && !belongs(content, scalar)) scalar = undefined;
    const found = (scalar === undefined ? outside : inside)(line, within !== undefined, holder);
    within ??= found.within;
    holder ??= found.holder;
    if (BLOCK_SCALAR.test(content)) scalar ??= columnOf(content, content.search(/[^\s-]/));
    return found.spans;
  };
}

interface FoundInLine {
  readonly spans: readonly Span[];
  /** The column of a key whose secret goes on below the line. */
  readonly within?: number;
  readonly holder?: Holder;
}

/** A key of a mapping that holds secrets; one that only sounds like it may hold anything. */
interface Holder {
  readonly column: number;
  readonly isKnown: boolean;
}

type LineJudge = (line: SourceText, isWithin: boolean, heldBy: Holder | undefined) => FoundInLine;

function lineJudge(names: KeyNames): LineJudge {
  const judge = nameJudge(names);
  return ({ content, column }, isWithin, heldBy) => {
    const spans: Span[] = isWithin ? [{ start: valueStart(content, column), end: content.length }] : [];
    const keys = [...content.matchAll(KEY)];
    const [first] = keys;
    if (first === undefined) {
      spans.push(...wordSecrets(content, column, heldBy !== undefined, judge));
      return { spans };
    }
    // What stands under a key that is none of a credential's may be the secret with a wrong name.
    const judgeHere: JudgeName = (name) => (heldBy?.isKnown && !names.known.has(name) ? 'known' : judge(name));
    const secret = secretKey(content, keys, judgeHere);
    if (secret !== undefined) spans.push({ start: secret.start, end: content.length });
    const below = secret === undefined ? undefined : columnOf(content, secret.index);
    const within = secret?.isHolder ? undefined : below;
    const isHolder = names.holders.has(first[2] ?? '');
    if (isHolder) spans.push(...besideKeys(content, skipSpaces(content, first.index + first[0].length)));
    const held = isHolder ? columnOf(content, first.index) : secret?.isHolder ? below : undefined;
    return {
      spans,
      ...(within !== undefined && { within }),
      ...(held !== undefined && { holder: { column: held, isKnown: isHolder } }),
    };
  };
}

/** The secrets of a line without a key, which is broken where a credential goes on (`isHeld`). */
function wordSecrets(content: string, column: number, isHeld: boolean, judge: JudgeName): Span[] {
  if (isHeld && content[column] !== '#') return [{ start: column, end: content.length }];
  const word = WORD.exec(content);
  if (word === null || judge(word[1] ?? '') === 'none') return [];
  return [{ start: word[0].length, end: content.length }];
}

/** What stands at `from` in the place of a mapping of credentials, and words in its braces that have no key. */
function besideKeys(content: string, from: number): Span[] {
  if (!/^[{&*#]/.test(content.slice(from))) return [{ start: from, end: content.length }];
  return [...content.matchAll(LONE_WORD)].flatMap((word) =>
    word.index < from ? [] : [{ start: word.index + 1, end: word.index + word[0].length }],
  );
}

interface SecretKey {
  readonly index: number;
  readonly start: number;
  /** Whether there may be a mapping below it, whose own keys tell what is secret: it only sounds like a secret. */
  readonly isHolder: boolean;
}

/** The first of `keys` that holds a secret. */
function secretKey(content: string, keys: readonly RegExpExecArray[], judge: JudgeName): SecretKey | undefined {
  for (const key of keys) {
    const secrecy: Secrecy = judge(key[2] ?? '');
    const start = skipSpaces(content, key.index + key[0].length);
    const value = content.slice(start).replace(/,$/, '');
    const isHolder = secrecy === 'guessed' && /^([&!]\S+\s*)?(#.*)?$/.test(value);
    if (secrecy === 'known' || (secrecy === 'guessed' && (isHolder || !isSwitch(value)))) {
      return { index: key.index, start, isHolder };
    }
  }
  return undefined;
}

/** Whether a line still belongs to the value of a key in column `key`: it is deeper, or an item of its list. */
function belongs(content: string, key: number): boolean {
  // A tab may have been meant for any number of spaces.
  const column = (/^\s*/.exec(content)?.[0] ?? '').replaceAll('\t', ' '.repeat(80)).length;
  return column > key || (column === key && /^\s*-(\s|$)/.test(content)) || /^\s*#/.test(content);
}

/** Behind `name:` on a line within a secret, so that user names stay readable; otherwise where its text begins. */
function valueStart(content: string, column: number): number {
  const name = /^\s*(?:"[^"]*"|'[^']*'|[\w.@-]+)\s*:(?=\s|$)\s*/.exec(content);
  return name === null ? column : name[0].length;
}

/** The column that a value must stay right of to belong to the key at `index`: that of its line, in flow style. */
function columnOf(content: string, index: number): number {
  const before = /^[\s-]*["']?/.exec(content)?.[0].replace(/["']$/, '').length ?? 0;
  return index <= before ? before : content.search(/\S/);
}

function skipSpaces(content: string, from: number): number {
  return from + (/^\s*/.exec(content.slice(from))?.[0].length ?? 0);
}
