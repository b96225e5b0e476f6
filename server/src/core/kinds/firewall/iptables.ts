import type { FirewallRule, Said } from '../../model/nouns';
import type { Span } from '../../text/span';
import { type IptablesOptions, readOptions } from './iptablesOptions';
import { type FirewallProblem, NOTHING_READ, type Ruled, saidBy, sureness, type ToolReading } from './ruled';
import type { ShellWord } from './shellWords';

/** Which of the two tools is called, and what is known of the call. */
export interface IptablesCall extends Span {
  readonly tool: 'iptables' | 'ip6tables' | 'ufw';
  readonly family: 'ipv4' | 'ipv6';
  readonly isSure: boolean;
}

/** Reads the arguments of a call of iptables, or a line of a file of iptables-restore. */
export function readIptables(args: readonly ShellWord[], call: IptablesCall): ToolReading {
  const options = readOptions(args);
  const { command, table } = options;
  if (command === undefined || table !== 'filter') return NOTHING_READ;
  const plain = {
    tool: call.tool,
    family: call.family,
    start: call.start,
    end: call.end,
    ...sureness(call.isSure),
  } as const;
  const chain = command.chain?.isUnknown ? undefined : command.chain?.text;
  const direction = directionOf(chain);
  const list = `${call.family} ${chain}`;
  if (command.letter === 'F') {
    const does = chain === undefined || chain === 'INPUT' ? 'reset' : 'other';
    return one({ ...plain, does, direction, ...(chain !== undefined && { chain }) }, list);
  }
  if (command.chain === undefined || chain === undefined) return NOTHING_READ;
  if (command.letter === 'P') return readPolicy(command.rest[0], { ...plain, direction, chain }, list);
  const { letter } = command;
  if (letter !== 'A' && letter !== 'I' && letter !== 'D') return NOTHING_READ;
  const number = Number.parseInt(command.rest[0]?.text ?? '', 10);
  // Which rule has a number is not known here.
  if (letter === 'D' && !Number.isNaN(number)) return NOTHING_READ;
  const place = letter !== 'I' ? 'end' : Number.isNaN(number) ? 1 : number;
  const rule = ruleOf(options, { ...plain, direction, chain });
  const isFinal = isFinalRule(rule);
  const jumpsTo = options.target !== undefined && rule.does === 'other' ? options.target.text : undefined;
  const ruled: Ruled = {
    rule,
    list,
    isFinal,
    place,
    ...(options.isEstablished && { isEstablished: true }),
    ...(jumpsTo !== undefined && { jumpsTo }),
    ...(letter === 'D' && { removes: true }),
  };
  return { ruled: [ruled], problems: portProblems(options) };
}

function one(rule: FirewallRule, list: string): ToolReading {
  return { ruled: [{ rule, list, isFinal: false, place: 'end' }], problems: [] };
}

function directionOf(chain: string | undefined): FirewallRule['direction'] {
  if (chain === undefined) return 'in';
  if (/OUTPUT$|-output$/.test(chain)) return 'out';
  return /^(FORWARD|DOCKER.*)$|-forward$/.test(chain) ? 'forward' : 'in';
}

function readPolicy(policy: ShellWord | undefined, plain: Omit<FirewallRule, 'does'>, list: string): ToolReading {
  if (policy === undefined || policy.isUnknown) return NOTHING_READ;
  return one({ ...plain, does: policy.text === 'ACCEPT' ? 'default-allow' : 'default-deny' }, list);
}

function ruleOf(options: IptablesOptions, plain: Omit<FirewallRule, 'does'>): FirewallRule {
  const { port, protocol, from, interface: on, target, isConditional } = options;
  const does = /^ACCEPT$/.test(target?.text ?? '')
    ? 'allow'
    : /^(DROP|REJECT)$/.test(target?.text ?? '')
      ? 'deny'
      : 'other';
  const part = (word: ShellWord | undefined): Said<string> | undefined =>
    word === undefined ? undefined : saidBy(word);
  const parts = { port: part(port), protocol: part(protocol), from: part(from), interface: part(on) };
  return {
    ...plain,
    does,
    ...Object.fromEntries(Object.entries(parts).filter((entry) => entry[1] !== undefined)),
    ...(isConditional && { isConditional: true }),
  };
}

function isFinalRule({ isConditional, port, protocol, from, interface: on, does }: FirewallRule): boolean {
  const parts = [port, protocol, from, on];
  return !isConditional && parts.every((part) => part === undefined) && (does === 'allow' || does === 'deny');
}

function portProblems({
  port,
  portFlag,
  protocol,
  hasMultiport,
  hasMatch,
  isOpen,
}: IptablesOptions): FirewallProblem[] {
  if (port === undefined || portFlag === undefined || isOpen) return [];
  const { start, end } = portFlag;
  if (protocol === undefined && !hasMultiport && portFlag.text === '--dport') {
    const fix = { title: 'Add `-p tcp`', start, end: start, newText: '-p tcp ' };
    const program = hasMatch ? "TCP match requires '-p tcp'" : 'unknown option "--dport"';
    return [{ type: 'noProtocol', start, end, program, fix }];
  }
  if (port.isUnknown || !/^\d+(,\d+)+$/.test(port.text) || portFlag.text !== '--dport' || hasMultiport) return [];
  const fix = { title: 'Write `-m multiport --dports`', start, end, newText: '-m multiport --dports' };
  const program = `invalid port/service \`${port.text}' specified`;
  return [{ type: 'portList', start: port.start, end: port.end, program, fix }];
}
