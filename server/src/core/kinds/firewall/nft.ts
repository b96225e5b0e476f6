import type { FirewallRule } from '../../model/nouns';
import type { Span } from '../../text/span';
import { expressionOf } from './nftExpression';
import { type NftStatement, type NftToken, nftStatements, nftTokens } from './nftTokens';
import { type Ruled, sureness } from './ruled';

/** A chain as the file has it. */
export interface NftChain {
  readonly name: string;
  /** Where its name stands. */
  readonly at: Span;
  readonly family: string;
  /** `input`, `forward`, `output`, …; absent for a chain that only others jump to. */
  readonly hook?: string;
  /** The statement with the hook, for a policy to be added behind it. */
  readonly base?: Span;
  readonly policy?: 'accept' | 'drop';
  readonly list: string;
  /** Whether it stands in a file or block, with all that belongs to it. */
  readonly isWhole: boolean;
}

/** What a text of nft says. */
export interface NftReading {
  readonly ruled: readonly Ruled[];
  readonly chains: readonly NftChain[];
  /** Whether all that was there before is gone. */
  readonly isFresh: boolean;
}

/** Reads `text` from `start` to `end` as commands or a file of nft. */
export function readNft(text: string, start: number, end: number, isSure: boolean): NftReading {
  const reading: Collected = { text, isSure, ruled: [], chains: [], isFresh: false };
  for (const statement of nftStatements(nftTokens(text, start, end))) readStatement(statement, reading);
  return reading;
}

interface Collected {
  readonly text: string;
  readonly isSure: boolean;
  readonly ruled: Ruled[];
  readonly chains: NftChain[];
  isFresh: boolean;
}

const FAMILIES = /^(ip|ip6|inet|arp|bridge|netdev)$/;

function readStatement({ words, block, start, end }: NftStatement, reading: Collected): void {
  const texts = words.map(({ text }) => text);
  const [first, second] = texts;
  if (first === 'flush' && second === 'ruleset') {
    reading.isFresh = true;
    reading.ruled.push(bare('reset', { start, end }, reading));
  } else if ((first === 'flush' || first === 'delete' || first === 'destroy') && second === 'table') {
    reading.isFresh = true;
  } else {
    const rest = /^(add|create|insert|replace)$/.test(first ?? '') ? words.slice(1) : words;
    const object = rest[0]?.text;
    if (object === 'table' && block !== undefined) readTable(rest.slice(1), block, reading);
    else if (object === 'chain') readChain(rest.slice(1), block, reading);
    else if (object === 'rule' || (first === 'add' && FAMILIES.test(object ?? ''))) {
      readRuleCommand(object === 'rule' ? rest.slice(1) : rest, first === 'insert', reading);
    }
  }
}

function bare(does: FirewallRule['does'], span: Span, { isSure }: Collected): Ruled {
  const rule = {
    tool: 'nft',
    does,
    direction: 'in',
    family: 'both',
    ...span,
    ...sureness(isSure),
  } as const;
  return { rule, list: 'nft', isFinal: false, place: 'end' };
}

/** The family and the names that follow it; `ip` where none is given. */
function scope(words: readonly NftToken[]): { readonly family: string; readonly names: readonly NftToken[] } {
  const [first, ...rest] = words;
  return first !== undefined && FAMILIES.test(first.text)
    ? { family: first.text, names: rest }
    : { family: 'ip', names: words };
}

function readTable(words: readonly NftToken[], block: readonly NftStatement[], reading: Collected): void {
  const { family, names } = scope(words);
  for (const statement of block) {
    const [keyword, name] = statement.words;
    if (keyword?.text !== 'chain' || name === undefined) continue;
    addChain({ family, table: names[0]?.text ?? '', name, statements: statement.block ?? [], isWhole: true }, reading);
  }
}

function readChain(words: readonly NftToken[], block: readonly NftStatement[] | undefined, reading: Collected): void {
  const { family, names } = scope(words);
  const [table, name] = names;
  if (table === undefined || name === undefined) return;
  addChain({ family, table: table.text, name, statements: block ?? [], isWhole: false }, reading);
}

interface ChainText {
  readonly family: string;
  readonly table: string;
  readonly name: NftToken;
  readonly statements: readonly NftStatement[];
  readonly isWhole: boolean;
}

