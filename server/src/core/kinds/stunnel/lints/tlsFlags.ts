import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import type { Scope } from '../document';
import { type Effective, isYes, type Setting } from '../effective';
import { onName, onValue } from '../report';
import type { Assignment } from '../statement';
import { deleteFix, deletions, fixOf, insertion, MAX_DELETIONS, replacement, safe } from './edits';
import { namedIn } from './lines';
import { counting, type Lint, type LintInput, listed, type Remark, remark } from './lint';
import { infos as replacedInfos } from './renamed';

const common = { severity: 'warning', category: 'security', source: 'stunnel', rules: ['5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  renegotiation: {
    ...common,
    code: 'stunnel-renegotiation',
    summary: 'A flag that allows renegotiation which can be attacked, or with which clients can wear out the server.',
  },
  options: { ...common, code: 'stunnel-options', summary: 'A flag of OpenSSL that gives up protection.' },
  compression: { ...common, code: 'stunnel-compression', summary: 'Compression, which gives secrets away (CRIME).' },
});

/** What is wrong with a flag that is switched on, by its name in small letters. */
const FLAGS: Readonly<Record<string, { readonly info: keyof typeof infos; readonly text: string }>> = {
  allow_unsafe_legacy_renegotiation: {
    info: 'renegotiation',
    text: 'This allows the renegotiation into which an attacker can put his own text in front (CVE-2009-3555). Delete the line.',
  },
  legacy_server_connect: {
    info: 'renegotiation',
    text: 'This connects to servers without secure renegotiation, where an attacker can put his own text in front (CVE-2009-3555). Delete the line.',
  },
  allow_client_renegotiation: {
    info: 'renegotiation',
    text: 'Clients may negotiate anew as often as they like, which costs the server much more than them. Delete the line, or set `renegotiation = no`.',
  },
  all: {
    info: 'options',
    text: '`ALL` switches on every workaround for programs of the past at once. Delete the line.',
  },
  ignore_unexpected_eof: {
    info: 'options',
    text: 'A connection that somebody cuts off then looks as if it had ended properly, so missing data goes unnoticed. Delete the line.',
  },
};

/** Flags of `options`, and settings like them, that give up protection or are there by default. */
export const tlsFlags: Lint = (input) => {
  const { document, services } = input;
  const flags = listed(services, 'options');
  const isIdle = idleIn(services);
  // A flag that is cleared in one line may be set again in another one, which takes that back.
  const cleared = new Set(flags.map(({ value }) => value.toLowerCase()).filter((value) => value.startsWith('-')));
  return [
    ...flags.flatMap((setting) => risky(input, setting, isIdle)),
    ...[document.global, ...document.services].flatMap((scope) => superfluous(input, scope, cleared)),
    ...counting(services, 'TIMEOUTclose').flatMap(({ value, assignment }) => {
      if (!/^[+-]?0+$/.test(value)) return [];
      const text =
        'Without time for the goodbye, a connection that somebody cuts off looks as if it had ended properly. Delete the line.';
      return [remark(infos.options, onValue(assignment), text, { fixes: safe(deleteFix(document, [assignment])) })];
    }),
    ...namedIn(document.global, 'compression').map((line) => {
      const text =
        'Compression before encryption gives secrets away to who can watch the lengths (CRIME). Delete the line.';
      return remark(infos.compression, onName(line), text, { fixes: safe(deleteFix(document, [line], true)) });
    }),
  ];
};

/** Whether every service that has the line refuses what `allow_client_renegotiation` allows. */
type IsIdle = (line: Assignment) => boolean;

/** Lines of `options` by whether a service uses them in which clients may negotiate anew. */
function idleIn(services: readonly Effective[]): IsIdle {
  const open = services.filter((service) => isYes(service, 'renegotiation', true));
  const used = new Set(listed(open, 'options').map(({ assignment }) => assignment));
  return (line) => !used.has(line);
}

function risky({ document }: LintInput, { value, assignment }: Setting, isIdle: IsIdle): readonly Remark[] {
  const flag = FLAGS[value.toLowerCase()];
  if (flag === undefined || (value.toLowerCase() === 'allow_client_renegotiation' && isIdle(assignment))) return [];
  const fixes = safe(deleteFix(document, [assignment], true));
  return [remark(infos[flag.info], onValue(assignment), flag.text, { fixes })];
}

/** Flags that switch off versions, which are off anyway or have options of their own (stunnel-rules.md 1c). */
function superfluous(input: LintInput, scope: Scope, cleared: ReadonlySet<string>): readonly Remark[] {
  const { document, target } = input;
  const lines = namedIn(scope, 'options');
  const flags = lines.filter(({ value }) => /^NO_TLSv1(_1)?$/i.test(value.text));
  return lines.flatMap((line) => {
    const flag = /^NO_(SSLv2|SSLv3|TLSv1|TLSv1_1)$/i.exec(line.value.text)?.[1]?.replace('_', '.');
    if (flag === undefined || cleared.has(`-${line.value.text.toLowerCase()}`)) return [];
    if (/^SSL/i.test(flag)) {
      if (target < release('5.06')) return [];
      const text = `${flag} is switched off by default since stunnel 5.06. Delete the line.`;
      return [remark(replacedInfos.replaced, onValue(line), text, { fixes: safe(deleteFix(document, [line], true)) })];
    }
    if (target < release('5.50')) return [];
    const text = `Versions are chosen with \`sslVersionMin\` since stunnel 5.50; OpenSSL advises against flags for them. Write \`sslVersionMin = TLSv1.2\`.`;
    const fixes = safe(minimumFix(input, scope, line, flags));
    return [remark(replacedInfos.replaced, onValue(line), text, { fixes })];
  });
}

/** One `sslVersionMin` in the place of `flags`, all those of `scope` that switch off TLS 1.0 and 1.1. */
function minimumFix({ document }: LintInput, scope: Scope, line: Assignment, flags: readonly Assignment[]) {
  if (flags.length > MAX_DELETIONS) return [];
  const isChosen = ['sslVersion', 'sslVersionMin'].some(
    (name) => namedIn(scope, name).length > 0 || namedIn(document.global, name).length > 0,
  );
  if (isChosen) return deleteFix(document, flags, true);
  const max = namedIn(scope, 'sslVersionMax')[0];
  const limit = max ?? namedIn(document.global, 'sslVersionMax')[0];
  if (limit !== undefined && !/^(all|TLSv1\.[23])$/i.test(limit.value.text)) return deleteFix(document, flags);
  const minimum = [{ name: 'sslVersionMin', value: 'TLSv1.2' }];
  const first = flags[0] === line ? replacement(document, line, minimum) : undefined;
  const changes =
    first === undefined
      ? [insertion(document, scope, minimum), ...deletions(document, flags)]
      : [first, ...deletions(document, flags.slice(1))];
  return fixOf('Replace by `sslVersionMin = TLSv1.2`', changes, true);
}
