/**
 * Where `deploy.sh` remembers what it put: a line `SUM PATH` for each file, and `folder PATH` for each folder that it
 * made. Paths have no blanks (`names.ts`). All sets of a machine share it: each script looks only for its own paths.
 */
const MEMORY = '/var/lib/scrapeguard';

const COMMON = `set -eu

say() {
  echo "\${0##*/}: $*"
}

fail() {
  echo "\${0##*/}: $*" >&2
  exit 1
}

root=
dry=
failed=

start() {
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --dry-run) dry=1 ;;
      --root)
        [ "$#" -gt 1 ] || fail "--root needs a folder"
        root=\${2%/}
        shift
        ;;
      *) fail "unknown option $1; there are --dry-run and --root DIR" ;;
    esac
    shift
  done
  [ -n "$root$dry" ] || [ "$(id -u)" -eq 0 ] || fail "this needs root: sudo $0"
  memory=$root${MEMORY}
}

# Whether this is the machine itself, and not a folder or a question.
is_live() {
  [ -z "$root$dry" ]
}

has_systemd() {
  is_live && [ -d /run/systemd/system ] && command -v systemctl >/dev/null
}

# Whether PATH was put by us, with its sum in $sum.
is_ours() {
  sum=
  [ ! -f "$memory/deployed" ] || sum=$(awk -v path="$1" '$2 == path { sum = $1 } END { print sum }' "$memory/deployed")
  [ -n "$sum" ]
}

sum_of() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

forget() {
  [ -f "$memory/deployed" ] || return 0
  awk -v path="$1" '$2 != path' "$memory/deployed" >"$memory/deployed.new"
  mv -f "$memory/deployed.new" "$memory/deployed"
}

finish() {
  [ -z "$failed" ] || fail "not everything went well:$failed"
  say "done"
}`;

/** What `deploy.sh` is made of. */
export const FUNCTIONS = `${COMMON}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
key=

needs() {
  is_live && command -v dpkg-query >/dev/null || return 0
  for package in "$@"; do
    status=$(dpkg-query --show --showformat='\${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || fail "the package $package is not installed: run install.sh first"
  done
}

remember() {
  forget "$2"
  echo "$1 $2" >>"$memory/deployed"
}

# The part that is worked on, by the path of its first file.
part() {
  key=$1
}

# A part stays marked until everything was done with it, so that a run which stopped half-way is taken up again.
is_changed() {
  is_live && [ -f "$memory/pending" ] && grep -qxF "$key" "$memory/pending"
}

mark() {
  grep -qxF "$key" "$memory/pending" 2>/dev/null || echo "$key" >>"$memory/pending"
}

settle() {
  is_changed && [ -z "$failed" ] || return 0
  grep -vxF "$key" "$memory/pending" >"$memory/pending.new" || true
  mv -f "$memory/pending.new" "$memory/pending"
}

folder() {
  [ ! -d "$root$1" ] || return 0
  folder "$(dirname "$1")"
  install -d -m 0755 "$root$1"
  remember folder "$1"
}

# Whether the file at $1 has owner $2, group $3 and mode $4; below --root only the mode counts.
has_rights() {
  if [ -n "$root" ]; then
    [ -n "$(find "$1" -prune -type f -perm "$4")" ]
  else
    [ -n "$(find "$1" -prune -type f -user "$2" -group "$3" -perm "$4" 2>/dev/null)" ]
  fi
}

# What somebody else put there comes back with the rollback; what was changed since we put it there is kept too.
keep() {
  if ! is_ours "$1"; then
    cp -p "$root$1" "$root$1.before-scrapeguard"
  elif [ "$(sum_of "$root$1")" != "$sum" ]; then
    say "$1 was changed since. It is kept as $1.after-scrapeguard"
    cp -p "$root$1" "$root$1.after-scrapeguard"
  fi
}

# put FILE PATH OWNER GROUP MODE
put() {
  from=$here/$1
  to=$root$2
  [ -f "$from" ] || fail "$from is missing: copy the whole folder to this machine"
  is_same=
  ! cmp -s "$from" "$to" || is_same=1
  if [ -n "$is_same" ] && has_rights "$to" "$3" "$4" "$5"; then return 0; fi
  say "$2"
  [ -z "$dry" ] || return 0
  install -d -m 0700 "$memory"
  mark
  folder "$(dirname "$2")"
  if [ -z "$is_same" ] && [ -e "$to" ]; then keep "$2"; fi
  # Beside it and then in its place: nobody ever sees half a file, or a key with the rights of all files.
  rm -f "$to.new"
  if [ -n "$root" ]; then
    install -m "$5" "$from" "$to.new"
  else
    install -o "$3" -g "$4" -m "$5" "$from" "$to.new"
  fi
  mv -f "$to.new" "$to"
  remember "$(sum_of "$to")" "$2"
}

# The run before may have stopped ahead of this.
reread() {
  if [ -s "$memory/pending" ] && has_systemd; then systemctl daemon-reload; fi
}

# unit NAME restart|reload
unit() {
  if ! is_live; then return 0; fi
  if ! has_systemd; then
    say "systemd does not run here: $1 has to be started by hand"
    return 0
  fi
  systemctl enable --quiet "$1" || failed="$failed $1"
  if is_changed; then
    say "$2 $1"
    [ "$2" = restart ] || set -- "$1" reload-or-restart
    systemctl "$2" "$1" || trouble "$1"
  else
    systemctl start "$1" || trouble "$1"
  fi
}

trouble() {
  failed="$failed $1"
  say "$1 does not run. What it says: journalctl --no-pager --lines 20 --unit $1"
}`;

/** What the rollback is made of. */
export const ROLLBACK_FUNCTIONS = `${COMMON}

reread=

stop() {
  has_systemd || return 0
  systemctl disable --quiet --now "$1" 2>/dev/null || true
}

# take_back PATH
take_back() {
  is_ours "$1" || return 0
  say "$1"
  [ -z "$dry" ] || return 0
  if [ -f "$root$1" ] && [ "$(sum_of "$root$1")" != "$sum" ]; then
    say "$1 was changed since. It is kept as $1.after-scrapeguard"
    mv -f "$root$1" "$root$1.after-scrapeguard"
  fi
  if [ -e "$root$1.before-scrapeguard" ]; then
    mv -f "$root$1.before-scrapeguard" "$root$1"
  else
    rm -f "$root$1"
  fi
  forget "$1"
  case "$1" in */systemd/system/*) reread=1 ;; esac
  unfold "$(dirname "$1")"
}

# Removes a folder that deploy.sh made, where nothing is in it any more.
unfold() {
  is_ours "$1" && [ "$sum" = folder ] && rmdir "$root$1" 2>/dev/null || return 0
  forget "$1"
  unfold "$(dirname "$1")"
}

reread() {
  if [ -n "$reread" ] && has_systemd; then systemctl daemon-reload; fi
  reread=
}

# again NAME restart|reload: a unit that is not ours has its own settings again.
again() {
  has_systemd || return 0
  reread
  [ "$2" = restart ] || set -- "$1" reload-or-restart
  systemctl "try-$2" "$1" || failed="$failed $1"
}`;
