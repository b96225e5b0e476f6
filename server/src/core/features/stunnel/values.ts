import type { Scope, StunnelDocument } from '../../kinds/stunnel/document';
import { effective, isClient } from '../../kinds/stunnel/effective';
import type { OptionInfo } from '../../kinds/stunnel/options';
import {
  COMMON_CURVES,
  DEBUG_LEVELS,
  FACILITIES,
  SOCKET_OPTIONS,
  TLS_OPTIONS,
  TLS12_CIPHERS,
  TLS13_SUITES,
} from '../../kinds/stunnel/vocabulary';
import type { Version } from '../../schema/version';
import type { Span } from '../../text/span';
import type { Completion, CompletionItem } from '../completion';
import { choicesFor } from './documentation';

/** Where a value is completed. */
export interface ValueAt {
  readonly text: string;
  /** What is written of the value already. */
  readonly value: Span;
  readonly offset: number;
  readonly document: StunnelDocument;
  readonly scope: Scope;
  readonly target: Version;
}

/** What can be written for `option`; undefined where nobody knows. */
export function valuesFor(option: OptionInfo, at: ValueAt): Completion | undefined {
  const { value } = option;
  const { value: whole, target } = at;
  switch (value.type) {
    case 'yes-no':
    case 'retry':
      return offer(whole, ['yes', 'no'], option);
    case 'choice': {
      // Words of old are understood, and not offered.
      const choices = choicesFor(value.choices, target).filter((one) => !/^old for/.test(one.description ?? ''));
      const items = choices.map((one) => item(one.value, option.name, one.description ?? ''));
      return { replaces: whole, items };
    }
    case 'integer':
      return option.default === undefined ? undefined : offer(whole, [option.default], option, 'the default');
    case 'address':
      return option.name === 'accept' || option.name === 'connect'
        ? { replaces: whole, items: [snippet('127.0.0.1:', 'this host only'), snippet('::1:', 'this host only, IPv6')] }
        : undefined;
    case 'names':
      return namesAt(at, NAMES[value.of], option);
    case 'tls-option':
      return flagAt(at, option);
    case 'socket-option':
      return socketAt(at);
    case 'debug-level':
      return debugAt(at, option);
    case 'sni':
      return serviceAt(at);
    case 'openssl-command':
      return { replaces: whole, items: OPENSSL_COMMANDS.map((name) => snippet(`${name}:`, 'command of OpenSSL')) };
    default:
      return undefined;
  }
}

const NAMES = { ciphers: TLS12_CIPHERS, suites: TLS13_SUITES, curves: COMMON_CURVES };
/** The commands of SSL_CONF_cmd(3) that are worth writing by hand. */
const OPENSSL_COMMANDS = ['MinProtocol', 'MaxProtocol', 'Options', 'SignatureAlgorithms', 'ClientSignatureAlgorithms'];

function offer(replaces: Span, words: readonly string[], option: OptionInfo, documentation = ''): Completion {
  return { replaces, items: words.map((word) => item(word, option.name, documentation)) };
}

function item(label: string, detail: string, documentation = ''): CompletionItem {
  return { label, kind: 'value', detail, documentation, snippet: label };
}

function snippet(start: string, detail: string): CompletionItem {
  return { label: start, kind: 'value', detail, documentation: '', snippet: `${start}$0` };
}

/** The stretch between the marks `separator` around the cursor. */
function partAt({ text, value, offset }: ValueAt, separator: RegExp): Span {
  const isMark = (at: number) => separator.test(text[at] ?? '');
  let start = Math.min(offset, value.end);
  while (start > value.start && !isMark(start - 1)) start--;
  let end = Math.max(offset, start);
  while (end < value.end && !isMark(end)) end++;
  return { start, end: Math.max(end, start) };
}

