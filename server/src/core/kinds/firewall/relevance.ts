import { PROGRAMS } from '../../model/programs';
import type { FirewallReading } from './firewallReading';

/** The ports of exporters and of what gathers from them (stunnel-rules.md 6c). */
const PORTS: ReadonlySet<number> = new Set([9094, ...PROGRAMS.flatMap(({ port }) => port ?? [])]);

/**
 * Whether the rules are about exporters, the tailnet, or what holds for everybody: a script that does nothing of it is
 * none of ours.
 */
export function isRelevant({ ruled, problems }: FirewallReading): boolean {
  const isAbout = ruled.some(({ rule }) => {
    const { does, port, from, interface: on } = rule;
    if (/^(default-|ipv6-off)/.test(does)) return true;
    return isOurPort(port?.value) || isTailnet(from?.value) || /tailscale/.test(on?.value ?? '');
  });
  return isAbout || problems.some(({ type, shown }) => type === 'policy' || isOurPort(shown));
}

/** Whether one of the ports in `written` is that of an exporter, or of what gathers from them. */
export function isOurPort(written: string | undefined): boolean {
  const parts = written?.match(/\d+(\s*[:-]\s*\d+)?/g) ?? [];
  return parts.some((part) => {
    const [first = 0, last = first] = part.split(/[:-]/).map(Number);
    return last - first < 2000 ? [...PORTS].some((port) => first <= port && port <= last) : false;
  });
}

function isTailnet(address: string | undefined): boolean {
  return /^100\.|^fd7a:115c:a1e0/i.test(address ?? '');
}
