import type { SetUp } from '../setUp';
import type { DebianPackage, Release } from './exporters';
import type { ExampleFile } from './needs';
import { debianOf, examplesOf, serviceUnit, serviceUser } from './service';
import { userLines } from './userLines';

/**
 * `install.sh`: what the exporter of `setUp` needs on a machine before `deploy.sh`: its program, its user, and the files
 * that belong to the user. It is run as root, and a second time it changes nothing.
 * @param packages Debian packages that the other parts of the machine need: `Part.packages`
 */
export function installScript(setUp: SetUp, packages: readonly string[] = []): string {
  const debian = debianOf(setUp);
  const wanted = [...new Set([...(debian === undefined ? [] : [debian.name]), ...packages])].sort();
  const missing = [
    ...(wanted.length === 0 ? [] : [HAS]),
    'set --',
    ...wanted.map((name) => `has ${name} || set -- "$@" ${name}`),
    ...(isFetched(setUp) ? [FETCHER] : []),
  ];
  const sections = [
    ...(missing.length === 1 ? [] : [aptSection(missing.join('\n'), debian)]),
    ...programSection(setUp),
    ...exampleSections(setUp),
  ];
  return `#!/bin/sh
# Installs ${what(setUp)} on this machine. Run it as root, then deploy.sh. Safe to run twice.
set -eu
umask 022
trap 'exit 1' HUP INT TERM

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || fail "this needs root: sudo ./install.sh"

${sections.join('\n')}
echo "install.sh: done. Now run deploy.sh."
`;
}

function what({ exporter, version, form }: SetUp): string {
  return form === 'debian' || version === '' ? exporter.program : `${exporter.program} ${version}`;
}

function programSection(setUp: SetUp): readonly string[] {
  const { exporter, form } = setUp;
  if (form === 'compose') return [dockerSection()];
  if (debianOf(setUp) !== undefined) return [];
  const user = `# A user of its own, that nobody can log in as.\n${userLines(exporter.program).join('\n')}\n`;
  const { release } = exporter;
  return [user, release === undefined ? ownBinary(setUp) : releaseSection(setUp, release), putBinary(setUp)];
}

/** Whether the program comes from its releases. */
function isFetched(setUp: SetUp): boolean {
  return setUp.form === 'systemd' && setUp.exporter.release !== undefined;
}

const HAS = `has() {
  status=$(dpkg-query --show --showformat='\${db:Status-Status}' "$1" 2>/dev/null) || return 1
  [ "$status" = installed ]
}
`;

/** A small Debian has none, and no authorities that it could believe. Whoever has another system has it, or installs it. */
const FETCHER = 'command -v curl >/dev/null || set -- "$@" ca-certificates curl';

/**
 * Debian starts a service as it installs it: open to everybody, since nothing is configured yet.
 * @param missing lines that make what is not there the arguments
 */
function aptSection(missing: string, debian: DebianPackage | undefined): string {
  const unit = debian === undefined ? undefined : `${debian.name}.service`;
  const [hold, free] =
    unit === undefined
      ? ['', '']
      : [
          `  # Debian would start it at once, open to everybody. deploy.sh starts it when it is configured.
  if command -v systemctl >/dev/null; then
    trap 'systemctl unmask --quiet --runtime ${unit}' EXIT
    systemctl mask --quiet --runtime ${unit}
  fi
`,
          `  if command -v systemctl >/dev/null; then
    trap - EXIT
    systemctl unmask --quiet --runtime ${unit}
  fi
`,
        ];
  return `${missing}
if [ "$#" -gt 0 ]; then
${hold}  apt-get update
  # Nothing that is here goes for it: Debian's ufw and iptables-persistent exclude each other.
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --no-remove "$@"
${free}fi
`;
}

function dockerSection(): string {
  return `docker compose version >/dev/null 2>&1 || fail "Docker with its plugin compose is not there. Install it first."
`;
}

/** A release is taken only where its sum is the one that was published beside it. */
function releaseSection({ exporter, version }: SetUp, release: Release): string {
  const [archive, sums] = [release.archive, release.sums].map((name) =>
    name.replaceAll('{version}', version).replaceAll('{arch}', '$arch'),
  );
  return `case "$(uname -m)" in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) fail "there is no release that was checked for the processor $(uname -m)" ;;
esac
archive="${archive}"
from=https://github.com/${release.repository}/releases/download/v${version}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

get() {
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --max-time 300 \\
    --output "$work/$1" "$from/$1" || fail "could not get $from/$1"
}

get "$archive"
get "${sums}"
awk -v name="$archive" '$2 == name || $2 == "*" name' "$work/${sums}" >"$work/sum"
[ -s "$work/sum" ] || fail "$from/${sums} has no sum of $archive. Nothing was installed."
(cd "$work" && sha256sum --check --status sum) || fail "$archive does not have the sum of its release. Nothing was installed."
tar --extract --gzip --no-same-owner --directory "$work" --file "$work/$archive"
binary=$(find "$work" -type f -name ${exporter.program})
[ -f "$binary" ] || fail "$archive does not hold ${exporter.program}. Nothing was installed."
`;
}

function ownBinary({ exporter }: SetUp): string {
  return `here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
binary=$here/${exporter.program}
[ -f "$binary" ] || fail "put the program ${exporter.program} beside this script first"
`;
}

/** Beside it and then in its place: a program that runs cannot be written over. Its own user must not own it. */
function putBinary(setUp: SetUp): string {
  const { places, exporter } = setUp;
  const path = `${places.binaries}/${exporter.program}`;
  const unit = serviceUnit(setUp);
  return `if ! cmp -s "$binary" ${path}; then
  [ -d ${places.binaries} ] || install -d -m 0755 ${places.binaries}
  install -o root -g root -m 0755 "$binary" ${path}.new
  mv -f ${path}.new ${path}
  if command -v systemctl >/dev/null && systemctl is-active --quiet ${unit}; then
    systemctl restart ${unit}
  fi
fi
`;
}

function exampleSections(setUp: SetUp): readonly string[] {
  return examplesOf(setUp).map((example) => exampleSection(setUp, example));
}

/** Made once, and never touched again. */
function exampleSection(setUp: SetUp, { name, holds, lines }: ExampleFile): string {
  const folder = setUp.places.exporter;
  const path = `${folder}/${name}`;
  const { user, group } = serviceUser(setUp);
  // In a container the program reads it itself; otherwise systemd does, as root.
  const isRead = setUp.form === 'compose' && holds === 'credential';
  const mode = holds === 'configuration' ? '0644' : isRead ? '0400' : '0600';
  return `if [ ! -e ${path} ]; then
  [ -d ${folder} ] || install -d -m 0755 ${folder}
  install -m 0600 /dev/null ${path}.new
  cat >${path}.new <<'END'
${lines.map((line) => line.replaceAll('{user}', user)).join('\n')}
END
${takeOver(setUp, holds, path)}  chown ${isRead ? `${user}:${group}` : 'root:root'} ${path}.new
  chmod ${mode} ${path}.new
  mv ${path}.new ${path}
  echo "install.sh: look at ${path} before deploy.sh, and fill in what is missing"
fi
`;
}

/** What was set for the package before: deploy.sh writes its file of arguments anew. */
function takeOver(setUp: SetUp, holds: ExampleFile['holds'], path: string): string {
  const debian = debianOf(setUp);
  if (debian === undefined || holds !== 'environment') return '';
  const file = `/etc/default/${debian.name}`;
  return `  if [ -f ${file} ]; then
    sed -n '/^ARGS=/d; /^[A-Z_]*=./p' ${file} >>${path}.new
  fi
`;
}
