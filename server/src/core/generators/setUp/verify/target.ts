import { inUrl, isIpAddress } from '../../names';
import { exporterSide } from '../exporter/exporterConfig';
import { partsOf, serviceUnit } from '../exporter/service';
import { networksOf } from '../network/firewall/networks';
import { tableOf } from '../network/firewall/nftables';
import { firewallPlan } from '../network/firewall/plan';
import { commentOf } from '../network/firewall/ufw';
import { proxyFolder } from '../network/nginx';
import { tunnelFolder, tunnelUnit } from '../network/stunnel';
import type { SetUp, Target } from '../setUp';

/** The function `on_target`: what runs, where it listens, and whether the firewall is there. */
export function targetFunctions(setUp: SetUp, target: Target): string {
  const { profile, form, port } = setUp;
  const { host, port: own } = partsOf(exporterSide(setUp, target, { servers: {} }).listen);
  const isBehind = profile === 'stunnel' || profile === 'reverse-proxy';
  const units = [
    ...(form === 'compose' ? [] : [serviceUnit(setUp)]),
    ...(profile === 'stunnel' ? [tunnelUnit(setUp)] : []),
    ...(profile === 'reverse-proxy' ? ['nginx.service'] : []),
    ...(profile === 'tailnet' ? ['tailscaled.service'] : []),
  ];
  const lines = [
    '[ "$(id -u)" = 0 ] || usage \'Run this part with sudo.\'',
    "need ss 'apt-get install iproute2'",
    ...(form === 'compose' ? [`container '${setUp.places.exporter}/compose.yml'`] : []),
    ...units.map((unit) => `running ${unit}`),
    `listening ${own} 'The exporter'${shown(host)}`,
    ...(isBehind
      ? [
          `listening ${port} ${profile === 'stunnel' ? 'stunnel' : 'nginx'}${shown(setUp.listenAddress)}`,
          "need curl 'apt-get install curl'",
          'fetch nobody "http://127.0.0.1:$inner_port$path"',
          'opened "the exporter itself, over loopback"',
        ]
      : []),
    ...folders(setUp).map((folder) => `secrets ${folder}`),
    ...firewall(setUp),
  ];
  return [
    ...(units.length === 0 ? [] : [RUNNING]),
    ...(form === 'compose' ? [CONTAINER] : []),
    LISTENING,
    ...(folders(setUp).length === 0 ? [] : [SECRETS]),
    `on_target() {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`,
  ].join('\n');
}

/** An address as `ss` shows it; nothing where all are meant. */
function shown(host: string): string {
  if (!isIpAddress(host)) return '';
  const { ipv4, ipv6 } = networksOf([host]);
  return ` '${inUrl([...ipv4, ...ipv6][0] ?? host)}'`;
}

/** Where secrets of the set lie. */
function folders(setUp: SetUp): readonly string[] {
  const { profile, places } = setUp;
  if (profile === 'tailnet') return [];
  if (profile === 'stunnel') return [tunnelFolder(setUp)];
  return profile === 'reverse-proxy' ? [proxyFolder(setUp)] : [places.exporter];
}

const RUNNING = `# running UNIT: whether systemd says that it runs, and that it is not root who does.
running() {
  if [ ! -d /run/systemd/system ]; then
    fail "$1: systemd does not run here" 'Run this on the target itself, and not in a container.'
    return
  fi
  state=$(systemctl is-active "$1")
  if [ "$state" = active ]; then
    pass "$1 is active"
  else
    fail "$1 is $state" "Read why: journalctl -u $1 -n 30"
  fi
  [ "$(systemctl is-enabled "$1" 2>/dev/null)" = enabled ] || fail "$1 does not start at boot" "systemctl enable $1"
}
`;

const CONTAINER = `# container FILE: whether the container of a compose file runs.
container() {
  need docker 'the exporter runs in a container'
  if [ -n "$(docker compose --file "$1" ps --status running --quiet 2>/dev/null)" ]; then
    pass "the container of $1 runs"
  else
    fail "the container of $1 does not run" "Read why: docker compose --file $1 logs --tail 30"
  fi
}
`;

