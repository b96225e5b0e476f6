import type { SetUp } from '../../setUp';
import { type Networks, networksOf } from './networks';

/** The interface of tailscaled. */
export const TAILNET_INTERFACE = 'tailscale0';

/** What a packet filter has to do for one exporter, whichever tool does it. */
export interface FirewallPlan {
  /** The port that others connect to. */
  readonly port: number;
  readonly program: string;
  /**
   * What our table, chain, script and unit are called. The port is in it and not the program, whose name may be longer
   * than the 28 characters that a chain of iptables may have.
   */
  readonly name: string;
  /** Whoever may come in: addresses, or everybody on one interface. */
  readonly lets: Networks | { readonly interface: string };
  readonly refusal: 'reject' | 'drop';
  /**
   * Whether Docker publishes the port: such packets are forwarded to the container, and never come to the rules for the
   * host itself (stunnel-rules.md 6b).
   */
  readonly isPublished: boolean;
}

/** The plan of `setUp`; it is the same for all its targets. */
export function firewallPlan(setUp: SetUp): FirewallPlan {
  const { profile, firewall, port, exporter } = setUp;
  return {
    port,
    program: exporter.program,
    name: `scrapeguard-${port}`,
    lets: profile === 'tailnet' ? { interface: TAILNET_INTERFACE } : networksOf(firewall.scrapers),
    refusal: firewall.refusal,
    isPublished: isPublished(setUp),
  };
}

/** node_exporter is in the network of the host; stunnel and nginx are not in containers. */
function isPublished({ form, exporter, profile }: SetUp): boolean {
  const isBehind = profile === 'stunnel' || profile === 'reverse-proxy';
  return form === 'compose' && exporter.program !== 'node_exporter' && !isBehind;
}

/** Whom `lets` lets in, for people. */
export function admitted(lets: FirewallPlan['lets']): string {
  if ('interface' in lets) return `whoever comes in on ${lets.interface}`;
  return [...lets.ipv4, ...lets.ipv6].join(', ');
}
