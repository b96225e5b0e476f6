import type { ShellWord } from './shellWords';

/** What a call of iptables is told. */
export interface IptablesOptions {
  table: string;
  command?: { readonly letter: string; readonly chain?: ShellWord; readonly rest: readonly ShellWord[] };
  protocol?: ShellWord;
  from?: ShellWord;
  interface?: ShellWord;
  port?: ShellWord;
  portFlag?: ShellWord;
  target?: ShellWord;
  isConditional: boolean;
  isEstablished: boolean;
  hasMultiport: boolean;
  /** `-m tcp` or `-m udp`. */
  hasMatch: boolean;
  /** Whether the shell may put in further options. */
  isOpen: boolean;
}

/** Short names of the options that matter here. */
const LONG: Readonly<Record<string, string>> = {
  '--append': '-A',
  '--insert': '-I',
  '--delete': '-D',
  '--policy': '-P',
  '--flush': '-F',
  '--table': '-t',
  '--protocol': '-p',
  '--proto': '-p',
  '--source': '-s',
  '--src': '-s',
  '--in-interface': '-i',
  '--jump': '-j',
  '--goto': '-g',
  '--match': '-m',
  '--check': '-C',
  '--replace': '-R',
  '--new-chain': '-N',
  '--destination-port': '--dport',
  '--destination-ports': '--dports',
  '--destination': '-d',
  '--dst': '-d',
};

/** Reads the arguments of a call. */
export function readOptions(args: readonly ShellWord[]): IptablesOptions {
  const options: IptablesOptions = {
    table: 'filter',
    isConditional: false,
    isEstablished: false,
    hasMultiport: false,
    hasMatch: false,
    isOpen: false,
  };
  let isNegated = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === undefined) break;
    const flag = LONG[word.text] ?? word.text;
    const next = args[at + 1];
    if (word.text === '!') isNegated = true;
    else if (/^-[AIDPFCRNXZLSE]$/.test(flag)) {
      const operands = operandsBehind(args, at);
      const [chain, ...rest] = operands;
      options.command = { letter: flag.slice(1), rest, ...(chain !== undefined && { chain }) };
      if (rest.some(({ isUnknown }) => isUnknown)) [options.isConditional, options.isOpen] = [true, true];
      at += operands.length;
    } else if (word.text.startsWith('-')) {
      if (next !== undefined && takeOption(options, flag, word, next, isNegated)) at++;
      isNegated = false;
    } else if (word.isUnknown) [options.isConditional, options.isOpen] = [true, true];
  }
  return options;
}

function operandsBehind(args: readonly ShellWord[], at: number): readonly ShellWord[] {
  const rest = args.slice(at + 1, at + 4);
  const end = rest.findIndex(({ text }) => text.startsWith('-') || text === '!');
  return end < 0 ? rest : rest.slice(0, end);
}

/** Takes the option `flag` with its value; whether it has one. */
function takeOption(
  options: IptablesOptions,
  flag: string,
  word: ShellWord,
  value: ShellWord,
  isNegated: boolean,
): boolean {
  if (isNegated) options.isConditional = true;
  switch (flag) {
    case '-t':
      options.table = value.text;
      return true;
    case '-p':
      if (!isNegated && value.text !== 'all') options.protocol = value;
      return true;
    case '-s':
      if (!isNegated && !/^(0\.0\.0\.0\/0|::\/0)$/.test(value.text)) options.from = value;
      return true;
    case '-i':
      if (!isNegated) options.interface = value;
      return true;
    case '-j':
    case '-g':
      options.target = value;
      return true;
    case '--dport':
    case '--dports':
      if (!isNegated) options.port = value;
      options.portFlag = word;
      return true;
    case '-m':
      if (value.text === 'multiport') options.hasMultiport = true;
      else if (/^(tcp|udp)$/.test(value.text)) options.hasMatch = true;
      else if (!/^(comment|state|conntrack)$/.test(value.text)) options.isConditional = true;
      return true;
    case '--comment':
    case '--reject-with':
      return true;
    case '--state':
    case '--ctstate':
      // Who comes anew is everybody; who is there already has come in by another rule.
      if (!/NEW/i.test(value.text)) options.isConditional = true;
      options.isEstablished ||= /ESTABLISHED/i.test(value.text) || value.isUnknown;
      return true;
    case '--syn':
      return false;
    default:
      options.isConditional = true;
      return !value.text.startsWith('-') && value.text !== '!';
  }
}