function addChain({ family, table, name, statements, isWhole }: ChainText, reading: Collected): void {
  const list = listOf(family, table, name.text);
  const base = statements.find(({ words }) => words[0]?.text === 'type');
  const isFilter = base === undefined || base.words[1]?.text === 'filter';
  const hook = hookOf(base);
  const policy = statements.find(({ words }) => words[0]?.text === 'policy')?.words[1];
  const at = { start: name.start, end: name.end };
  if (!isFilter || /^(arp|bridge|netdev)$/.test(family)) return;
  reading.chains.push({
    name: name.text,
    at,
    family,
    list,
    isWhole,
    ...(hook !== undefined && { hook }),
    ...(base !== undefined && { base: { start: base.start, end: base.end } }),
    ...((policy?.text === 'accept' || policy?.text === 'drop') && { policy: policy.text }),
  });
  const direction = directionOf(hook, name.text);
  const place: Place = { family, table, list, chain: name.text, direction, isFirst: false };
  if (hook !== undefined) {
    const does = policy === undefined ? undefined : policy.text === 'drop' ? 'default-deny' : 'default-allow';
    const span = policy === undefined ? at : { start: policy.start, end: policy.end };
    if (does !== undefined) reading.ruled.push(policyRule(does, span, place, reading));
  }
  for (const { words, start, end } of statements) {
    if (/^(type|policy|comment|flags|devices?)$/.test(words[0]?.text ?? '')) continue;
    addRule(words, { start, end }, place, reading);
  }
}

function listOf(family: string, table: string, chain: string): string {
  return `nft ${family} ${table} ${chain}`;
}

function hookOf(base: NftStatement | undefined): string | undefined {
  const index = base?.words.findIndex(({ text }) => text === 'hook') ?? -1;
  return index < 0 ? undefined : base?.words[index + 1]?.text;
}

function directionOf(hook: string | undefined, name: string): FirewallRule['direction'] {
  const way = (hook ?? name).toLowerCase();
  if (way === 'output' || way === 'postrouting') return 'out';
  return way === 'forward' ? 'forward' : 'in';
}

interface Place {
  readonly family: string;
  readonly table: string;
  readonly list: string;
  readonly chain: string;
  readonly direction: FirewallRule['direction'];
  readonly isFirst: boolean;
}

function policyRule(does: 'default-allow' | 'default-deny', span: Span, place: Place, { isSure }: Collected): Ruled {
  const { direction, chain, list } = place;
  const family = familyOfTable(place.family);
  const table = `${place.family} ${place.table}`;
  const rule = { tool: 'nft', does, direction, family, table, chain, ...span, ...sureness(isSure) } as const;
  return { rule, list, isFinal: false, place: 'end' };
}

function familyOfTable(family: string): FirewallRule['family'] {
  return family === 'ip' ? 'ipv4' : family === 'ip6' ? 'ipv6' : 'both';
}

function readRuleCommand(words: readonly NftToken[], isFirst: boolean, reading: Collected): void {
  const { family, names } = scope(words);
  const [table, chain, ...expression] = names;
  const last = expression.at(-1);
  if (table === undefined || chain === undefined || last === undefined) return;
  const list = listOf(family, table.text, chain.text);
  const known = reading.chains.find((candidate) => candidate.list === list);
  const direction = directionOf(known?.hook, chain.text);
  const start = words[0]?.start ?? table.start;
  const place = { family, table: table.text, list, chain: chain.text, direction, isFirst };
  addRule(expression, { start, end: last.end }, place, reading);
}

/** What an expression of nft matches and decides. */
function addRule(words: readonly NftToken[], span: Span, place: Place, reading: Collected): void {
  const parts = expressionOf(words, reading.text);
  const { verdict, target, isEstablished, isConditional, ...matches } = parts;
  const does = verdict === 'accept' ? 'allow' : verdict === 'drop' || verdict === 'reject' ? 'deny' : 'other';
  const { addressFamily, ...said } = matches;
  const rule: FirewallRule = {
    tool: 'nft',
    does,
    direction: place.direction,
    family: addressFamily ?? familyOfTable(place.family),
    table: `${place.family} ${place.table}`,
    chain: place.chain,
    ...said,
    ...span,
    ...(isConditional && { isConditional: true }),
    ...sureness(reading.isSure),
  };
  const isFinal = does !== 'other' && !isConditional && Object.keys(said).length === 0 && addressFamily === undefined;
  reading.ruled.push({
    rule,
    list: place.list,
    isFinal,
    place: place.isFirst ? 1 : 'end',
    ...(isEstablished && { isEstablished: true }),
    ...(target !== undefined && { jumpsTo: target }),
  });
}
