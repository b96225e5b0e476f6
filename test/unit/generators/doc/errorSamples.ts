/** A line with the id of what it means. */
interface Sample {
  readonly id: string;
  readonly text: string;
}

const scrape = (error: string) => `Get "https://10.0.0.5:9100/metrics": ${error}`;
const handshake = (error: string) => `2026/11/27 09:03:26 http: TLS handshake error from 10.0.0.9:46876: ${error}`;
const accept = (error: string) => `2026.11.27 09:04:00 LOG3[9]: SSL_accept: ../ssl/statem/statem_srvr.c:3517: ${error}`;
const nginx = (error: string) =>
  `2026/11/27 09:04:37 [error] 1480#1480: *1 ${error}, client: 10.0.0.9, server: , request: "GET /metrics HTTP/1.1"`;
const systemd = (error: string) => `node_exporter.service: Main process exited, code=exited, ${error}`;

/** What the programs said when they were made to: Prometheus 2.42, node_exporter 1.5.0, stunnel 5.68, nginx 1.22. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  'no-ip-sans': [scrape("x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs")],
  'legacy-common-name': [scrape('x509: certificate relies on legacy Common Name field, use SANs instead')],
  'wrong-name': [scrape('x509: certificate is valid for web-1.example.org, not web-2')],
  'unknown-authority': [scrape('x509: certificate signed by unknown authority')],
  'server-certificate-expired': [
    scrape(
      'x509: certificate has expired or is not yet valid: current time 2026-11-27T09:03:29Z is after 2026-11-26T09:03:19Z',
    ),
  ],
  'bad-certificate': [scrape('remote error: tls: bad certificate')],
  'certificate-required': [scrape('remote error: tls: certificate required')],
  'alert-unknown-authority': [scrape('remote error: tls: unknown certificate authority')],
  'alert-expired': [scrape('remote error: tls: expired certificate')],
  'alert-usage': [scrape('remote error: tls: unsupported certificate')],
  'alert-internal': [scrape('remote error: tls: internal error')],
  'alert-handshake': [scrape('remote error: tls: handshake failure')],
  'alert-version': [scrape('remote error: tls: protocol version not supported')],
  'http-to-https': [scrape('http: server gave HTTP response to HTTPS client')],
  'no-such-host': [scrape('dial tcp: lookup no-such-host.invalid on 10.0.0.53:53: no such host')],
  'proxy-connect': [
    scrape('proxyconnect tcp: dial tcp 127.0.0.1:1: connect: no route to host').replace('no route to host', 'refused'),
  ],
  'connection-refused': [scrape('dial tcp 127.0.0.1:1: connect: connection refused')],
  deadline: [scrape('context deadline exceeded')],
  'connection-reset': [
    scrape('read tcp 127.0.0.1:54998->127.0.0.1:19212: read: connection reset by peer'),
    scrape('write tcp 127.0.0.1:43686->127.0.0.1:19101: write: broken pipe'),
  ],
  eof: [
    scrape('EOF'),
    'caller=scrape.go:1366 level=debug component="scrape manager" target=http://a:1/cut msg="Append failed" err="unexpected EOF"',
    'level=debug msg="Scrape failed" err="Get \\"http://a:1/metrics\\": EOF" scrape_pool=x',
  ],
  'status-400': [
    'server returned HTTP status 400 Bad Request',
    'Client sent an HTTP request to an HTTPS server.',
    '<center>No required SSL certificate was sent</center>',
  ],
  'status-401': ['server returned HTTP status 401 Unauthorized'],
  'status-403': ['server returned HTTP status 403 Forbidden'],
  'status-404': ['server returned HTTP status 404 Not Found'],
  'status-redirect': ['server returned HTTP status 302 Found'],
  'status-429': ['server returned HTTP status 429 Too Many Requests'],
  'status-500': ['server returned HTTP status 500 Internal Server Error'],
  'status-502': ['server returned HTTP status 502 Bad Gateway'],
  'status-503': ['server returned HTTP status 503 Service Unavailable'],
  'status-504': ['server returned HTTP status 504 Gateway Timeout'],
  'body-size-limit': ['body size limit exceeded'],
  'sample-limit': ['sample limit exceeded'],
  'label-limit': [
    'label_limit exceeded (metric: m, number of labels: 4, limit: 1)',
    'label_name_length_limit exceeded (metric: m, label name: __name__, length: 8, limit: 2)',
  ],
  'target-limit': ['target_limit exceeded (number of targets: 2, limit: 1)'],
  'not-metrics': ['"INVALID" is not a valid start token', 'strconv.ParseFloat: parsing "world": invalid syntax'],
  'odd-timestamps': [
    'msg="Error on ingesting samples that are too old or are too far into the future" num_dropped=1',
    'msg="Error on ingesting out-of-order samples" num_dropped=3',
  ],
  'client-key-unreadable': [
    'err="error creating HTTP client: unable to read specified client cert (client.crt) & key (nothere.key): open nothere.key: no such file or directory"',
    'err="error creating HTTP client: unable to load specified CA cert nothere.crt: open nothere.crt: no such file or directory"',
  ],
  'client-key-other': [
    'err="error creating HTTP client: unable to use specified client cert (client.crt) & key (other.key): tls: private key does not match public key"',
  ],
  'client-key-encrypted': [
    'unable to use specified client cert (client.crt) & key (enc.key): tls: failed to parse private key',
  ],
  'ca-unusable': ['err="error creating HTTP client: unable to use specified CA cert gen.mjs"'],
  'password-file-unreadable': [
    scrape('unable to read basic auth password file nothere: open nothere: no such file or directory'),
  ],
  'client-without-certificate': [handshake("tls: client didn't provide a certificate")],
  'client-unknown-authority': [
    handshake('tls: failed to verify client certificate: x509: certificate signed by unknown authority'),
    handshake('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
  ],
  'client-expired': [
    handshake(
      'tls: failed to verify client certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T09:03:28Z is after 2026-11-26T09:03:19Z',
    ),
  ],
  'client-usage': [
    handshake('tls: failed to verify client certificate: x509: certificate specifies an incompatible key usage'),
  ],
  'client-refuses-us': [handshake('remote error: tls: bad certificate')],
  'client-speaks-http': [
    handshake('tls: first record does not look like a TLS handshake'),
    handshake('client sent an HTTP request to an HTTPS server'),
  ],
  'client-hung-up': [
    handshake('EOF'),
    handshake('read tcp 10.0.0.5:9100->10.0.0.9:46876: read: connection reset by peer'),
  ],
  'client-old-tls': [handshake('tls: client offered only unsupported versions: [304]')],
  'key-missing': ['level=error err="failed to load X509KeyPair: open nothere.crt: no such file or directory"'],
  'key-forbidden': ['level=error err="failed to load X509KeyPair: open ro.key: permission denied"'],
  'key-other': ['level=error err="failed to load X509KeyPair: tls: private key does not match public key"'],
  'key-encrypted': ['b4.yml FAILED: failed to load X509KeyPair: tls: failed to parse private key'],
  'web-config-field': ['err="yaml: unmarshal errors:\\n  line 1: field cert_file not found in type web.Config"'],
  'client-auth-missing': ['level=error err="Client CA\'s have been configured without a Client Auth Policy"'],
  'no-bcrypt': [
    'level=error err="crypto/bcrypt: hashedSecret too short to be a bcrypted password"',
    "err=\"crypto/bcrypt: bcrypt hashes must start with '$', but hashedSecret started with 'x'\"",
    "err=\"crypto/bcrypt: bcrypt algorithm version '3' requested is newer than current version '2'\"",
  ],
  'bcrypt-cost': ['err="crypto/bcrypt: cost 99 is outside allowed range (4,31)"'],
  'unknown-flag': ["prometheus-node-exporter: error: unknown long flag '--web.config', try --help"],
  'port-taken': ['level=error err="listen tcp 127.0.0.1:19302: bind: address already in use"'],
  'no-such-address': ['level=error err="listen tcp 10.9.9.9:9100: bind: cannot assign requested address"'],
  'runs-as-root': [
    'msg="Node Exporter is running as root user. This exporter is designed to run as unprivileged user, root is not required."',
  ],
  'stunnel-accepted': ['LOG5[9]: Certificate accepted at depth=0: CN=prometheus'],
  'stunnel-subject': ['LOG4[6]: CERT: Subject checks failed'],
  'stunnel-purpose': ['LOG4[5]: CERT: Pre-verification error: unsuitable certificate purpose'],
  'stunnel-expired': ['LOG4[8]: CERT: Pre-verification error: certificate has expired'],
  'stunnel-issuer': ['LOG4[7]: CERT: Pre-verification error: unable to get local issuer certificate'],
  'stunnel-no-certificate': [accept('error:0A0000C7:SSL routines::peer did not return a certificate')],
  'stunnel-http': ['LOG3[n]: SSL_accept: ../ssl/record/ssl3_record.c:341: error:0A00009C:SSL routines::http request'],
  'stunnel-refused-by-client': [accept('error:0A000418:SSL routines::tlsv1 alert unknown ca')],
  'stunnel-version': [accept('error:0A000076:SSL routines::no suitable signature algorithm')],
  'stunnel-backend': [
    'LOG3[9]: s_connect: connect 127.0.0.1:1: Connection refused (111)',
    'LOG3[9]: No more addresses to connect',
  ],
  'stunnel-uid': ['[!] /etc/stunnel/s.conf:3: "setuid = stunnel": Illegal UID'],
  'stunnel-ca': ['[!] Service [e]: Either "CAengine", "CAfile" or "CApath" has to be configured'],
  'stunnel-context': ['[!] Service [e]: Failed to initialize TLS context'],
  'nginx-no-certificate': [nginx('client sent no required SSL certificate while reading client request headers')],
  'nginx-certificate': [
    nginx('client SSL certificate verify error: (10:certificate has expired) while reading client request headers'),
  ],
  'nginx-user': [nginx('user "x" was not found in "/etc/nginx/users"')],
  'nginx-password': [nginx('user "prometheus": password mismatch')],
  'nginx-no-password': [nginx('no user/password was provided for basic authentication')],
  'nginx-refused': [nginx('connect() failed (111: Connection refused) while connecting to upstream')],
  'nginx-closed': [nginx('upstream prematurely closed connection while reading response header from upstream')],
  'nginx-slow': [nginx('upstream timed out (110: Connection timed out) while reading response header from upstream')],
  'nginx-handshake-upstream': [
    nginx(
      'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
    ),
    nginx(
      'upstream SSL certificate verify error: (21:unable to verify the first certificate) while SSL handshaking to upstream',
    ),
  ],
  'nginx-handshake': [
    nginx('SSL_do_handshake() failed (SSL: error:0A000102:SSL routines::unsupported protocol) while SSL handshaking'),
  ],
  'nginx-http': [nginx('client sent plain HTTP request to HTTPS port while reading client request headers')],
  'nginx-forbidden': [nginx('access forbidden by rule')],
  'nginx-key': [
    '2026/11/27 09:04:37 [emerg] 1#1: cannot load certificate "/etc/nginx/nothere.crt": BIO_new_file() failed (SSL: error:80000002)',
    '2026/11/27 09:04:37 [emerg] 1#1: no "ssl_certificate" is defined for the "listen ... ssl" directive in /etc/nginx/n1.conf:2',
  ],
  'docker-daemon': [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  ],
  'curl-authority': ['curl: (60) SSL certificate problem: unable to get local issuer certificate'],
  'curl-name': ["curl: (60) SSL: no alternative certificate subject name matches target host name 'web-2'"],
};

/** From knowledge of newer versions, and of programs that cannot run here. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'unknown-authority': [scrape('tls: failed to verify certificate: x509: certificate signed by unknown authority')],
  'server-certificate-not-yet': [
    scrape(
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T09:03:29Z is before 2026-11-28T09:03:19Z',
    ),
  ],
  'wrong-name': [scrape('x509: certificate is not valid for any names, but wanted to match web-2')],
  'server-certificate-usage': [scrape('x509: certificate specifies an incompatible key usage')],
  'weak-signature': [scrape('x509: cannot verify signature: insecure algorithm SHA1-RSA')],
  'alert-name': [scrape('remote error: tls: unrecognized name')],
  'no-tls-record': [scrape('tls: first record does not look like a TLS handshake')],
  'no-renegotiation': [scrape('local error: tls: no renegotiation')],
  'no-route': [scrape('dial tcp 10.0.0.5:9100: connect: no route to host')],
  deadline: [scrape('dial tcp 10.0.0.5:9100: i/o timeout')],
  'protocol-scheme': ['Get "ftp://a:1/metrics": unsupported protocol scheme "ftp"'],
  'content-type': [
    'received unsupported Content-Type "text/html" and no fallback_scrape_protocol specified for target',
  ],
  'client-sans': [handshake('could not find allowed SANs in client cert, found: [grafana]')],
  'client-ca-missing': ['Client Auth Policy RequireAndVerifyClientCert set with no ClientCAs'],
  'client-hung-up': [handshake('read tcp 10.0.0.5:9100->10.0.0.9:46876: i/o timeout')],
  handshake: [handshake('tls: something that is new')],
  'nginx-password-file': [nginx('open() "/etc/nginx/users" failed (13: Permission denied)')],
  'systemd-exec': [systemd('status=203/EXEC')],
  'systemd-group': [systemd('status=216/GROUP')],
  'systemd-user': [systemd('status=217/USER')],
  'systemd-namespace': [systemd('status=226/NAMESPACE')],
  'systemd-folder': [systemd('status=200/CHDIR')],
  'systemd-credentials': [systemd('status=243/CREDENTIALS')],
  'systemd-sys': ['node_exporter.service: Main process exited, code=dumped, status=31/SYS'],
  'systemd-memory': ["node_exporter.service: Failed with result 'oom-kill'."],
  'systemd-repeated': ['node_exporter.service: Start request repeated too quickly.'],
  'systemd-failed': [systemd('status=1/FAILURE')],
  'docker-port': ['Error response from daemon: Bind for 0.0.0.0:9100 failed: port is already allocated'],
  'docker-shared': ['path / is mounted on / but it is not a shared or slave mount'],
  'docker-image': ['Error response from daemon: manifest for prom/node-exporter:v9 not found: manifest unknown'],
  'docker-exec': ['exec /bin/node_exporter: exec format error'],
  'docker-mount': ['error mounting "/etc/node_exporter/web-config.yml" to rootfs: not a directory'],
};

/** One sample for each way in which a program says it. */
export const SAMPLES: readonly Sample[] = [SEEN, KNOWN].flatMap((table) =>
  Object.entries(table).flatMap(([id, texts]) => texts.map((text) => ({ id, text }))),
);
