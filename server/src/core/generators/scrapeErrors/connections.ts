import { HANDSHAKE } from './certificates';
import { saidBy } from './scrapeError';

/** Prometheus reaches nobody, or somebody who speaks another protocol. Seen with Prometheus 2.42 where nothing else is said. */
export const CONNECTIONS = saidBy('prometheus', [
  {
    id: 'http-to-https',
    says: 'http: server gave HTTP response to HTTPS client',
    pattern: /server gave HTTP response to HTTPS client/i,
    cause:
      'The job has `scheme: https`, and the exporter speaks plain http: it was started without its web configuration.',
    remedy:
      'Start the exporter with `--web.config.file`, then look for "TLS is enabled" in its log. A TLS block that is new needs a restart. Do not go back to http.',
    rules: ['unencrypted-scrape'],
    inReadme: 'tls',
  },
  {
    // From knowledge of Go, which says it to anything that is neither TLS nor HTTP.
    id: 'no-tls-record',
    says: 'tls: first record does not look like a TLS handshake',
    pattern: new RegExp(`^(?!.*${HANDSHAKE}).*first record does not look like a TLS handshake`, 'i'),
    cause: 'The job has `scheme: https`, and something that speaks no TLS answers on this port.',
    remedy: 'Check the port. Behind stunnel, Prometheus needs the port of stunnel and not the inner one.',
  },
  {
    // From knowledge of Go.
    id: 'no-renegotiation',
    says: 'local error: tls: no renegotiation',
    pattern: /tls: no renegotiation/i,
    cause: 'The proxy asks for the certificate in a second handshake, which Prometheus does not do.',
    remedy: 'Ask for it in the first one: `ssl_verify_client on` on the level of the server, or TLS 1.3.',
  },
  {
    id: 'no-such-host',
    says: 'dial tcp: lookup …: no such host',
    pattern: /no such host\b|server misbehaving/i,
    cause: 'The DNS server of Prometheus’ machine does not know the name of the target.',
    remedy:
      'Try `getent hosts NAME` there; in a container or cluster, inside of it. Correct the target, the DNS or `/etc/hosts`; names of MagicDNS need tailscaled on that machine.',
    inReadme: 'always',
  },
  {
    id: 'proxy-connect',
    says: 'proxyconnect tcp: …',
    pattern: /proxyconnect tcp:/i,
    cause: 'The job goes through a proxy (`proxy_url`, or the environment of Prometheus), which cannot be reached.',
    remedy: 'Remove `proxy_url`, or correct it; `no_proxy` excludes targets.',
  },
  {
    id: 'connection-refused',
    says: 'connect: connection refused',
    pattern: /^(?!.*(?:connect\(\) failed|s_connect)).*connection refused/i,
    cause:
      'Nothing listens on this address and port, or a firewall refuses: the service is down, bound to another address, or Prometheus does not come from an address that is let in.',
    remedy:
      'Run `verify.sh target` on the target. If all is well there, compare the address that Prometheus comes from with the rules of the firewall.',
    isGeneral: true,
    inReadme: 'always',
  },
  {
    id: 'no-route',
    says: 'connect: no route to host',
    pattern: /connect: (no route to host|network is unreachable)/i,
    cause: 'There is no way to the machine: it is down, in another network, or a firewall answers that way.',
    remedy: 'Check the address and the routes; for a tailnet `tailscale status` on both machines.',
  },
  {
    // `i/o timeout` from knowledge; the other seen.
    id: 'deadline',
    says: 'context deadline exceeded',
    pattern: /context deadline exceeded|\bdial tcp\b.*\bi\/o timeout|Client\.Timeout exceeded/i,
    cause:
      'No answer came within `scrape_timeout`: a firewall drops the packets in silence, the address is wrong, or the exporter takes longer than that.',
    remedy:
      'Run `verify.sh prometheus` on Prometheus’ machine: refusal or silence tell which. If the exporter is slow, look at `node_scrape_collector_duration_seconds` before making the time-out longer.',
    inReadme: 'always',
  },
  {
    // Seen: plain http to stunnel, a stunnel whose exporter is down, and a certificate that node_exporter refused.
    id: 'connection-reset',
    says: 'connection reset by peer, broken pipe',
    pattern: new RegExp(`^(?!.*(?:${HANDSHAKE}|LOG\\d)).*(connection reset by peer|write: broken pipe)`, 'i'),
    cause:
      'The other side hung up. With TLS 1.3 that may be the refusal of the client certificate; stunnel does it to plain http, and where its exporter does not answer.',
    remedy: 'Read the log of the exporter, of stunnel or nginx at that moment: the reason is there and only there.',
    inReadme: 'tls',
  },
  {
    id: 'eof',
    says: 'EOF',
    pattern: new RegExp(`^(?!.*${HANDSHAKE}).*(\\bGet "?\\S+: |\\berr="?)(unexpected )?EOF"?\\s*(\\S+=.*)?$`, 'i'),
    cause: 'The other side closed the connection without an answer, or in the middle of one: it crashed, or restarts.',
    remedy: 'Look at the log of the exporter. If a proxy or tunnel stands between, look at its log first.',
  },
  {
    id: 'protocol-scheme',
    says: 'unsupported protocol scheme',
    pattern: /unsupported protocol scheme/i,
    cause:
      'The address of the target is no http address; relabelling made `__scheme__` or `__address__` something else.',
    remedy: 'Look at the labels under Status, Targets; `__scheme__` is `http` or `https`.',
  },
]);
