import { defineChecks } from '../../../findings/check';
import { nearest } from '../../../schema/suggest';
import { type Inspection, isVariable, onValue, replaceValue } from '../report';
import type { Assignment } from '../statement';
import { addressProblem, serviceName } from '../values/address';

const base = { severity: 'error', source: 'stunnel', rules: ['3b'], tag: 'LOAD' } as const;

export const infos = defineChecks({
  user: {
    ...base,
    code: 'unknown-user',
    summary: '`setuid` or `setgid` names a user or group that the machine does not have.',
    program: 'Illegal UID',
  },
  port: {
    ...base,
    code: 'unknown-port-name',
    summary: 'The port is a word that is not in /etc/services.',
    program: 'Unknown TCP service "%s"',
  },
});

/** Users and groups that exist where stunnel, Prometheus and other services run, if not here. */
const SERVICE_ACCOUNTS: ReadonlySet<string> = new Set(
  'root nobody nogroup daemon wheel stunnel stunnel4 _stunnel sslwrap ssl-cert ssl www www-data nginx http apache prometheus node_exporter node-exporter proxy mail postfix postgres mysql redis haproxy systemd-network adm sys bin users'.split(
    ' ',
  ),
);

/** Ports that every /etc/services has, by name. */
const COMMON_PORTS: ReadonlySet<string> = new Set(
  'ftp ftps ftp-data ssh telnet smtp smtps submission submissions domain http https http-alt pop3 pop3s imap imap2 imaps nntp nntps ldap ldaps snmp irc ircs ircs-u syslog syslog-tls rsync mysql postgresql ms-sql-s redis amqp amqps mqtt x11 ntp kerberos sip sip-tls xmpp-client xmpp-server telnets'.split(
    ' ',
  ),
);

/** Reports names of users and ports that this machine can look up and does not have. */
export function checkNames(inspection: Inspection): void {
  const { document } = inspection;
  for (const scope of [document.global, ...document.services]) {
    for (const line of scope.assignments) checkName(line, inspection);
  }
}

function checkName(line: Assignment, inspection: Inspection): void {
  const { option } = line;
  if (option === undefined || isVariable(line.value)) return;
  if (option.value.type === 'user') checkUser(line, option.value.of, inspection);
  else if (option.name === 'accept' || option.name === 'sessiond') checkPort(line, inspection);
}

function checkUser(line: Assignment, of: 'user' | 'group', inspection: Inspection): void {
  const name = line.value.text;
  if (!/^[A-Za-z_][\w.-]*$/.test(name) || SERVICE_ACCOUNTS.has(name)) return;
  const known = firstWords(of === 'user' ? '/etc/passwd' : '/etc/group', /^([^:\n]+):/gm, inspection);
  if (known === undefined || known.has(name)) return;
  const near = nearest(name, [...known, ...SERVICE_ACCOUNTS]);
  const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  const text = `There is no ${of} \`${name}\` on this machine.${hint} Create it, or name another one.`;
  inspection.report(infos.user, onValue(line), text, {
    program: of === 'user' ? 'Illegal UID' : 'Illegal GID',
    fixes: near === undefined ? [] : replaceValue(line, near),
  });
}

function checkPort(line: Assignment, inspection: Inspection): void {
  const name = serviceName(line.value.text);
  if (name === undefined || COMMON_PORTS.has(name) || addressProblem(line.value.text) !== undefined) return;
  const known = firstWords('/etc/services', /^([\w.+*-]+)[ \t]+\d+\/tcp(?:[ \t]+([^#\n]*))?/gm, inspection);
  if (known === undefined || known.has(name)) return;
  const near = nearest(name, [...COMMON_PORTS]);
  const text = `No port is called \`${name}\` on this machine${near === name.toLowerCase() ? ' (lower case counts)' : ''}. Write its number.`;
  inspection.report(infos.port, onValue(line), text, { program: `Unknown TCP service "${name}"` });
}

/** The names that `pattern` finds in a file of the system; undefined where it cannot be read. */
function firstWords(path: string, pattern: RegExp, { files, once }: Inspection): ReadonlySet<string> | undefined {
  const text = files(path)?.[0]?.text;
  if (text === undefined || text === '') return undefined;
  return once(`names ${path}`, () => {
    const lines = [...text.matchAll(pattern)];
    return new Set(lines.flatMap(([, name = '', aliases = '']) => [name, ...aliases.split(/\s+/)]));
  });
}
