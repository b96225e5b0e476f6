import type { FirewallRule } from '../../model/nouns';
import { decides, isAboutMetrics, isForEverybody, listsOf } from '../firewallRules';
import { defineRule, fix, type RuleInput } from '../rule';

const UFW = (lines: string) => `#!/bin/sh
ufw default deny incoming
ufw allow OpenSSH
${lines}
ufw --force enable
`;
const DENY = 'ufw deny 9100/tcp';
const ALLOW = 'ufw allow from 10.0.0.5 to any port 9100 proto tcp';
const IPTABLES = (lines: string) => `#!/bin/sh
iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -p tcp --dport 22 -j ACCEPT
${lines}
ip6tables -A INPUT -p tcp --dport 9100 -j DROP
`;

export default defineRule({
  id: 'firewall-rule-order',
  category: 'network',
  severity: 'warning',
  kinds: ['firewall'],
  summary: 'A rule of the firewall is never tried, or undone by another one',
  why: 'The first rule that matches decides. A rule behind one that matches the same and more does nothing: the port stays shut for those who should come, or open to everybody although only some were meant.',
  advice: 'Write the narrow rules first, from the addresses that may come, and the one that shuts out everybody last.',
  sources: [
    'https://manpages.debian.org/bookworm/ufw/ufw.8.en.html',
    'https://manpages.debian.org/bookworm/iptables/iptables.8.en.html',
  ],
  examples: [
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: UFW(`${DENY}\n‹${ALLOW}›`),
      fixed: UFW(`${ALLOW}\n${DENY}`),
    },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: UFW(`ufw allow 9100/tcp\n‹ufw deny from 203.0.113.0/24 to any port 9100 proto tcp›`),
      fixed: UFW(`ufw deny from 203.0.113.0/24 to any port 9100 proto tcp\nufw allow 9100/tcp`),
    },
    { kind: 'firewall', path: 'firewall.sh', bad: UFW(`${ALLOW}\n‹ufw allow 9100/tcp›`) },
    {
      kind: 'firewall',
      path: 'firewall.sh',
      bad: IPTABLES('iptables -A INPUT -j DROP\n‹iptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT›'),
      fixed: IPTABLES('iptables -A INPUT -s 10.0.0.5 -p tcp --dport 9100 -j ACCEPT\niptables -A INPUT -j DROP'),
    },
  ],
  good: [
    { kind: 'firewall', path: 'firewall.sh', text: UFW(`${ALLOW}\n${DENY}`) },
    // An inserted rule stands before those that were there.
    { kind: 'firewall', path: 'firewall.sh', text: UFW(`${DENY}\n${ALLOW.replace('ufw', 'ufw insert 1')}`) },
    // The same rule once more takes the place of the first one.
    { kind: 'firewall', path: 'firewall.sh', text: UFW('ufw allow 9100/tcp\nufw deny 9100/tcp') },
  ],
  check: (input) => {
    for (const list of listsOf(input.nouns.firewallRules)) {
      const rules = list.filter(({ does, isOptional }) => !isOptional && (does === 'allow' || does === 'deny'));
      reportShadowed(rules.slice(0, MOST_RULES), input);
    }
  },
});

/** How many rules of a list are compared with each other. */
const MOST_RULES = 500;

function reportShadowed(rules: readonly FirewallRule[], input: RuleInput): void {
  const blamed = new Set<FirewallRule>();
  rules.forEach((rule, index) => {
    const before = rules.slice(0, index);
    const shadow = before.find((earlier) => earlier.does !== rule.does && hides(earlier, rule, input));
    const narrow = shadow === undefined ? before.find((earlier) => isUndone(earlier, rule)) : undefined;
    if (narrow !== undefined) reportUndone(rule, narrow, input);
    // Between two that let in, the order changes nothing.
    const wide = before.find((earlier) => isUndone(rule, earlier));
    if (wide !== undefined) reportUndone(wide, rule, input);
    // What one rule hides is one mistake of its place.
    if (shadow === undefined || blamed.has(shadow)) return;
    blamed.add(shadow);
    const hidden = rules.slice(index).filter((later) => later.does === rule.does && hides(shadow, later, input));
    reportHidden(rule, shadow, hidden.at(-1) ?? rule, input);
  });
}

/** Whether `rule` is never tried for `earlier`, as one reads it: a call that inserts at the head is meant to come first. */
function hides(earlier: FirewallRule, rule: FirewallRule, { textAt }: RuleInput): boolean {
  const isReplaced = rule.tool === 'ufw' && decides(rule, earlier);
  const isInReadingOrder = earlier.start < rule.start || [earlier, rule].every((one) => /\s-I\s/.test(textAt(one)));
  return isInReadingOrder && !isReplaced && decides(earlier, rule);
}

/** Whether `wide` lets in everybody to a port of an exporter, to which `narrow` lets in some. */
function isUndone(narrow: FirewallRule, wide: FirewallRule): boolean {
  const isNarrow = narrow.does === 'allow' && narrow.from !== undefined && isAboutMetrics(narrow);
  return isNarrow && wide.does === 'allow' && isForEverybody(wide) && isAboutMetrics(wide) && decides(wide, narrow);
}

function reportHidden(
  rule: FirewallRule,
  shadow: FirewallRule,
  last: FirewallRule,
  { edits, report }: RuleInput,
): void {
  const [what, effect] =
    shadow.does === 'deny'
      ? ['shuts out', 'so that nobody it is about comes in']
      : ['lets in', 'so that it keeps nobody out'];
  const isTwin = decides(rule, shadow);
  // Of two that are inserted at the head, the later one stands first.
  const isInserted = shadow.start > rule.start;
  const changes = isTwin ? [undefined] : isInserted ? edits.moveBehind(rule, shadow) : edits.moveBehind(shadow, last);
  report(
    rule,
    `This rule stands behind one that ${what} all that it is about: it is never tried, ${effect}. Move the other one behind it.`,
    {
      related: [{ start: shadow.start, end: shadow.end, message: 'This one decides.' }],
      fixes: fix('Move the rule that decides behind it', changes),
    },
  );
}

function reportUndone(rule: FirewallRule, narrow: FirewallRule, { report }: RuleInput): void {
  report(
    rule,
    'This lets everybody in to the port of an exporter, to which another rule lets in only some: that one does nothing. Remove this rule, or deny what the other one does not allow.',
    { related: [{ start: narrow.start, end: narrow.end, message: 'Only these are meant.' }] },
  );
}
