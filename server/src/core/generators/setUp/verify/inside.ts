import { inUrl } from '../../names';
import { PROMETHEUS_PORT, webPasswordFile } from '../prometheus/prometheusWeb';
import type { SetUp, Target } from '../setUp';

/**
 * The functions for what Prometheus does: `from_prometheus` scrapes with its credentials, then with each of them alone,
 * and asks Prometheus for `up`.
 */
export function insideFunctions(setUp: SetUp, target: Target): string {
  if (setUp.prometheus.kubernetes !== undefined) return inCluster(setUp, target);
  return [inside(setUp), api(setUp), up(setUp, target, 'query')].join('\n');
}

function inside(setUp: SetUp): string {
  const { asks, profile } = setUp;
  const scheme = profile === 'tailnet' ? 'http' : 'https';
  const authority = profile === 'tailnet' || setUp.certificates === 'acme' ? '' : ' --cacert "$folder/$authority"';
  const identity = asks.certificate ? ' --cert "$folder/$certificate" --key "$folder/$key"' : '';
  const who = asks.password ? 'scraper' : 'nobody';
  const url = `"${scheme}://$host:$port$path"`;
  const alone = asks.certificate && asks.password ? eachAlone(`${url}${authority}`, identity) : [];
  const files = fileChecks(setUp);
  const lines = [
    "need curl 'apt-get install curl'",
    `host=\${hosts%% *}`,
    ...files,
    `fetch ${who} ${url}${authority}${identity}`,
    `opened "$host as Prometheus"`,
    ...alone,
    ...(profile === 'tailnet' ? [] : ['doors "$host"']),
    ...(profile === 'reverse-proxy' ? otherPaths(`${authority}${identity}`, who) : []),
    'up',
  ];
  const called = (name: string) => files.some((line) => line.startsWith(name));
  return [
    ...(called('readable') ? [READABLE] : []),
    ...(called('unexposed') ? [UNEXPOSED] : []),
    `from_prometheus() {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`,
  ].join('\n');
}

/** Where both are asked for, neither may do alone. */
function eachAlone(request: string, identity: string): readonly string[] {
  return [
    `fetch nobody ${request}${identity}`,
    `shut "$host with the certificate and no password" '401 403' 'The target does not ask for a password: deploy its configuration, and restart it.'`,
    `fetch stranger ${request}${identity}`,
    `shut "$host with the certificate and a wrong password" '401 403' 'The target takes any password: deploy its configuration, and restart it.'`,
    `fetch scraper ${request}`,
    `shut "$host with the password and no certificate" '400 403' 'The target does not ask for certificates: deploy its configuration, and restart it.'`,
  ];
}

function otherPaths(options: string, who: string): readonly string[] {
  return [
    `fetch ${who} "https://$host:$port/debug/pprof/"${options}`,
    `shut "$host as Prometheus at another path" '403 404' 'nginx passes more on than the metrics: deploy its site, and reload it.'`,
  ];
}

/** Files that are there and that others cannot read. */
function fileChecks(setUp: SetUp): readonly string[] {
  const { asks, profile, prometheus } = setUp;
  const names = [
    ...(profile === 'tailnet' || setUp.certificates === 'acme' ? [] : ['"$authority"']),
    ...(asks.certificate ? ['"$certificate"', '"$key"'] : []),
    ...(asks.password ? ['"$password"'] : []),
  ];
  const secrets = [
    ...(asks.certificate || prometheus.web === 'certificate' ? ['"$key"'] : []),
    ...(asks.password ? ['"$password"'] : []),
  ];
  return [
    ...(names.length === 0 ? [] : [`readable ${names.join(' ')} || return`]),
    ...(secrets.length === 0 ? [] : [`unexposed ${secrets.join(' ')}`]),
  ];
}

const READABLE = `# readable FILE...: whether these files of Prometheus are there.
readable() {
  for file; do
    if [ ! -r "$folder/$file" ]; then
      fail "$folder/$file cannot be read" 'Put it there with deploy.sh, and run this with sudo.'
      return 1
    fi
  done
}
`;

