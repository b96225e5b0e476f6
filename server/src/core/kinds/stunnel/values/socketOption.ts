import { nearest } from '../../../schema/suggest';
import { SOCKET_OPTIONS, type SocketValue } from '../vocabulary';
import { bareValue, type ValueProblem, wrapping } from './problem';

/** The longest text that a socket option can hold. */
const MAX_TEXT = 15;

/** `a|l|r:OPTION=VALUE[:VALUE]` (stunnel-rules.md 1b); names and prefixes are not folded. */
export function socketOptionProblem(value: string): ValueProblem | undefined {
  const [, prefix, name = '', setting] = /^(?:([^:=]*):)?([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
  const rest = setting === undefined ? name : `${name}=${setting}`;
  if (prefix === undefined || !/^[alr]$/.test(prefix)) {
    const text =
      'A socket option begins with `a:` (accepting socket), `l:` (local socket) or `r:` (remote socket), in lower case.';
    const meant = prefix !== undefined && /^[ALR]$/.test(prefix) ? `${prefix.toLowerCase()}:${rest}` : undefined;
    return { text, meant };
  }
  if (setting === undefined) return { text: 'There is no `=` behind the name of the socket option.' };
  const type = SOCKET_OPTIONS.get(name);
  if (type === undefined) {
    const near = nearest(name, SOCKET_OPTIONS.keys());
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    const meant = near === undefined ? undefined : `${prefix}:${near}=${setting}`;
    return { text: `There is no such socket option; names are upper case.${hint}`, meant };
  }
  if (isValue(setting, type)) return undefined;
  const bare = bareValue(setting);
  const word = MEANT.get(bare.toLowerCase()) ?? bare;
  const meant = isValue(word, type) ? `${prefix}:${name}=${word}` : undefined;
  return { text: `\`${name}\` takes ${FORMS[type]}.${wrapping(setting)}`, meant };
}

const FORMS: Readonly<Record<SocketValue, string>> = {
  flag: '`yes`, `no`, `1` or `0`',
  integer: 'a whole number',
  linger: 'a number, and perhaps a number of seconds behind a `:`',
  time: 'a number of seconds, and perhaps of microseconds behind a `:`',
  text: `a text of at most ${MAX_TEXT} bytes`,
};
const MEANT: ReadonlyMap<string, string> = new Map([
  ['on', 'yes'],
  ['true', 'yes'],
  ['off', 'no'],
  ['false', 'no'],
]);

function isValue(text: string, type: SocketValue): boolean {
  switch (type) {
    case 'flag':
      return /^(yes|no|1|0)$/i.test(text);
    case 'integer':
      return /^([+-]?\d+)?$/.test(text);
    case 'linger':
    case 'time':
      return /^([+-]?\d+)?(:([+-]?\d+)?)?$/.test(text);
    case 'text':
      return new TextEncoder().encode(text).length <= MAX_TEXT;
  }
}
