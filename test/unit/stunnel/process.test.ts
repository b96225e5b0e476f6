import { describe, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { CLIENT, conf, GLOBAL, SERVER, server, VERIFIED } from './support/confs';

const found = (code: string, severity: Severity, name: string, text: string, fixed?: string): CheckCase => ({
  rules: ['5'],
  name,
  text,
  code,
  severity,
  ...(fixed !== undefined && { fixed }),
});
const clean = (name: string, text: string): CheckCase => ({ rules: ['5'], name, text });

/** A file without `setuid` and `setgid`. */
const bare = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
const lines = SERVER.slice(1);
const EXEC = ['[shell]', 'accept = 127.0.0.1:9443', 'exec = /usr/bin/tool', 'cert = node.pem', 'key = node.key'];

const PRIVILEGES = [
  found(
    'runs-as-root',
    'info',
    'no user',
    bare('foreground = yes', '‹[node]›', ...lines),
    bare('foreground = yes', 'setuid = stunnel4', 'setgid = stunnel4', '[node]', ...lines),
  ),
  found(
    'runs-as-root',
    'info',
    'no global part at all',
    bare('‹[node]›', ...lines),
    bare('setuid = stunnel4', 'setgid = stunnel4', '', '[node]', ...lines),
  ),
  found(
    'runs-as-root',
    'info',
    'root by name',
    bare('setuid = ‹root›', 'setgid = stunnel4', '[node]', ...lines),
    bare('setuid = stunnel4', 'setgid = stunnel4', '[node]', ...lines),
  ),
  found(
    'runs-as-root',
    'error',
    'a program',
    bare('foreground = yes', ...EXEC).replace('/usr/bin/tool', '‹/usr/bin/tool›'),
  ),
  found(
    'setuid-without-setgid',
    'warning',
    'no group',
    bare('‹setuid› = stunnel4', '[node]', ...lines),
    bare('setuid = stunnel4', 'setgid = stunnel4', '[node]', ...lines),
  ),
  found('section-setuid-without-unix-socket', 'info', 'in a section with a port', server('‹setuid› = stunnel4')),
  found('setuid-pid-output', 'warning', 'a pid file of root', conf(['pid = ‹/run/stunnel.pid›'], SERVER)),
  found('setuid-pid-output', 'warning', 'a log of root', conf(['output = ‹/var/log/stunnel.log›'], SERVER)),
  clean('a program that runs as somebody', conf([], EXEC)),
  clean(
    'a pid file in a folder of its own',
    conf(['pid = /run/stunnel4/stunnel.pid', 'output = /var/log/stunnel4/stunnel.log'], SERVER),
  ),
  clean('a pid file in a jail', conf(['chroot = /var/lib/stunnel4', 'pid = /stunnel.pid'], SERVER)),
  clean('inetd has a user of its own', bare('connect = 127.0.0.1:9100', 'cert = node.pem', 'key = node.key')),
  clean('Windows has no setuid', bare('[node]', ...lines).replace('cert = node.pem', 'cert = C:\\stunnel\\node.pem')),
  clean(
    'a Unix socket of a user',
    conf(
      [],
      [
        '[node]',
        'accept = /run/s.sock',
        'connect = 127.0.0.1:9100',
        'cert = node.pem',
        'key = node.key',
        'setuid = stunnel4',
        'setgid = stunnel4',
      ],
    ),
  ),
];

const SECRETS = [
  found(
    'plaintext-password',
    'warning',
    'a password',
    conf(
      [],
      [
        ...CLIENT,
        ...VERIFIED,
        'protocol = connect',
        'protocolHost = a.example.com:443',
        'protocolUsername = me',
        'protocolPassword = ‹Tr0ub4dor›',
      ],
    ),
  ),
  found(
    'plaintext-password',
    'warning',
    'keys of tickets',
    server(
      'ticketKeySecret = ‹00112233445566778899aabbccddeeff›',
      'ticketMacSecret = ‹00112233445566778899aabbccddeeff›',
    ),
  ),
  found('plaintext-password', 'warning', 'a PIN', conf(['engine = pkcs11', 'engineCtrl = PIN:‹1234›'], SERVER)),
  clean(
    'a placeholder',
    conf(
      [],
      [
        ...CLIENT,
        ...VERIFIED,
        'protocol = connect',
        'protocolHost = a.example.com:443',
        'protocolPassword = <PASSWORD>',
      ],
    ),
  ),
  clean('other commands of an engine', conf(['engine = pkcs11', 'engineCtrl = MODULE_PATH:/usr/lib/x.so'], SERVER)),
];

const LOGS = [
  found('debug-7', 'warning', 'level 7', conf(['debug = ‹7›'], SERVER), conf(['debug = notice'], SERVER)),
  found(
    'debug-7',
    'warning',
    'with a facility',
    conf(['debug = ‹local0.debug›'], SERVER),
    conf(['debug = local0.notice'], SERVER),
  ),
  found(
    'debug-crash',
    'error',
    'a facility alone',
    conf(['debug = ‹daemon.›'], SERVER),
    conf(['debug = daemon.notice'], SERVER),
  ),
  found('debug-crash', 'error', 'a dot', conf(['debug = ‹.›'], SERVER), conf(['debug = daemon.notice'], SERVER)),
  found('syslog-and-output-off', 'info', 'a silent daemon', conf(['syslog = ‹no›'], SERVER), conf([], SERVER)),
  clean('a usual level', conf(['debug = local0.info'], SERVER)),
  clean('a log on stderr', conf(['syslog = no', 'foreground = yes'], SERVER)),
  clean('a log file', conf(['syslog = no', 'output = /var/log/stunnel4/stunnel.log'], SERVER)),
];

const NUMBERS = [
  found('timeout-negative', 'warning', 'negative', server('TIMEOUTidle = ‹-5›'), server()),
  found('timeout-zero', 'warning', 'no time', server('TIMEOUTbusy = ‹0›'), server()),
  found('timeout-huge', 'warning', 'days', server('TIMEOUTidle = ‹604800›'), server()),
  found('number-overflow', 'warning', 'beyond 32 bits', server('TIMEOUTidle = ‹99999999999›'), server()),
  found('session-cache-unlimited', 'warning', 'no limit', server('sessionCacheSize = ‹0›'), server()),
  clean(
    'usual numbers',
    server('TIMEOUTidle = 43200', 'TIMEOUTconnect = 0', 'sessionCacheSize = 500', 'stack = 131072'),
  ),
];

describe('the process of stunnel', () => {
  test.each(PRIVILEGES)('privileges: $name', (row) => expectCase('stunnel', row));
  test.each(SECRETS)('secrets: $name', (row) => expectCase('stunnel', row));
  test.each(LOGS)('logs: $name', (row) => expectCase('stunnel', row));
  test.each(NUMBERS)('numbers: $name', (row) => expectCase('stunnel', row));

  test('the global part of the tests is an honest one', () => {
    expectCase('stunnel', clean('honest', GLOBAL + SERVER.map((line) => `${line}\n`).join('')));
  });
});
