import type { SetUp } from '../setUp';

/**
 * The functions for what must stay shut: `login`, `strange_certificate`, `doors HOST` (from anywhere) and `from_outside`.
 * A refusal by the firewall counts as one: what is behind it is tried from Prometheus' machine.
 */
export function doorFunctions(setUp: SetUp): string {
  const isTailnet = setUp.profile === 'tailnet';
  return [
    login(setUp),
    ...(setUp.asks.certificate ? [STRANGE_CERTIFICATE] : []),
    ...(isTailnet ? [] : [doors(setUp)]),
    outside(setUp),
  ].join('\n');
}

function login({ asks, prometheus }: SetUp): string {
  const isInCluster = prometheus.kubernetes !== undefined;
  const cases = [
    ...(asks.password && !isInCluster ? [['scraper', 'user', '$(escaped "$folder/$password")'] as const] : []),
    ...(asks.password ? [['stranger', 'user', 'wrong-$$'] as const] : []),
    ...(prometheus.web === 'password' ? [['viewer', 'web_user', '$(escaped "$folder/$web_password")'] as const] : []),
  ].map(([who, user, word]) => `  ${who}) printf 'user = "%s:%s"\\n' "$${user}" "${word}" ;;\n`);
  const escaped = cases.some((line) => line.includes('escaped')) ? `${ESCAPED}\n` : '';
  return `${escaped}# login WHO: the configuration of curl for WHO.
login() {
  case $1 in
${cases.join('')}  *) ;;
  esac
}
`;
}

const ESCAPED = `# The text of a file as it stands in quotes in a configuration of curl.
escaped() {
  sed 's/[\\\\"]/\\\\&/g' "$1"
}
`;

const STRANGE_CERTIFICATE = `# A certificate with the right name that nobody trusts: the signature is all that is wrong with it. Without openssl there
# is none, and nothing is tried with it.
scratch=''
strange_certificate() {
  command -v openssl >/dev/null || return 1
  [ -z "$scratch" ] || return 0
  scratch=$(mktemp -d) || return 1
  trap 'rm -rf "$scratch"' EXIT
  trap 'exit 130' HUP INT TERM
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=prometheus \\
    -addext subjectAltName=DNS:prometheus -addext extendedKeyUsage=clientAuth -keyout "$scratch/key" -out "$scratch/crt" 2>/dev/null
}
`;

/** Requests that lack what is asked for. The certificate of the target is not looked at: a stranger would not, either. */
function doors(setUp: SetUp): string {
  const { asks, profile, form } = setUp;
  const reload = form === 'compose' ? 'create the container anew' : 'restart the service';
  const who = profile === 'stunnel' ? 'stunnel' : profile === 'reverse-proxy' ? 'nginx' : 'The exporter';
  const lines = [
    ...(asks.certificate
      ? [
          '  fetch nobody "$url" --insecure',
          `  shut "$1 without a certificate" '400 403' '${who} does not ask for certificates: deploy its configuration, and ${reload}.'`,
          '  if strange_certificate; then',
          '    fetch nobody "$url" --insecure --cert "$scratch/crt" --key "$scratch/key"',
          `    shut "$1 with a certificate of another authority" '400 403' '${who} takes any certificate: deploy its configuration, and ${reload}.'`,
          '  fi',
        ]
      : []),
    ...(asks.password && !asks.certificate
      ? [
          '  fetch nobody "$url" --insecure',
          `  shut "$1 without a password" '401 403' '${who} does not ask for a password: deploy its configuration, and ${reload}.'`,
          '  fetch stranger "$url" --insecure',
          `  shut "$1 with a wrong password" '401 403' '${who} takes any password: deploy its configuration, and ${reload}.'`,
        ]
      : []),
    '  fetch nobody "http://$1:$port$path"',
    `  shut "$1 without TLS" '400' '${who} hands out metrics in clear text: deploy its configuration, and ${reload}.'`,
  ];
  return `# doors HOST: nobody gets in who lacks what is asked for.
doors() {
  url="https://$1:$port$path"
${lines.join('\n')}
}
`;
}

function outside(setUp: SetUp): string {
  const lines = outsideChecks(setUp);
  return `from_outside() {
  need curl 'apt-get install curl'
  # With an address of its own there is one machine, whatever it is called.
  [ -z "$address" ] || hosts=\${hosts%% *}
  for host in $hosts; do
${lines.map((line) => `    ${line}`).join('\n')}
  done
}
`;
}

function outsideChecks({ profile, firewall }: SetUp): readonly string[] {
  if (profile === 'tailnet') {
    const advice =
      firewall.tool === 'none'
        ? 'The port is open outside of the tailnet: listen on the address of the tailnet only, or use a firewall.'
        : 'The port is open outside of the tailnet: run firewall.sh or deploy.sh on the target. If this machine is in the tailnet, its policy lets it in.';
    return ['fetch nobody "http://$host:$port$path"', `shut "$host from here" '' '${advice}'`];
  }
  const inner = [
    'fetch nobody "http://$host:$inner_port$path"',
    `shut "$host at the port of the exporter itself" '' 'The exporter listens on more than loopback: deploy its configuration, and restart it.'`,
  ];
  const others = [
    'fetch nobody "https://$host:$port/debug/pprof/" --insecure',
    `shut "$host at another path" '400 401 403 404' 'nginx passes more on than the metrics: deploy its site, and reload it.'`,
  ];
  return [
    'doors "$host"',
    ...(profile === 'stunnel' || profile === 'reverse-proxy' ? inner : []),
    ...(profile === 'reverse-proxy' ? others : []),
  ];
}
