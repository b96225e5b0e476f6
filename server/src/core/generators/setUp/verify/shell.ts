/**
 * What all parts of `verify.sh` use. `fetch` sets `code` (the status, 000 where there was no answer), `left` (curl's exit
 * status) and `connected` (the seconds until the connection stood, 0 where it never did).
 *
 * Exit statuses seen (generators.md, and with curl 7.88 against node_exporter 1.5.0, stunnel 5.68 and nginx 1.22): a client
 * certificate that is missing or refused is 55 or 56 with TLS 1.3 and 35 with TLS 1.2, an expired one 60; plain http to
 * a port with TLS is status 400 with exit status 0, at stunnel 56. With HTTP/2 the same refusal is sometimes 16, so that it
 * is left out.
 */
export const SHELL_FUNCTIONS = `pass() {
  printf 'PASS  %s\\n' "$1"
}

fail() {
  failures=$((failures + 1))
  printf 'FAIL  %s\\n      %s\\n' "$1" "$2"
}

need() {
  command -v "$1" >/dev/null || usage "This needs $1: $2"
}

# fetch WHO URL [OPTION...]: asks for URL. What login prints is read by curl as its configuration: a password among the
# arguments of a process could be read by every user of the machine.
fetch() {
  who=$1
  url=$2
  shift 2
  answer=$(login "$who" | curl -q --globoff --silent --output /dev/null --noproxy '*' --http1.1 \\
    --connect-to "::$address:" --max-time "$seconds" --write-out '%{http_code} %{time_connect}' --config - "$@" "$url")
  left=$?
  code=\${answer%% *}
  connected=\${answer#* }
}

# shut WHAT STATUSES ADVICE: whether the request was kept out. STATUSES are refusals; no answer at all is one, too, but
# what could not even be tried proves nothing.
shut() {
  case " $2 " in
  *" $code "*)
    pass "$1: refused with status $code"
    return
    ;;
  esac
  case $code:$left in
  000:7) pass "$1: the connection is refused" ;;
  000:35 | 000:52 | 000:55 | 000:56 | 000:60) pass "$1: broken off (exit status $left of curl)" ;;
  000:28)
    case $connected in
    0 | 0.000000) pass "$1: no answer within $seconds s" ;;
    *) fail "$1: connected, and then nothing came within $seconds s" 'This proves nothing: wait longer, with --seconds 30.' ;;
    esac
    ;;
  000:6) fail "$1: the name is not known here, so that nothing was tried" 'Give an address: --address HOST.' ;;
  000:*) fail "$1: curl gave up with exit status $left, so that nothing was tried" 'Look it up in the manual of curl.' ;;
  2*) fail "$1: LET IN with status $code" "$3" ;;
  *) fail "$1: not refused before status $code" "$3" ;;
  esac
}
`;

/** Whether a request got in, and what to do where it did not. */
export const OPENED = `# opened WHAT: whether the request got in.
opened() {
  case $code:$left in
  200:0) pass "$1" ;;
  000:6) fail "$1: the name is not known here" 'Correct the DNS of this machine, or give an address: --address HOST.' ;;
  000:7) fail "$1: the connection is refused" 'Run "verify.sh target" on the target. If all is well there, its firewall does not let this address in.' ;;
  000:28) fail "$1: no answer within $seconds s" 'A firewall drops the packets, or the address is wrong. Compare the address of this machine with its rules.' ;;
  000:60) fail "$1: the certificate of the target is not accepted" 'It has expired, is not signed by the authority in the ca.crt of the job, or lacks the name that Prometheus connects to.' ;;
  000:58 | 000:77) fail "$1: curl cannot use the files of Prometheus" 'Look whether certificate and key belong together, and whether you may read them.' ;;
  000:35 | 000:52 | 000:55 | 000:56) fail "$1: the target breaks off" 'It refuses the certificate of Prometheus; its log says why.' ;;
  400:*) fail "$1: status 400" 'The target does not accept the certificate of Prometheus; the log of nginx says why.' ;;
  401:*) fail "$1: status 401" 'The password is not the one whose hash the target has.' ;;
  404:*) fail "$1: status 404" "The target has no $path there." ;;
  502:*) fail "$1: status 502" 'The proxy answers and the exporter behind it does not: look whether it runs.' ;;
  *) fail "$1: status $code, exit status $left of curl" 'Look at the log of the target.' ;;
  esac
}
`;
