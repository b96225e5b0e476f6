import {
  choice,
  INTEGER,
  type OptionInfo,
  SECONDS,
  serviceOption,
  TEXT,
  type ValueType,
  YES_OR_NO,
} from './optionTypes';
import { PROTOCOLS } from './vocabulary';

const LISTENED: ValueType = { type: 'address', isUnixAllowed: true, noHost: 'all IPv4 interfaces' };
const CONNECTED: ValueType = { type: 'address', isUnixAllowed: true, noHost: 'localhost' };

/** The options of a service that say where connections come from and go to. */
export const ENDPOINT_OPTIONS: readonly OptionInfo[] = [
  serviceOption(
    'accept',
    LISTENED,
    'Where the service listens: `[HOST:]PORT`, or the path of a Unix socket. Without a host it listens on **all interfaces**; IPv6 is written as `::1:8443`, without brackets.',
    { isList: true, refusal: 'Cannot resolve accept target' },
  ),
  serviceOption(
    'client',
    YES_OR_NO,
    'Whether the service speaks TLS to the other side (`yes`), or takes TLS in and hands plain text on (`no`).',
    { default: 'no' },
  ),
  serviceOption(
    'connect',
    CONNECTED,
    'Where connections are passed on to: `[HOST:]PORT`, or the path of a Unix socket. Several lines make a pool, see `failover`. A name that cannot be resolved is tried again at every connection.',
    { isList: true },
  ),
  serviceOption(
    'delay',
    YES_OR_NO,
    'Whether the names in `connect` are resolved at every connection. `yes` forces `failover = prio`.',
    {
      default: 'no',
    },
  ),
  serviceOption(
    'exec',
    { type: 'path', to: 'program', holds: 'other' },
    'The program that is run for every connection, with its input and output behind TLS.',
  ),
  serviceOption(
    'execArgs',
    TEXT,
    'The arguments of `exec`, beginning with the name of the program. They are split at blanks; quotes mean nothing.',
  ),
  serviceOption(
    'failover',
    choice(
      { value: 'rr', description: 'one after the other (round robin)' },
      { value: 'prio', description: 'in the order of the lines' },
    ),
    'How one of several `connect` lines is chosen.',
    { since: '4.27', default: 'prio', refusal: "The argument needs to be either 'rr' or 'prio'" },
  ),
  serviceOption(
    'ident',
    TEXT,
    'Lets in only the user whom the client’s host names (RFC 1413). Every host can lie, so this is no protection.',
    {
      default: 'none',
    },
  ),
  serviceOption(
    'libwrap',
    YES_OR_NO,
    'Whether `/etc/hosts.allow` and `/etc/hosts.deny` decide who may connect. Only builds with TCP wrappers have it.',
    {
      since: '4.32',
      platform: 'unix',
      default: 'no',
    },
  ),
  serviceOption('local', { type: 'host' }, 'The address that outgoing connections come from; a host without a port.', {
    refusal: 'Failed to resolve local address',
  }),
  serviceOption(
    'protocol',
    choice(...PROTOCOLS.keys()),
    'The application protocol that is spoken before TLS begins (STARTTLS and its kin). `socks` and `proxy` change what the service does.',
    { refusal: 'Protocol not supported' },
  ),
  serviceOption(
    'protocolAuthentication',
    choice('basic', 'ntlm', 'plain', 'login'),
    'How stunnel proves who it is: `basic` or `ntlm` to a proxy (`protocol = connect`), `plain` or `login` to a mail server (`protocol = smtp`).',
    { since: '4.19', side: 'client', default: 'basic' },
  ),
  serviceOption('protocolDomain', TEXT, 'The domain for `protocol = connect` with NTLM.', {
    since: '5.24',
    side: 'client',
  }),
  serviceOption('protocolHeader', TEXT, 'A further header for `protocol = connect`.', {
    since: '5.58',
    side: 'client',
    isList: true,
    isSecret: true,
  }),
  serviceOption(
    'protocolHost',
    TEXT,
    'The `HOST:PORT` that the proxy of `protocol = connect` is asked for, or the name to greet a mail server with.',
    {
      since: '4.15',
      side: 'client',
    },
  ),
  serviceOption(
    'protocolPassword',
    TEXT,
    'The password for the proxy or mail server of `protocol`. It stands here in clear text: keep others from reading this file.',
    {
      since: '4.19',
      side: 'client',
      isSecret: true,
    },
  ),
  serviceOption('protocolUsername', TEXT, 'The user name for the proxy or mail server of `protocol`.', {
    since: '4.19',
    side: 'client',
  }),
  serviceOption('pty', YES_OR_NO, 'Whether the program of `exec` gets a terminal.', {
    platform: 'unix',
    default: 'no',
  }),
  serviceOption(
    'redirect',
    { ...CONNECTED, isUnixAllowed: true },
    'Where clients are sent whose certificate is not accepted, instead of being turned away. Needs `verifyChain` or `verifyPeer`.',
    {
      since: '5.00',
      side: 'server',
      isList: true,
    },
  ),
  serviceOption(
    'retry',
    { type: 'retry' },
    'Whether `exec` with `connect` is begun again when it ends. From 5.70 on also a delay in milliseconds.',
    { since: '4.19', default: 'no', refusal: "The argument needs to be either 'yes' or 'no'" },
  ),
  serviceOption(
    'sni',
    { type: 'sni' },
    'In a server: `SERVICE:PATTERN`, this section takes over connections of the service above that ask for a name of the pattern. In a client: the name to ask for; empty asks for none.',
    { since: '4.38', isEmptyAllowed: true, default: 'in a client the host of `connect`' },
  ),
  serviceOption(
    'socket',
    { type: 'socket-option' },
    'An option of the accepting (`a`), local (`l`) or remote (`r`) socket: `a|l|r:OPTION=VALUE`.',
    {
      isList: true,
      default: '`a:SO_REUSEADDR=1`, `l:TCP_NODELAY=1`, `r:TCP_NODELAY=1`',
      refusal: 'Illegal socket option',
    },
  ),
  serviceOption('TIMEOUTbusy', SECONDS, 'How long to wait for data that is expected.', timeout('4.00', '300', 'busy')),
  serviceOption(
    'TIMEOUTclose',
    SECONDS,
    'How long to wait for the other side’s goodbye.',
    timeout('4.00', '60', 'close'),
  ),
  serviceOption(
    'TIMEOUTconnect',
    SECONDS,
    'How long to wait for the connection to `connect`.',
    timeout('4.06', '10', 'connect'),
  ),
  serviceOption('TIMEOUTidle', SECONDS, 'How long a connection may be idle.', timeout('4.00', '43200', 'idle')),
  serviceOption(
    'transparent',
    choice(
      'none',
      { value: 'source', description: 'connect with the address of the client' },
      { value: 'destination', description: 'connect to where the client wanted to go' },
      { value: 'both' },
      { value: 'no', description: 'old for none' },
      { value: 'yes', description: 'old for source' },
    ),
    'Whether addresses are passed on unchanged. `destination` takes the place of `connect`; `source` needs root.',
    { platform: 'unix', default: 'none', refusal: 'Selected transparent proxy mode is not available' },
  ),
  serviceOption('stack', { ...INTEGER, unit: 'bytes' } as ValueType, 'The size of the stack of a thread.', {
    since: '4.22',
    default: '65536',
    refusal: 'Illegal thread stack size',
  }),
];

function timeout(since: string, seconds: string, name: string) {
  return { since, default: seconds, refusal: `Illegal ${name} timeout` };
}
