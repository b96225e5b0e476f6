import { nearest } from '../../../schema/suggest';
import type { OptionInfo } from '../options';
import { TLS_OPTIONS } from '../vocabulary';
import { addressProblem, lonelyHostProblem } from './address';
import { debugProblem } from './debugLevel';
import { commandProblem } from './opensslCommand';
import { ciphersProblem, curvesProblem, suitesProblem } from './opensslNames';
import { bareValue, type ValueContext, type ValueProblem, wrapping } from './problem';
import { socketOptionProblem } from './socketOption';
import { choiceProblem, integerProblem, retryProblem, yesNoProblem } from './words';

/** What is wrong with the value of an option as such, whatever else is in the file; undefined where nothing is. */
export function valueProblem(option: OptionInfo, value: string, context: ValueContext): ValueProblem | undefined {
  const { value: type } = option;
  switch (type.type) {
    case 'yes-no':
      return yesNoProblem(value);
    case 'choice':
      // What an application protocol does with it is not looked at before the first connection.
      return option.refusal === undefined ? undefined : choiceProblem(value, type.choices, context);
    case 'integer':
      return integerProblem(value, type);
    case 'retry':
      return retryProblem(value, context);
    case 'address':
      return option.refusal === undefined || value === '' ? undefined : addressProblem(value);
    case 'host':
      return lonelyHostProblem(value);
    case 'debug-level':
      return debugProblem(value, context);
    case 'tls-option':
      return tlsOptionProblem(value);
    case 'socket-option':
      return socketOptionProblem(value);
    case 'openssl-command':
      return commandProblem(value);
    case 'names':
      return NAME_LISTS[type.of](value);
    case 'hex-key':
      return hexKeyProblem(value, option.name);
    case 'user':
      return userProblem(value, type.of);
    case 'path':
      return pathProblem(option, value);
    case 'text':
    case 'sni':
      return undefined;
  }
}

const NAME_LISTS = { ciphers: ciphersProblem, suites: suitesProblem, curves: curvesProblem } as const;

function tlsOptionProblem(value: string): ValueProblem | undefined {
  const sign = value.startsWith('-') ? '-' : '';
  const name = value.slice(sign.length);
  if (isTlsOption(name)) return undefined;
  const bare = bareValue(name).replace(/^SSL_OP_/i, '');
  if (/[,\s|:]/.test(bare) && bare.split(/[,\s|:]+/).some(isTlsOption)) {
    return { text: 'There is one flag on each line: write an `options` line for each of them.' };
  }
  const dotted = bare.replace(/^(NO_D?TLSv1)\.(\d)$/i, '$1_$2');
  const meant = isTlsOption(dotted) ? dotted : bare === '' ? undefined : nearest(bare, TLS_OPTIONS);
  const prefix = /^SSL_OP_/i.test(name) ? ' Flags are written without `SSL_OP_`.' : '';
  const hint = meant === undefined ? '' : ` Did you mean \`${sign}${meant}\`?`;
  return {
    text: `OpenSSL has no such flag.${prefix}${wrapping(value)}${hint}`,
    meant: meant === undefined ? undefined : sign + meant,
  };
}

function isTlsOption(name: string): boolean {
  return TLS_OPTIONS.some((known) => known.toLowerCase() === name.toLowerCase());
}

/** Two or four groups of 16 hex digits, in pairs between which a `:` may stand. The value is never shown. */
function hexKeyProblem(value: string, name: string): ValueProblem | undefined {
  const isHex = /^([\da-fA-F]{2}|:)+$/.test(value);
  const bytes = value.replaceAll(':', '').length / 2;
  if (!isHex || bytes === 0) {
    return {
      text: `This has to be 32 or 64 hex digits (\`openssl rand -hex 32\`).${wrapping(value)}`,
      program: `Required ${name} is 16 or 32 byte hexadecimal key`,
    };
  }
  if (bytes === 16 || bytes === 32) return undefined;
  return {
    text: `These are ${bytes} bytes; it has to be 16 or 32, which are 32 or 64 hex digits.`,
    program: `${name} value has ${bytes} bytes instead of required 16 or 32 bytes`,
  };
}

/** Whether it could be the name of a user or group, or is a number. */
function userProblem(value: string, of: 'user' | 'group'): ValueProblem | undefined {
  if (/^[+-]?\d+$/.test(value) || /^[A-Za-z_][\w.@$\\+-]*$/.test(value)) return undefined;
  return { text: `This is neither the name of a ${of} nor a number.${wrapping(value)}`, meant: meantUser(value) };
}

function meantUser(value: string): string | undefined {
  const bare = bareValue(value);
  return bare !== value && /^(\d+|[A-Za-z_][\w.-]*)$/.test(bare) ? bare : undefined;
}

/** What makes a path lead nowhere on any machine: quotes, `~`, a comment behind it, nothing at all. */
function pathProblem(option: OptionInfo, value: string): ValueProblem | undefined {
  const { value: type, refusal } = option;
  if (type.type !== 'path' || (type.to !== 'file' && option.name !== 'include')) return undefined;
  const program = refusal ?? (option.name === 'CAfile' ? undefined : 'Failed to initialize TLS context');
  const words = program === undefined ? {} : { program };
  if (value === '') return option.isEmptyAllowed ? undefined : { text: 'The path is empty.', ...words };
  if (wrapping(value) !== '') {
    const bare = bareValue(value);
    return { text: `There is no such file.${wrapping(value)}`, meant: bare === '' ? undefined : bare, ...words };
  }
  if (value.startsWith('~')) return { text: '`~` is not expanded: write the whole path.', ...words };
  if (/[*?]/.test(value)) return { text: 'Patterns mean nothing here: `*` and `?` are parts of the path.', ...words };
  if (/^=\s*\S/.test(value))
    return { text: 'The second `=` is a part of the path.', meant: value.replace(/^[=\s]+/, ''), ...words };
  return undefined;
}