const UNEXPOSED = `# unexposed FILE...: whether other users are kept from these secrets.
unexposed() {
  for file; do
    if [ -n "$(find "$folder/$file" -perm /007)" ]; then
      fail "$folder/$file is open to every user of this machine" 'Run deploy.sh again: its mode is 0440.'
    fi
  done
}
`;

/** `query QUERY` asks Prometheus on its own machine, the way its interface is secured. */
function api(setUp: SetUp): string {
  const { web, names } = setUp.prometheus;
  const [first = 'localhost'] = names;
  const standard = web === 'unchanged' ? 'http://127.0.0.1' : `https://${inUrl(first)}`;
  const who = web === 'password' ? 'viewer' : 'nobody';
  const authority = web === 'unchanged' ? '' : ' --cacert "$folder/$authority"';
  const identity = web === 'certificate' ? ' --cert "$folder/$certificate" --key "$folder/$key"' : '';
  const via = web === 'unchanged' ? '' : " --connect-to '::127.0.0.1:'";
  // Another set, or somebody, may have secured it.
  const access = web === 'unchanged' ? ` \${access:+--config "$access"}` : '';
  const user = web === 'password' ? `web_password='${webPasswordFile(setUp)}'\n` : '';
  return `prometheus=\${prometheus:-${standard}:${PROMETHEUS_PORT}}
${user}
# query QUERY: what the interface of Prometheus answers.
query() {
  login ${who} | curl -q --globoff --silent --noproxy '*'${via} --max-time "$seconds" --config -${access}${authority}${identity} \\
    --get --data-urlencode "query=$1" "$prometheus/api/v1/query"
}
`;
}

function up(setUp: SetUp, { name }: Target, ask: string): string {
  const { job } = setUp.prometheus;
  const isInCluster = setUp.prometheus.kubernetes !== undefined;
  const unknown = isInCluster
    ? 'Apply the files in kubernetes/ to the cluster; its operator has to find them by their label.'
    : 'Put the job in prometheus.yml, and have it read: systemctl reload prometheus.';
  const secured =
    isInCluster || setUp.prometheus.web !== 'unchanged'
      ? ''
      : `  *'HTTPS server'*) fail 'Prometheus asks for TLS at its own interface' 'Say how to get in: --prometheus https://localhost:${PROMETHEUS_PORT} --access FILE (the first lines of verify.sh say more).' ;;
  Unauthorized*) fail 'Prometheus asks for a password at its own interface' 'Say how to get in: --access FILE (the first lines of verify.sh say more).' ;;
`;
  const silent = isInCluster
    ? 'Look whether kubectl reaches the cluster, and whether Prometheus runs in this namespace.'
    : 'Look whether it runs (systemctl status prometheus), or say where: --prometheus URL.';
  return `# Whether the last scrape went well. A job that is new has been scraped after some seconds only.
up() {
  for try in 1 2 3 4; do
    result=$(${ask} 'up{job="${job}",instance="${name}"}')
    case $result in
    *'"result":[]'*) [ "$try" = 4 ] || sleep "$seconds" ;;
    *) break ;;
    esac
  done
  case $result in
  *'"value":['*',"1"]'*) pass "up of $name is 1" ;;
  *'"value":['*',"0"]'*) fail "up of $name is 0" 'The last scrape failed. Its error is shown by Prometheus under Status, Targets.' ;;
  *'"result":[]'*) fail "Prometheus does not know $name" '${unknown}' ;;
${secured}  *) fail 'Prometheus does not answer' '${silent}' ;;
  esac
}
`;
}

/** The credentials are in the cluster only: `up` tells that they work. */
function inCluster(setUp: SetUp, target: Target): string {
  const namespace = setUp.prometheus.kubernetes?.namespace ?? '';
  return `from_prometheus() {
  need kubectl 'install it, and give it access to the cluster'
  up
}

# query QUERY: what Prometheus in the cluster answers. The API of Kubernetes takes a path, so that QUERY is encoded.
query() {
  encoded=$(printf '%s' "$1" | sed 's/{/%7B/g; s/}/%7D/g; s/"/%22/g; s/=/%3D/g; s/,/%2C/g')
  kubectl get --raw "/api/v1/namespaces/${namespace}/services/prometheus-operated:${PROMETHEUS_PORT}/proxy/api/v1/query?query=$encoded"
}

${up(setUp, target, 'query')}`;
}
