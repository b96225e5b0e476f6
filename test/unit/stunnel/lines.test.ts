import { describe, expect, test } from 'vitest';
import { client, expectRefusals, refusals, type StunnelCase, server } from './support/stunnelCase';

const NOT_VALID = 'Specified option name is not valid here';

const CASES: readonly StunnelCase[] = [
  {
    name: 'a line without =',
    text: server('‹retry never›\n'),
    code: 'missing-equals',
    says: "stunnel says: No '=' found",
  },
  {
    name: 'a colon for the =',
    text: server('‹TIMEOUTidle: 60›\n'),
    code: 'missing-equals',
    says: 'Write `TIMEOUTidle = …`',
    fixed: server('TIMEOUTidle = 60\n'),
  },
  {
    name: 'a value on two lines',
    text: server('ciphers = HIGH:\n  ‹!aNULL›\n'),
    code: 'missing-equals',
  },
  {
    name: 'a header with a comment',
    text: `‹[web] ; node›\n${server().slice(6)}`,
    code: 'broken-header',
    fixed: server(),
  },
  { name: 'a header without its end', text: `‹[web›\n${server().slice(6)}`, code: 'broken-header', fixed: server() },
  {
    name: 'a comment of more than 16383 bytes',
    text: `;${'-'.repeat(16_382)}‹--›\n${server()}`,
    code: 'line-too-long',
  },
  {
    name: 'a byte order mark that is not at the start',
    text: `; note\n‹\uFEFF; note›\n${server()}`,
    code: 'missing-equals',
    fixed: `; note\n; note\n${server()}`,
  },
  {
    name: 'an option with a misprint',
    text: server('‹sslVersonMin› = TLSv1.2\n'),
    code: 'unknown-key',
    says: NOT_VALID,
    fixed: server('sslVersionMin = TLSv1.2\n'),
  },
  { name: 'an option that nobody knows', text: server('‹frobnicate› = 1\n'), code: 'unknown-key', says: NOT_VALID },
  {
    name: 'an option behind a no-break space',
    text: server('‹\u00a0TIMEOUTidle› = 60\n'),
    code: 'unknown-key',
    says: 'no-break space',
  },
  { name: 'no name', text: server('‹= 60›\n'), code: 'unknown-key', says: 'no name' },
  {
    name: 'what follows a word of the name is not shown',
    text: server('‹password hunter2› = 1\n'),
    code: 'unknown-key',
    says: /^(?!.*hunter2)/,
  },
  {
    name: 'a global option in a service',
    text: server('‹pid› = /run/stunnel.pid\n'),
    code: 'misplaced-option',
    says: NOT_VALID,
    fixed: `pid = /run/stunnel.pid\n${server()}`,
  },
  {
    name: 'a header for the global part',
    text: `[global]\n‹foreground› = yes\nsyslog = no\n${server()}`,
    code: 'misplaced-option',
    says: 'There is no `[global]`',
    fixed: `foreground = yes\nsyslog = no\n${server()}`,
  },
  { name: 'an option of Windows', text: `‹taskbar› = yes\n${server()}`, code: 'unknown-key', fixed: server() },
  {
    name: 'protocolCredentials',
    text: client('‹protocolCredentials› = a:b\n'),
    code: 'removed-key',
    says: 'protocolUsername',
  },
  {
    name: 'nsi',
    text: client('‹nsi› = up.example.test\n'),
    code: 'removed-key',
    fixed: client('sni = up.example.test\n'),
  },
  { name: 'an option of a patch', text: server('‹xforwardedfor› = yes\n'), code: 'removed-key', fixed: server() },
  {
    name: 'pidfile',
    text: `‹pidfile› = /run/s.pid\n${server()}`,
    code: 'removed-key',
    fixed: `pid = /run/s.pid\n${server()}`,
  },
  ...['CAstore = file:/x', 'setEnv = A=b', 'provider = legacy'].map((line): StunnelCase => {
    const [name = ''] = line.split(' ');
    return {
      name: `${name} before 5.75`,
      text: `‹${name}›${line.slice(name.length)}\n${server()}`,
      code: 'newer-version-needed',
      version: '5.68',
    };
  }),
  {
    name: 'TIMEOUTocsp before 5.71',
    text: server('‹TIMEOUTocsp› = 5\n'),
    code: 'newer-version-needed',
    version: '5.70',
    says: NOT_VALID,
  },
  {
    name: 'an unknown option of a later version is a warning',
    text: server('‹frobnicate› = 1\n'),
    code: 'unknown-key',
    severity: 'warning',
    version: '5.80',
  },
];

describe('lines and names that stunnel refuses (stunnel-rules.md 2 and 3b)', () => {
  test.each(CASES)('$name', (row) => expectRefusals(row));
});

describe('lines and names that it takes', () => {
  test.each([
    ['names in any case', server('timeoutIDLE = 60\n')],
    ['aliases', server('curve = P-256\nsession = 300\n')],
    [
      'options of Windows in a file with its paths',
      `taskbar = no\n${server().replace('/srv/tls/web.pem', 'C:\\stunnel\\web.pem')}`,
    ],
    ['new options in their version', server('TIMEOUTocsp = 5\nOCSPrequire = no\n')],
    ['odd names of services', server().replace('[web]', '[ a]b = c: ü ]')],
    ['two services of one name', server() + server().replace('8443', '8444')],
    ['a template', '{% for x in y %}\n[{{ x }}]\njunk\n'],
  ])('%s', (_name, text) => expect(refusals(text)).toEqual([]));
});