const LISTENING = `# listening PORT WHO [ADDRESS]: whether somebody listens on PORT, and on no other address than ADDRESS.
# What was started just now may need a moment.
listening() {
  waited=0
  while ! ss -Hltn "sport = :$1" | grep -q . && [ "$waited" -lt "$seconds" ]; do
    waited=$((waited + 1))
    sleep 1
  done
  found=$(ss -Hltn "sport = :$1" | awk '{ print $4 }' | sed 's/:[0-9]*$//' | sort -u | paste -sd ' ' -)
  if [ -z "$found" ]; then
    fail "nothing listens on port $1" "$2 should: look at its log."
    return
  fi
  others=''
  [ $# -lt 3 ] || others=$(printf '%s\\n' "$found" | tr ' ' '\\n' | grep -vxF -e "$3")
  if [ -z "$others" ]; then
    pass "port $1: $found"
  else
    fail "port $1: $found" "$2 should listen at $3 only. Who it is: ss -ltnp 'sport = :$1'"
  fi
}
`;

const SECRETS = `# secrets FOLDER: whether keys and passwords in it are kept from other users.
secrets() {
  if [ ! -d "$1" ]; then
    fail "$1 is not there" 'Run deploy.sh.'
    return
  fi
  exposed=$(find "$1" \\( -name '*.key' -o -name '*.htpasswd' \\) -perm /007)
  if [ -z "$exposed" ]; then
    pass "keys and passwords in $1 are kept from other users"
  else
    fail "every user of this machine may read $exposed" 'Run deploy.sh again: it sets owner and mode.'
  fi
}
`;

/** Whether the rules are in force. */
function firewall(setUp: SetUp): readonly string[] {
  const { tool } = setUp.firewall;
  if (tool === 'none') return [];
  const plan = firewallPlan(setUp);
  const check = (test: string, there: string, missing: string, advice: string) => [
    `if ${test}; then`,
    `  pass '${there}'`,
    'else',
    `  fail '${missing}' '${advice}'`,
    'fi',
  ];
  const docker = plan.isPublished
    ? check(
        `iptables -w -n -L ${plan.name}-docker >/dev/null 2>&1`,
        `iptables guards the port that Docker publishes`,
        `iptables does not guard the port that Docker publishes`,
        'Run deploy.sh again.',
      )
    : [];
  const again = 'Run deploy.sh again.';
  switch (tool) {
    case 'ufw':
      return [
        ...check(
          "ufw status | grep -q '^Status: active'",
          'ufw is active',
          'ufw is not active',
          'ufw enable, after SSH is allowed.',
        ),
        ...check(
          // Its status has no rules while it is off.
          `ufw show added | grep -qF "comment '${commentOf(plan)}'"`,
          `ufw has rules for port ${plan.port}`,
          `ufw has no rules for port ${plan.port}`,
          again,
        ),
        ...check(
          '[ "$(systemctl is-enabled ufw.service 2>/dev/null)" = enabled ]',
          'ufw is started with the machine',
          'ufw is not started with the machine',
          'systemctl enable ufw.service',
        ),
        ...docker,
      ];
    case 'iptables':
      return (['iptables', 'ip6tables'] as const)
        .flatMap((program) =>
          check(
            // A kernel without IPv6 has nothing to shut there.
            `${program === 'iptables' ? '' : '[ ! -e /proc/net/if_inet6 ] || '}${program} -w -C INPUT -p tcp --dport ${plan.port} -j ${plan.name} 2>/dev/null`,
            `${program} has the chain ${plan.name} for port ${plan.port}`,
            `${program} has no chain ${plan.name} for port ${plan.port}`,
            again,
          ),
        )
        .concat(docker);
    case 'nftables':
      return check(
        `nft list table inet ${tableOf(plan)} >/dev/null 2>&1`,
        `nftables has the table ${tableOf(plan)}`,
        `nftables has no table ${tableOf(plan)}`,
        again,
      );
  }
}
