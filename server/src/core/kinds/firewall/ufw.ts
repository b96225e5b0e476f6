import type { FirewallRule, Said } from '../../model/nouns';
import type { Span } from '../../text/span';
import { type FirewallProblem, familyOf, NOTHING_READ, type Ruled, saidBy, sureness, type ToolReading } from './ruled';
import type { ShellWord } from './shellWords';

const ACTIONS = /^(allow|deny|reject|limit)$/;
const COMMANDS =
  /^(enable|disable|default|logging|allow|deny|reject|limit|delete|insert|prepend|route|rule|reload|reset|status|show|version|app|help)$/i;

/** Reads the call of ufw in `words`, the first of which is ufw itself. */
export function readUfw(words: readonly ShellWord[], span: Span, isSure: boolean): ToolReading {
  const args = words.slice(1).filter(({ text }) => !/^--(dry-run|force|help|version)$/.test(text));
  const [first, second] = args;
  if (first === undefined || first.isUnknown) return NOTHING_READ;
  const command = first.text.toLowerCase();
  if (first.text !== command || !COMMANDS.test(first.text)) return syntax(first, 'Invalid syntax');
  const plain = {
    tool: 'ufw',
    direction: 'in',
    family: 'both',
    ...span,
    ...sureness(isSure),
  } as const;
  if (command === 'reset') return one({ ...plain, does: 'reset' });
  if (command === 'enable') return one({ ...plain, does: 'enable' });
  if (command === 'default') return readDefault(args.slice(1), plain);
  if (second === undefined) return NOTHING_READ;
  if (command === 'delete') return removing(readRule(args.slice(1), plain, 'end'));
  if (command === 'insert') return readRule(args.slice(2), plain, Number.parseInt(second.text, 10) || 1);
  if (command === 'prepend') return readRule(args.slice(1), plain, 1);
  if (command === 'rule') return readRule(args.slice(1), plain, 'end');
  if (command === 'route') return readRule(args.slice(1), { ...plain, direction: 'forward' }, 'end');
  return ACTIONS.test(command) ? readRule(args, plain, 'end') : NOTHING_READ;
}

type Plain = Omit<FirewallRule, 'does'>;

function one(rule: FirewallRule): ToolReading {
  return { ruled: [{ rule, list: 'ufw', isFinal: false, place: 'end' }], problems: [] };
}

/** Whatever ufw says of a rule that it does not know, it goes on. */
function removing({ ruled }: ToolReading): ToolReading {
  return { ruled: ruled.map((entry) => ({ ...entry, removes: true })), problems: [] };
}

function syntax(at: ShellWord, program: string): ToolReading {
  return { ruled: [], problems: [problem('syntax', at, `ERROR: ${program}`)] };
}

function problem(type: FirewallProblem['type'], { start, end, text, isUnknown }: ShellWord, program?: string) {
  return { type, start, end, ...(program !== undefined && { program }), ...(!isUnknown && { shown: text }) };
}

function readDefault(args: readonly ShellWord[], plain: Plain): ToolReading {
  const [policy, way] = args;
  if (policy === undefined || policy.isUnknown || way?.isUnknown) return NOTHING_READ;
  if (!/^(allow|deny|reject)$/.test(policy.text)) return syntax(policy, 'Invalid syntax');
  if (way !== undefined && !/^(incoming|outgoing|routed)$/.test(way.text)) return syntax(way, 'Invalid syntax');
  const direction = way?.text === 'outgoing' ? 'out' : way?.text === 'routed' ? 'forward' : 'in';
  return one({ ...plain, direction, does: policy.text === 'allow' ? 'default-allow' : 'default-deny' });
}

/** The parts of a rule behind its action. */
interface Clauses {
  direction?: 'in' | 'out';
  interface?: ShellWord;
  protocol?: ShellWord;
  from?: ShellWord;
  fromPort?: ShellWord;
  to?: ShellWord;
  port?: ShellWord;
  app?: ShellWord;
  /** Whether the port is that of the short form, which nothing follows. */
  isShort?: true;
  readonly problems: FirewallProblem[];
}

function readRule(args: readonly ShellWord[], plain: Plain, place: Ruled['place']): ToolReading {
  const [action, ...rest] = args;
  if (action === undefined || action.isUnknown || !ACTIONS.test(action.text)) return NOTHING_READ;
  const clauses = readClauses(rest);
  if (clauses === undefined) return NOTHING_READ;
  const rule = ruleOf(action.text, clauses, plain);
  const isFinal =
    !rule.isConditional && [rule.port, rule.from, rule.interface, rule.protocol].every((part) => part === undefined);
  const problems = clauses.problems.length > 0 ? clauses.problems : portProblems(clauses);
  return { ruled: problems.length > 0 ? [] : [{ rule, list: 'ufw', isFinal, place }], problems };
}

