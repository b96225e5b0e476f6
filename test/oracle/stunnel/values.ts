import type { OptionInfo } from '../../../server/src/core/kinds/stunnel/options';
import {
  DEBUG_LEVELS,
  FACILITIES,
  SOCKET_OPTIONS,
  TLS_OPTIONS,
} from '../../../server/src/core/kinds/stunnel/vocabulary';
import type { Random } from '../random';
import { ADDRESSES, BY_NAME, COMMANDS, FILES, NAMES, ODD } from './words';

/** Where the files are that a configuration may name. */
export interface Place {
  /** The folder with keys and certificates; nothing is written there. */
  readonly tls: string;
  /** The folder of the configuration. */
  readonly home: string;
}

/** A value for `option`, more often a good one than not. */
export function settingFor(random: Random, option: OptionInfo, place: Place): string {
  const value = random.chance(6) ? random.pick(ODD) : plausible(random, option, place);
  return random.chance(4) ? spoiled(random, value) : value;
}

function spoiled(random: Random, value: string): string {
  const changes = [
    () => value.toUpperCase(),
    () => value.toLowerCase(),
    () => `${value} `,
    () => `"${value}"`,
    () => `${value};`,
    () => `${value} # comment`,
    () => value.slice(1),
    () => value.slice(0, -1),
    () => value.replace(/[:=._-]/, ''),
    () => value.replace(/[:=._-]/, (sign) => sign + sign),
    () => `${value}\t`,
    () => value.replace(/./, (sign) => `${sign}\r`),
  ];
  return random.pick(changes)();
}

function plausible(random: Random, option: OptionInfo, place: Place): string {
  const { value, name } = option;
  const special = BY_NAME[name];
  if (special !== undefined) return random.pick(special);
  switch (value.type) {
    case 'yes-no':
      return random.pick(['yes', 'yes', 'no', 'no', 'YES', 'No', 'true', 'on']);
    case 'choice':
      return random.pick([
        ...value.choices.map((choice) => choice.value),
        ...value.choices.map((choice) => choice.value.toUpperCase()),
        'maybe',
      ]);
    case 'integer':
      return random.pick([
        '0',
        '1',
        '2',
        '3',
        '4',
        '5',
        '6',
        '+7',
        '007',
        '-5',
        '600',
        '2147483648',
        '0x10',
        '5m',
        '2.5',
        '1 2',
      ]);
    case 'path':
      return pathTo(random, option, place);
    case 'address':
      return random.pick(ADDRESSES);
    case 'host':
      return random.pick([
        '127.0.0.1',
        '127.0.0.2',
        '::1',
        'localhost',
        '127.0.0.1:5000',
        '[::1]',
        '1.2.3',
        '*',
        '127.1',
        '300.1.1.1',
      ]);
    case 'names':
      return namesOf(random, value.of);
    case 'tls-option':
      return random.pick([
        ...TLS_OPTIONS,
        '-NO_TICKET',
        '-NO_SSLv3',
        'NO_SSL',
        'SSL_OP_ALL',
        'NO_SSLv2, NO_SSLv3',
        '--ALL',
        '- ALL',
        'no_ticket',
      ]);
    case 'socket-option':
      return socketOf(random);
    case 'debug-level':
      return debugOf(random);
    case 'openssl-command':
      return random.pick(COMMANDS);
    case 'user':
      return random.pick(['root', 'nobody', '0', '65534', '65534x', 'no-such-user', '-1', 'daemon']);
    case 'hex-key':
      return random.pick([
        '00112233445566778899aabbccddeeff',
        '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff',
        '0011',
        'secret',
        '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
        '00112233445566778899AABBCCDDEEFG',
        '001',
      ]);
    case 'sni':
      return random.pick([
        'first:*.example.test',
        'first:a.example.test',
        'FIRST:a',
        'none:a',
        'first',
        ':',
        'first:',
        'a.example.test',
      ]);
    case 'retry':
      return random.pick(['yes', 'no', 'no', '5000', 'true']);
    case 'text':
      return random.pick(['text', 'a b', 'a.example.test', '127.0.0.1']);
  }
}

function pathTo(random: Random, { value, name }: OptionInfo, { tls, home }: Place): string {
  if (value.type !== 'path') return '';
  if (name === 'include')
    return `${tls}/${random.pick(['fine.d', 'fine.d', 'broken.d', 'empty.d', 'nope.d', 'ca.pem'])}`;
  if (value.to === 'folder') return `${tls}/${random.pick(['cas', 'cas', 'empty.d', 'nope.d', 'ca.pem'])}`;
  if (value.to === 'output') return random.pick([`${home}/written`, 'written', `${home}/no/such/folder/file`, '']);
  return `${tls}/${random.pick(FILES[value.holds] ?? ['text.pem'])}`;
}

function namesOf(random: Random, of: keyof typeof NAMES): string {
  const names = random.some(NAMES[of], random.pick([1, 1, 2, 3]));
  return names.join(random.pick([':', ':', ':', ':', ':', ',', ' ', '::']));
}

function socketOf(random: Random): string {
  const name = random.pick([...SOCKET_OPTIONS.keys(), 'TCP_QUICKACK', 'so_keepalive']);
  const value = random.pick(['1', '0', 'yes', 'no', 'on', '60', '1:60', '-1', '', 'lo', ':', '1:', '1:x', '5x', 'YES']);
  return `${random.pick(['a:', 'l:', 'r:', 'l:', 'r:', 'x:', '', 'L:'])}${name}${random.pick(['=', '=', '=', '=', '', ' = ', ':'])}${value}`;
}

function debugOf(random: Random): string {
  const level = random.pick([...DEBUG_LEVELS, '0', '5', '7', '8', 'verbose', '', 'INFO', '07']);
  return random.chance(40) ? `${random.pick([...FACILITIES, 'local9', '', 'DAEMON', 'ntp'])}.${level}` : level;
}
