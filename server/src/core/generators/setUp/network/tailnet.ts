import type { SetUp } from '../setUp';

/**
 * What goes into the policy file of the tailnet, as HuJSON (JSON with comments). It is the only place that decides who in
 * the tailnet reaches the exporter: tailscaled's own chain comes before the rules of a host and accepts all that comes
 * in on its interface (stunnel-rules.md 6c). Grants only ever add, so that the one for everybody, with which a tailnet
 * begins, has to go.
 */
export function tailnetPolicy({ exporter, port }: SetUp): string {
  return `// For the policy file of the tailnet (admin console, Access controls): merge these keys into the ones that are there.
//
// Why here: tailscaled puts a chain of its own before the rules of a host, which accepts all that comes in on
// tailscale0. No rule of ufw or iptables on the host can keep a member of the tailnet away from ${exporter.program}.
//
// Grants are added up, and none takes away what another one gives. As long as the policy has the one that a new tailnet
// begins with, src "*", dst "*", ip "*" (or an entry of "acls" like it), everybody reaches this port: write grants for
// what you need, then remove that one.
{
  // Then tag the machines: tailscale up --advertise-tags=tag:prometheus, and tag:exporter. Only admins may give these tags.
  "tagOwners": {
    "tag:prometheus": ["autogroup:admin"],
    "tag:exporter": ["autogroup:admin"]
  },
  "grants": [
    // Prometheus reaches ${exporter.program}, and nothing else there.
    {
      "src": ["tag:prometheus"],
      "dst": ["tag:exporter"],
      "ip": ["tcp:${port}"]
    }
  ],
  // A policy under which these do not hold cannot be saved: Prometheus comes in, exporters do not reach each other.
  "tests": [
    {
      "src": "tag:prometheus",
      "accept": ["tag:exporter:${port}"]
    },
    {
      "src": "tag:exporter",
      "deny": ["tag:exporter:${port}"]
    }
  ]
}
`;
}
