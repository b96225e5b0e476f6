import { type CheckInfo, defineChecks } from '../../../findings/check';
import type { Finding, Fix } from '../../../findings/finding';
import { toFinding } from '../../walk';
import type { FirewallProblem } from '../ruled';

export const infos = defineChecks({
  ports: {
    code: 'ufw-ports-without-protocol',
    severity: 'error',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'START',
    summary: 'A range or list of ports for ufw has no protocol: ufw refuses the rule.',
    program: "ERROR: Must specify 'tcp' or 'udp' with multiple ports",
  },
  syntax: {
    code: 'ufw-syntax',
    severity: 'error',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'START',
    summary: 'ufw refuses the call, so that the rule is missing.',
    program: 'ERROR: %s',
  },
  sourcePort: {
    code: 'ufw-source-port',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'SILENT',
    summary: 'A port behind `from` is the port that the client sends from, not the one that it asks for.',
  },
  noProtocol: {
    code: 'iptables-port-without-protocol',
    severity: 'error',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'START',
    summary: 'A port for iptables has no protocol: iptables refuses the rule.',
    program: 'unknown option "--dport"',
  },
  portList: {
    code: 'iptables-port-list',
    severity: 'error',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'START',
    summary: '`--dport` takes one port or a range: iptables refuses a list.',
    program: "invalid port/service `%s' specified",
  },
  policy: {
    code: 'invalid-value',
    severity: 'error',
    source: 'stunnel',
    rules: ['6c'],
    tag: 'START',
    summary: 'A policy in /etc/default/ufw is none that ufw knows: every call of ufw fails.',
    program: "ERROR: Invalid policy '%s' for '%s'",
  },
});

const TEXTS: Readonly<Record<FirewallProblem['type'], readonly [info: CheckInfo, tool: string, text: string]>> = {
  ports: [
    infos.ports,
    'ufw',
    'several ports need a protocol, or ufw refuses the rule and the ports stay as they were. Add `/tcp`, or `proto tcp` in the long form.',
  ],
  syntax: [infos.syntax, 'ufw', 'this call is none that ufw takes: it is refused, and the firewall stays as it was.'],
  sourcePort: [
    infos.sourcePort,
    'ufw',
    'behind `from ADDRESS` this is the port that the client sends from, which is another one each time: the rule matches nobody. Write `from ADDRESS to any port …`.',
  ],
  noProtocol: [
    infos.noProtocol,
    'iptables',
    '`--dport` belongs to a protocol: without `-p tcp` iptables refuses the rule. Add it in front.',
  ],
  portList: [
    infos.portList,
    'iptables',
    '`--dport` takes one port or a range (`9100:9110`). A list needs `-m multiport --dports`.',
  ],
  policy: [
    infos.policy,
    'ufw',
    'the policies are `ACCEPT`, `DROP` and `REJECT`. With another one every call of ufw fails.',
  ],
};

/** Problems as findings. */
export function syntaxFindings(problems: readonly FirewallProblem[], text: string): readonly Finding[] {
  return problems.map((problem) => {
    const [info, tool, message] = TEXTS[problem.type];
    const { program } = problem;
    return toFinding(info, problem, message, { fixes: fixesOf(problem, text), ...(program && { program }) }, tool);
  });
}

function fixesOf({ type, fix }: FirewallProblem, text: string): Fix[] {
  if (fix === undefined) return [];
  const { title, start, end, newText } = fix;
  if (type !== 'sourcePort') return [{ title, preferred: true, changes: [{ start, end, newText }] }];
  // In front of the word `port`.
  const keyword = /port[ \t]+$/.exec(text.slice(Math.max(0, start - 20), start));
  if (keyword === null) return [];
  const at = start - keyword[0].length;
  return [{ title, preferred: true, changes: [{ start: at, end: at, newText: 'to any ' }] }];
}
