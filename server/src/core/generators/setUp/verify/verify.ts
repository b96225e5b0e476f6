import { inUrl } from '../../names';
import { WEB_USER } from '../prometheus/prometheusWeb';
import { jobFileNames } from '../prometheus/scrapeJob';
import type { SetUp, Target } from '../setUp';
import { doorFunctions } from './doors';
import { insideFunctions } from './inside';
import { OPENED, SHELL_FUNCTIONS } from './shell';
import { targetFunctions } from './target';

/**
 * `verify.sh` of `target`: a script for `sh` that proves what the set-up is for. It has three parts for three places:
 * `target` (services, ports, firewall), `prometheus` (it gets in, and only with all that is asked for) and `outside`
 * (nobody gets in). Each check prints PASS or FAIL with what to do; the exit status is 1 where one failed.
 */
export function verifyScript(setUp: SetUp, target: Target): string {
  return [
    head(setUp, target),
    settings(setUp, target),
    options(setUp),
    SHELL_FUNCTIONS,
    // In a cluster only Prometheus itself has the credentials.
    ...(setUp.prometheus.kubernetes === undefined ? [OPENED] : []),
    doorFunctions(setUp),
    insideFunctions(setUp, target),
    targetFunctions(setUp, target),
    MAIN,
  ].join('\n');
}

function head(setUp: SetUp, { name }: Target): string {
  const { prometheus } = setUp;
  const inside =
    prometheus.kubernetes === undefined ? 'on the machine of Prometheus' : 'where kubectl reaches the cluster';
  const described = optionsOf(setUp).map(({ flag, takes, does }) => `#   ${`${flag} ${takes}`.padEnd(18)} ${does}\n`);
  return `#!/bin/sh
# Proves that the metrics of ${name} are there for Prometheus and for nobody else. It changes nothing.
#
#   sudo ./verify.sh target       on ${name}: services, ports, firewall
#   sudo ./verify.sh prometheus   ${inside}: it gets in, and only as it should
#   ./verify.sh outside           on any other machine: nobody gets in
#
# Options:
${described.join('')}#
# Exit status: 0 all is well, 1 something is not, 2 wrong usage.
set -u
export LC_ALL=C
`;
}

function settings(setUp: SetUp, { name, names }: Target): string {
  const { port, innerPort, profile, exporter, prometheus } = setUp;
  const files = jobFileNames(setUp);
  const isBehind = profile === 'stunnel' || profile === 'reverse-proxy';
  const isInCluster = prometheus.kubernetes !== undefined;
  const { certificate, password } = setUp.asks;
  const hasAuthority = !isInCluster && profile !== 'tailnet' && setUp.certificates !== 'acme';
  const values: readonly (readonly [string, string, boolean])[] = [
    ['name', name, true],
    ['hosts', names.map(inUrl).join(' '), true],
    ['port', String(port), true],
    ['inner_port', String(innerPort), isBehind],
    ['path', exporter.path, true],
    ['authority', files.authority, hasAuthority || prometheus.web !== 'unchanged'],
    ['certificate', files.certificate, (certificate && !isInCluster) || prometheus.web === 'certificate'],
    ['key', files.key, (certificate && !isInCluster) || prometheus.web === 'certificate'],
    ['user', prometheus.user, password],
    ['password', files.password, password && !isInCluster],
  ];
  return values
    .filter(([, , isUsed]) => isUsed)
    .map(([key, value]) => `${key}='${value}'`)
    .join('\n');
}

interface Option {
  readonly flag: string;
  readonly takes: string;
  readonly does: string;
  /** Its variable, and what it is where the option is not given, as the shell writes it. */
  readonly variable: string;
  readonly standard: string;
}

/** What `verify.sh` of `setUp` can be told. */
function optionsOf(setUp: SetUp): readonly Option[] {
  const { prometheus, places, profile } = setUp;
  const option = (flag: string, takes: string, does: string, standard = "''"): Option => {
    return { flag, takes, does, variable: flag.slice(2).replace('-', '_'), standard };
  };
  const isInCluster = prometheus.kubernetes !== undefined;
  const hasFiles = !isInCluster && (profile !== 'tailnet' || prometheus.web !== 'unchanged');
  return [
    option('--address', 'HOST', 'connect there, whatever the names of the target stand for'),
    option('--seconds', 'N', 'how long to wait for an answer (default: 5)', '5'),
    ...(hasFiles
      ? [
          option(
            '--folder',
            'FOLDER',
            `where the files of Prometheus are (default: $PROMETHEUS_FOLDER, or ${places.prometheus})`,
            `\${PROMETHEUS_FOLDER:-${places.prometheus}}`,
          ),
        ]
      : []),
    ...(isInCluster ? [] : [option('--prometheus', 'URL', 'where Prometheus answers, seen from its own machine')]),
    ...(isInCluster || prometheus.web !== 'unchanged'
      ? []
      : [
          option(
            '--access',
            'FILE',
            'what gets in there, where it is secured: cacert, cert, key, user, for curl --config',
          ),
        ]),
    ...(prometheus.web === 'password' ? [option('--web-user', 'NAME', 'who logs in there', `'${WEB_USER}'`)] : []),
  ];
}

function options(setUp: SetUp): string {
  const all = optionsOf(setUp);
  return `${all.map(({ variable, standard }) => `${variable}=${standard}`).join('\n')}
failures=0

usage() {
  printf '%s\\n' "$1" 'Usage: verify.sh target|prometheus|outside [OPTION VALUE]...; its first lines say more.' >&2
  exit 2
}

part=\${1:-}
case $part in
target | prometheus | outside) shift ;;
*) usage 'Say where this runs: target, prometheus or outside.' ;;
esac
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage "$1 needs a value."
  case $1 in
${all.map(({ flag, variable }) => `  ${flag}) ${variable}=$2 ;;`).join('\n')}
  *) usage "There is no option $1." ;;
  esac
  shift 2
done
case $seconds in
'' | *[!0-9]* | 0) usage '--seconds takes a whole number.' ;;
esac
# An IPv6 address stands in brackets in front of a port.
case $address in
\\[* | '') ;;
*:*) address="[$address]" ;;
esac
`;
}

const MAIN = `case $part in
target) on_target ;;
prometheus) from_prometheus ;;
outside) from_outside ;;
esac
if [ "$failures" -gt 0 ]; then
  printf '%s\\n' "$failures of the checks failed. What an error means: scrapeguard explain --error 'TEXT'."
  exit 1
fi
echo "All is as it should be, as far as the part \\"$part\\" can tell."
`;
