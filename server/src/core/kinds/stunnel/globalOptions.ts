import { choice, globalOption, INTEGER, type OptionInfo, TEXT, type ValueType, YES_OR_NO } from './optionTypes';

const OUTPUT: ValueType = { type: 'path', to: 'output', holds: 'other' };
const ICON: ValueType = { type: 'path', to: 'file', holds: 'other' };

/** The options that only stand before the first section (stunnel-rules.md 1a). */
export const GLOBAL_OPTIONS: readonly OptionInfo[] = [
  globalOption(
    'chroot',
    { type: 'path', to: 'folder', holds: 'other' },
    'Locks the process into a folder once its ports are bound. `CApath`, `CRLpath`, `pid` and `exec` are then looked up inside of it.',
    { platform: 'unix' },
  ),
  globalOption(
    'compression',
    choice('deflate', 'zlib'),
    'Compresses before it encrypts, which lets attackers guess secrets (CRIME). Today’s OpenSSL mostly has no compression, and then stunnel does not start.',
    { since: '4.06', default: 'off', refusal: 'Specified compression type is not available' },
  ),
  globalOption(
    'EGD',
    { type: 'path', to: 'output', holds: 'other' },
    'The socket of an entropy daemon. Systems of this century need none.',
    {
      default: 'none',
    },
  ),
  globalOption(
    'engine',
    TEXT,
    'Opens an OpenSSL engine (`auto` or its id), such as one for a hardware token. It has to stand before the options that use it.',
    { since: '4.06', isList: true, refusal: 'Failed to open the engine' },
  ),
  globalOption(
    'engineCtrl',
    TEXT,
    'Sends a command, `COMMAND[:PARAMETER]`, to the engine that was opened last. Often it holds a PIN.',
    {
      since: '4.15',
      isList: true,
      isSecret: true,
      refusal: 'No engine was defined',
    },
  ),
  globalOption(
    'engineDefault',
    TEXT,
    'What the engine that was opened last is used for: a comma separated list of `ALL`, `RSA`, `DSA`, `ECDH`, `ECDSA`, `DH`, `RAND`, `CIPHERS`, `DIGESTS`, `PKEY`, `PKEY_CRYPTO`, `PKEY_ASN1`.',
    { since: '5.00', isList: true, refusal: 'No engine was defined' },
  ),
  globalOption(
    'fips',
    YES_OR_NO,
    'Whether only FIPS 140 approved cryptography is used. `yes` needs an OpenSSL with a FIPS provider.',
    {
      since: '4.21',
      default: 'no',
    },
  ),
  globalOption(
    'foreground',
    choice(
      { value: 'yes', description: 'stay in the foreground and log to stderr' },
      { value: 'quiet', description: 'stay in the foreground, log elsewhere', since: '5.25' },
      { value: 'no', description: 'become a daemon' },
    ),
    'Whether stunnel stays in the foreground, as `Type=simple` units of systemd and containers need it.',
    { platform: 'unix', default: 'no', refusal: "The argument needs to be either 'yes', 'quiet' or 'no'" },
  ),
  globalOption('iconActive', ICON, 'The icon in the taskbar while there are connections.', icon()),
  globalOption('iconError', ICON, 'The icon in the taskbar while there is no valid configuration.', icon()),
  globalOption('iconIdle', ICON, 'The icon in the taskbar while there are no connections.', icon()),
  globalOption('log', choice('append', 'overwrite'), 'Whether the log file is continued or begun anew at a start.', {
    since: '5.00',
    default: 'append',
    refusal: "The argument needs to be either 'append' or 'overwrite'",
  }),
  globalOption(
    'output',
    OUTPUT,
    'The log file. It is opened after `setuid` and `chroot`, and as a daemon needs a path that begins with `/`.',
    { default: 'none' },
  ),
  globalOption(
    'pid',
    OUTPUT,
    'The file for the process id, created after `setuid` and `chroot`; as a daemon it needs a path that begins with `/`. Empty means none.',
    { platform: 'unix', default: 'none', isEmptyAllowed: true },
  ),
  globalOption('provider', TEXT, 'Loads a provider of OpenSSL 3, what engines were before.', {
    since: '5.75',
    isList: true,
    refusal: 'Failed to load provider',
  }),
  globalOption(
    'providerParameter',
    TEXT,
    'Sets a parameter of a provider that was loaded above: `PROVIDER:NAME=VALUE`. It may hold a PIN.',
    {
      since: '5.75',
      isList: true,
      isSecret: true,
      refusal: 'Malformed parameter',
    },
  ),
  globalOption('RNDbytes', INTEGER, 'How many bytes are read from `RNDfile`. Of no use with an OpenSSL of today.', {
    default: '1024',
    refusal: 'Illegal number of bytes to read from random seed files',
  }),
  globalOption(
    'RNDfile',
    { type: 'path', to: 'output', holds: 'other' },
    'A file with random data. Not read where the system has a random number generator, as all do today.',
    {
      default: '/dev/urandom',
    },
  ),
  globalOption('RNDoverwrite', YES_OR_NO, 'Whether `RNDfile` is overwritten with new random data.', { default: 'yes' }),
  globalOption('setEnv', TEXT, 'Sets an environment variable, `NAME=VALUE`; without a value it is removed.', {
    since: '5.75',
    isList: true,
  }),
  globalOption('syslog', YES_OR_NO, 'Whether messages go to the system’s log.', { since: '4.22', default: 'yes' }),
  globalOption('taskbar', YES_OR_NO, 'Whether there is an icon in the taskbar.', {
    since: '4.05',
    platform: 'windows',
    default: 'yes',
  }),
];

function icon() {
  return { since: '5.00', platform: 'windows', default: 'built in' } as const;
}