/** Reads the clauses; undefined where the shell may put in or leave out words. */
function readClauses(args: readonly ShellWord[]): Clauses | undefined {
  const comment = args.findIndex(({ text, isQuoted }) => text === 'comment' && !isQuoted);
  const words = (comment < 0 ? args : args.slice(0, comment)).filter(({ text }) => !/^log(-all)?$/.test(text));
  const clauses: Clauses = { problems: [] };
  let at = 0;
  let last: 'from' | 'to' | undefined;
  const take = () => words[++at];
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    // A word that is only a variable may be a clause of its own, or nothing.
    if (word.isUnknown && /^\$/.test(text) && words.length > 1) return undefined;
    if (clauses.isShort) {
      clauses.problems.push(misplaced(word, words, clauses));
      break;
    }
    if (text === 'in' || text === 'out') clauses.direction = text;
    else if (text === 'on') assign(clauses, 'interface', take());
    else if (text === 'proto') assign(clauses, 'protocol', take());
    else if (text === 'from' || text === 'to') {
      last = text;
      assign(clauses, text, take());
    } else if (text === 'port' && last !== undefined) assign(clauses, last === 'from' ? 'fromPort' : 'port', take());
    else if (text === 'app' && last !== undefined) assign(clauses, 'app', take());
    else if (isShortForm(clauses)) [clauses.port, clauses.isShort] = [word, true];
    else {
      clauses.problems.push(misplaced(word, words, clauses));
      break;
    }
  }
  return clauses;
}

function assign(
  clauses: Clauses,
  key: 'interface' | 'protocol' | 'from' | 'to' | 'port' | 'fromPort' | 'app',
  word?: ShellWord,
) {
  if (word !== undefined) clauses[key] = word;
}

/** Whether the next word is the port of the short form `allow [in] PORT[/PROTOCOL]`. */
function isShortForm({ interface: on, protocol, from, to, port }: Clauses): boolean {
  return [on, protocol, from, to, port].every((part) => part === undefined);
}

function misplaced(word: ShellWord, words: readonly ShellWord[], { from, to }: Clauses): FirewallProblem {
  if (from !== undefined || to !== undefined) {
    return problem('syntax', word, word.isUnknown ? undefined : `ERROR: Invalid token '${word.text}'`);
  }
  // ufw takes its words in pairs, the interface aside.
  const on = words.findIndex(({ text }) => text === 'on');
  const rest = words.filter(({ text }, at) => !/^(in|out)$/.test(text) && (on < 0 || (at !== on && at !== on + 1)));
  const isPaired = rest.length % 2 === 0;
  return problem('syntax', word, `ERROR: ${isPaired ? "Need 'to' or 'from' clause" : 'Wrong number of arguments'}`);
}

function ruleOf(action: string, clauses: Clauses, plain: Plain): FirewallRule {
  const { from, to, port, app, fromPort } = clauses;
  const simple = port === undefined ? undefined : /^([^/]+)\/(\w+)$/.exec(port.text);
  const source = from === undefined || /^any$/.test(from.text) ? undefined : saidBy(from);
  const target = to === undefined || /^any$/.test(to.text) ? undefined : saidBy(to);
  const protocol = clauses.protocol ?? (simple === null || simple === undefined ? undefined : port);
  const family = familyOf(source) ?? familyOf(target) ?? plain.family;
  const isConditional = fromPort !== undefined || target !== undefined;
  const service = port ?? app;
  return {
    ...plain,
    does: action === 'allow' || action === 'limit' ? 'allow' : 'deny',
    direction: plain.direction === 'forward' ? 'forward' : (clauses.direction ?? 'in'),
    family,
    ...(service !== undefined && { port: portSaid(service, simple) }),
    ...(protocol !== undefined && { protocol: { ...saidBy(protocol), value: protocolOf(protocol, simple) } }),
    ...(source !== undefined && { from: source }),
    ...(clauses.interface !== undefined && { interface: saidBy(clauses.interface) }),
    ...(isConditional && { isConditional: true }),
  };
}

function portSaid(word: ShellWord, simple: RegExpExecArray | null | undefined): Said<string> {
  const said = saidBy(word);
  return simple === null || simple === undefined || said.value === undefined ? said : { ...said, value: simple[1] };
}

function protocolOf(word: ShellWord, simple: RegExpExecArray | null | undefined): string | undefined {
  return word.isUnknown ? undefined : (simple?.[2] ?? word.text);
}

function portProblems({ port, fromPort, protocol, from, to }: Clauses): FirewallProblem[] {
  if (fromPort !== undefined && to === undefined && port === undefined) {
    const fix = { title: 'Write `to any port`', start: fromPort.start, end: fromPort.start, newText: '' };
    return [{ ...problem('sourcePort', fromPort), fix }];
  }
  if (port === undefined || port.isUnknown) return [];
  const { text, end } = port;
  const hasMany = /^\d+([:,]\d+)+$/.test(text);
  if (hasMany && protocol === undefined) {
    const isShort = from === undefined && to === undefined;
    const newText = isShort ? '/tcp' : ' proto tcp';
    const fix = { title: `Add \`${newText.trim()}\``, start: end, end, newText };
    return [{ ...problem('ports', port, "ERROR: Must specify 'tcp' or 'udp' with multiple ports"), fix }];
  }
  const isPort = /^\d+([:,]\d+)*(\/(tcp|udp))?$/.test(text) || /^[A-Za-z]/.test(text);
  const isTooLarge = text
    .split(/[:,/]/)
    .some((part) => /^\d+$/.test(part) && (Number(part) > 65535 || Number(part) === 0));
  return isPort && !isTooLarge ? [] : [problem('syntax', port, 'ERROR: Bad port')];
}