/** One of the names of a list joined by `:`; those that are there already are left out. */
function namesAt(at: ValueAt, names: readonly string[], option: OptionInfo): Completion {
  const replaces = partAt(at, /[:, !+-]/);
  const isSuite = partAt(at, /[:, !]/);
  const part = option.name === 'curves' || option.name === 'ciphers' ? isSuite : replaces;
  const written = at.text.slice(at.value.start, part.start) + at.text.slice(part.end, at.value.end);
  const used = new Set(written.split(/[:, ]/));
  return offer(
    part,
    names.filter((name) => !used.has(name)),
    option,
  );
}

/** A flag, behind a `-` where one stands: it is kept. */
function flagAt(at: ValueAt, option: OptionInfo): Completion {
  const isCleared = at.text[at.value.start] === '-' && at.value.start < at.offset;
  const start = at.value.start + (isCleared ? 1 : 0);
  const given = new Set(at.scope.assignments.map(({ value }) => value.text.toUpperCase()));
  const flags = TLS_OPTIONS.filter((flag) => isCleared || !given.has(flag.toUpperCase()));
  return offer({ start, end: Math.max(start, at.value.end) }, flags, option);
}

const SOCKETS = [
  ['a:', 'the socket that accepts'],
  ['l:', 'the local side'],
  ['r:', 'the remote side'],
] as const;

function socketAt({ text, value, offset }: ValueAt): Completion | undefined {
  const written = text.slice(value.start, offset);
  const [, prefix = '', name = '', setting] = /^([alr]:)?([^=]*)(?:=(.*))?$/.exec(written) ?? [];
  if (setting !== undefined) {
    const start = offset - setting.length;
    const isFlag = SOCKET_OPTIONS.get(name) === 'flag';
    return isFlag
      ? { replaces: { start, end: value.end }, items: ['yes', 'no'].map((word) => item(word, name)) }
      : undefined;
  }
  if (prefix === '') return { replaces: value, items: SOCKETS.map(([mark, meaning]) => snippet(mark, meaning)) };
  const start = value.start + prefix.length;
  const equals = text.slice(start, value.end).indexOf('=');
  const end = equals < 0 ? value.end : start + equals;
  const items = [...SOCKET_OPTIONS].map(([option, type]) => ({
    ...item(option, type),
    snippet: equals < 0 ? `${option}=$0` : option,
  }));
  return { replaces: { start, end }, items };
}

/** A level; in the global part also a facility in front of it. */
function debugAt({ text, value, offset, scope }: ValueAt, option: OptionInfo): Completion {
  const dot = text.slice(value.start, offset).lastIndexOf('.');
  const isGlobal = scope.header === undefined;
  if (isGlobal && dot >= 0) return offer({ start: value.start + dot + 1, end: value.end }, DEBUG_LEVELS, option);
  const facilities = isGlobal ? FACILITIES.map((name) => snippet(`${name}.`, 'facility of syslog')) : [];
  return { replaces: value, items: [...DEBUG_LEVELS.map((level) => item(level, option.name)), ...facilities] };
}

/** In a server the services above, each with its colon; a client asks for a host name of its own choice. */
function serviceAt({ text, value, offset, document, scope }: ValueAt): Completion | undefined {
  if (isClient(effective(document, scope)) || text.slice(value.start, offset).includes(':')) return undefined;
  const above = document.services.filter(({ header }) => header.start < (scope.header?.start ?? 0));
  const colon = text.slice(value.start, value.end).indexOf(':');
  const replaces = { start: value.start, end: colon < 0 ? value.end : value.start + colon };
  const names = [...new Set(above.map(({ header }) => header.name.text))].filter((name) => !name.includes(':'));
  const items = names.map((name) => ({
    ...item(`${name}:`, 'service above'),
    label: colon < 0 ? `${name}:` : name,
    snippet: escaped(name) + (colon < 0 ? ':$0' : ''),
  }));
  return { replaces, items };
}

/** A text of the file as a snippet that inserts it as it is. */
function escaped(text: string): string {
  return text.replaceAll('$', '\\$');
}
