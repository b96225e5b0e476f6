import { type IptablesCall, readIptables } from './iptables';
import { type NftChain, readNft } from './nft';
import { withoutRemoved } from './removed';
import { type FirewallProblem, NOTHING_READ, type Ruled, type ToolReading } from './ruled';
import { type ShellCommand, shellCommands } from './shellCommands';
import { type ShellWord, shellTokens } from './shellWords';
import { readUfw } from './ufw';
import { readUfwDefaults } from './ufwDefaults';

/** What a script or file says of firewalls. */
export interface FirewallReading {
  /** In the order in which the tools are told. */
  readonly ruled: readonly Ruled[];
  readonly problems: readonly FirewallProblem[];
  readonly chains: readonly NftChain[];
  /** Whether an nft text begins with nothing. */
  readonly isFresh: boolean;
  /** Whether rules may come from elsewhere: files that are loaded, calls with words that the shell fills in. */
  readonly isOpen: boolean;
}

interface Part extends ToolReading {
  readonly chains?: readonly NftChain[];
  readonly isFresh?: boolean;
  readonly isOpen?: boolean;
}

/** How many rules are put in order; what is behind them is unknown. */
const MOST_RULES = 5000;

/** Reads `text` as what its path or its content shows: a script, rules of iptables, of nft, or settings of ufw. */
export function readFirewall(text: string, path: string): FirewallReading {
  const parts = partsOf(text, path);
  const ruled = withoutRemoved(parts.flatMap((part) => part.ruled));
  return {
    ruled: ruled.slice(0, MOST_RULES),
    problems: parts.flatMap(({ problems }) => problems),
    chains: parts.flatMap(({ chains = [] }) => chains),
    isFresh: parts.some(({ isFresh }) => isFresh),
    isOpen: ruled.length > MOST_RULES || parts.some(({ isOpen }) => isOpen),
  };
}

function partsOf(text: string, path: string): readonly Part[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\/default\/ufw$/.test(path) || (/^DEFAULT_INPUT_POLICY=/m.test(text) && !/^#!/.test(text)))
    return [readUfwDefaults(text)];
  if (/\.nft$|nftables.*\.conf$/i.test(name) || /^#!.*\bnft\b/.test(text)) return [nftPart(text, 0, text.length, true)];
  if (/^rules\.v[46]$|\.rules$/i.test(name) || /^\*(filter|nat|mangle|raw)[ \t]*\r?$/m.test(text.slice(0, 4096))) {
    if (!/^#!/.test(text)) return restoreLines(text, 0, text.length, restoreCall(path));
  }
  return shellCommands(text).map((command) => commandPart(command, text));
}

function nftPart(text: string, start: number, end: number, isSure: boolean): Part {
  return { ...readNft(text, start, end, isSure), problems: [] };
}

type Call = Pick<IptablesCall, 'tool' | 'family' | 'isSure'>;

function restoreCall(path: string): Call {
  const isSix = /v6$|6\.rules$|ip6/i.test(path);
  const isUfw = /\/ufw\/[^/]*\.rules$/.test(path);
  return { tool: isUfw ? 'ufw' : isSix ? 'ip6tables' : 'iptables', family: isSix ? 'ipv6' : 'ipv4', isSure: true };
}

/** The lines of a file of iptables-restore; only those of the table `filter` are rules about who comes in. */
function restoreLines(text: string, start: number, end: number, call: Call): readonly Part[] {
  const parts: Part[] = [];
  let table = 'filter';
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    const line = text.slice(at, lineEnd).trimEnd();
    const star = /^\*(\w+)/.exec(line);
    const policy = /^:(\S+)[ \t]+(ACCEPT|DROP)\b/.exec(line);
    const span = { start: at, end: at + line.length };
    if (star !== null) table = star[1] ?? table;
    else if (table === 'filter' && policy !== null) {
      const words = [wordOf('-P', at, 1), wordOf(policy[1] ?? '', at + 1, policy[1]?.length ?? 0)];
      const target = policy[2] ?? '';
      const targetAt = at + line.indexOf(target, (policy[1]?.length ?? 0) + 1);
      parts.push(readIptables([...words, wordOf(target, targetAt, target.length)], { ...call, ...span }));
    } else if (table === 'filter' && /^-[A-Z]|^--/.test(line)) {
      parts.push(readIptables(wordsIn(text, at, span.end), { ...call, ...span }));
    }
    at = lineEnd + 1;
  }
  return parts;
}

function wordOf(text: string, start: number, length: number): ShellWord {
  return { text, start, end: start + length, isUnknown: false, isQuoted: false };
}

function wordsIn(text: string, start: number, end: number): readonly ShellWord[] {
  return shellTokens(text.slice(start, end)).flatMap((token) =>
    token.type === 'word' ? [{ ...token, start: token.start + start, end: token.end + start }] : [],
  );
}

function commandPart(command: ShellCommand, text: string): Part {
  const { words, isSure, start, end, heredoc } = command;
  const name = words[0]?.text.replace(/^.*\//, '') ?? '';
  const args = words.slice(1);
  if (name === 'ufw') return readUfw(words, { start, end }, isSure);
  const isTables = /^(ip6?tables)(-nft|-legacy)?$/.exec(name);
  if (isTables !== null) {
    const tool = isTables[1] === 'ip6tables' ? 'ip6tables' : 'iptables';
    return readIptables(args, { tool, family: tool === 'ip6tables' ? 'ipv6' : 'ipv4', isSure, start, end });
  }
  if (/^ip6?tables-(restore|apply)/.test(name)) {
    const family = name.startsWith('ip6') ? 'ipv6' : 'ipv4';
    const tool = family === 'ipv6' ? 'ip6tables' : 'iptables';
    if (heredoc === undefined) return { ...NOTHING_READ, isOpen: true };
    const parts = restoreLines(text, heredoc.start, heredoc.end, { tool, family, isSure });
    return { ruled: parts.flatMap(({ ruled }) => ruled), problems: parts.flatMap(({ problems }) => problems) };
  }
  if (name === 'nft') return nftCommand(args, command, text);
  // What is sourced, and what a variable runs, may call the tools as well.
  const isOpen = name === 'source' || name === '.' || /^\$|firewall|fw$/i.test(words[0]?.text ?? '');
  return isOpen ? { ...NOTHING_READ, isOpen } : NOTHING_READ;
}

function nftCommand(args: readonly ShellWord[], { isSure, heredoc }: ShellCommand, text: string): Part {
  if (args.some(({ text: word }) => /^(-f|--file)$/.test(word))) {
    return heredoc === undefined
      ? { ...NOTHING_READ, isOpen: true }
      : nftPart(text, heredoc.start, heredoc.end, isSure);
  }
  const [first] = args;
  const last = args.at(-1);
  if (first === undefined || last === undefined) return NOTHING_READ;
  // In one pair of quotes, or word by word; a `\;` of the shell reads like a backslash and an end.
  const isWhole = args.length === 1 && first.isQuoted;
  return nftPart(text, first.start + (isWhole ? 1 : 0), last.end - (isWhole ? 1 : 0), isSure);
}
