import { compareFindings } from '../../findings/finding';
import type { FirewallRule } from '../../model/nouns';
import { NO_NOUNS } from '../../model/nouns';
import type { OutlineItem } from '../../text/outline';
import type { Surroundings } from '../kind';
import type { ReaderKind, Reading } from '../reader';
import * as lockout from './checks/lockout';
import * as order from './checks/order';
import * as syntax from './checks/syntax';
import { readFirewall } from './firewallReading';
import { inForce } from './inForce';
import { isRelevant } from './relevance';

const CHECKS = [syntax, order, lockout].flatMap(({ infos }) => Object.values(infos));

/** Builds the kind `firewall`: calls of ufw, iptables and nft in scripts, and the files of these tools. */
export function firewallKind(): ReaderKind {
  return { id: 'firewall', checks: CHECKS, secretKeys: [], read, outline };
}

function read(text: string, { path = '' }: Surroundings): Reading {
  const reading = readFirewall(text, path);
  if (!isRelevant(reading)) return { findings: [], nouns: NO_NOUNS };
  const ruled = inForce(reading.ruled);
  const findings = [
    ...syntax.syntaxFindings(reading.problems, text),
    ...order.orderFindings(ruled, reading),
    ...lockout.lockoutFindings(ruled, reading, text),
  ];
  const firewallRules = ruled.map(({ rule }) => rule);
  return { findings: findings.sort(compareFindings), nouns: { ...NO_NOUNS, firewallRules } };
}

/** How many rules an outline shows. */
const MOST_ITEMS = 500;

function outline(text: string): readonly OutlineItem[] {
  const { ruled } = readFirewall(text, '');
  return ruled.slice(0, MOST_ITEMS).map(({ rule }) => {
    const span = { start: rule.start, end: rule.end };
    return { name: nameOf(rule), kind: 'item', range: span, selection: span, children: [] };
  });
}

function nameOf({ tool, does, port, from, interface: on, chain }: FirewallRule): string {
  const parts = [port?.value, from?.value && `from ${from.value}`, on?.value && `on ${on.value}`];
  const said = parts.filter((part) => part !== undefined && part !== '').join(' ');
  return `${tool}${chain === undefined ? '' : ` ${chain}`}: ${does}${said === '' ? '' : ` ${said}`}`;
}
