import type { FirewallRule, Said } from '../../model/nouns';
import type { Span } from '../../text/span';
import type { ShellWord } from './shellWords';

/** A rule with what the checks need besides the noun. */
export interface Ruled {
  readonly rule: FirewallRule;
  /** Rules of one list, which are tried one after the other: tool, family and chain. */
  readonly list: string;
  /** Whether it decides about everything that reaches it. */
  readonly isFinal: boolean;
  /** Where it goes: to the end of its list, to its beginning, or before the rule of this number. */
  readonly place: 'end' | number;
  /** Whether it concerns connections that exist already. */
  readonly isEstablished?: true;
  /** The chain it jumps to. */
  readonly jumpsTo?: string;
  /** Set for a call that takes away a rule like this one; such entries end with `withoutRemoved`. */
  readonly removes?: true;
}

/** Something that the firewall tool refuses, or that does not do what it looks like. */
export interface FirewallProblem extends Span {
  readonly type: keyof typeof PROBLEM_TYPES;
  /** The tool's words. */
  readonly program?: string;
  /** What stands there. */
  readonly shown?: string;
  readonly fix?: { readonly title: string; readonly start: number; readonly end: number; readonly newText: string };
}

/** The types of problems; their checks are in checks/syntax.ts. */
export const PROBLEM_TYPES = {
  ports: 1,
  syntax: 1,
  sourcePort: 1,
  noProtocol: 1,
  portList: 1,
  policy: 1,
} as const;

/** A call of a tool, or a file of one, as it was understood. */
export interface ToolReading {
  readonly ruled: readonly Ruled[];
  readonly problems: readonly FirewallProblem[];
}

export const NOTHING_READ: ToolReading = { ruled: [], problems: [] };

/** What `word` says; unknown where the shell fills it in. */
export function saidBy({ text, isUnknown, start, end }: ShellWord): Said<string> {
  return { value: isUnknown ? undefined : text, start, end };
}

/** Whether the address is one of IPv4 or IPv6; undefined for a name, a variable, or `any`. */
export function familyOf(address: Said<string> | undefined): 'ipv4' | 'ipv6' | undefined {
  const value = address?.value;
  if (value === undefined) return undefined;
  if (/^!?\d{1,3}(\.\d{1,3}){3}/.test(value)) return 'ipv4';
  return /^!?[\da-f]*:[\da-f:]*/i.test(value) ? 'ipv6' : undefined;
}

/** The mark of a rule that may not be called at all. */
export function sureness(isSure: boolean): { readonly isOptional?: true } {
  return isSure ? {} : { isOptional: true };
}
