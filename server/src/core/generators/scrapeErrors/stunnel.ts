import { saidBy } from './scrapeError';

/** What stunnel logs at `debug = 5`. Seen with stunnel 5.68. */
export const STUNNEL = saidBy('stunnel', [
  {
    id: 'stunnel-accepted',
    says: 'Certificate accepted at depth=0: …',
    pattern: /Certificate accepted at depth=0/i,
    cause: 'No error: the client showed a certificate of the right authority with the right name.',
    remedy: 'If the scrape fails nevertheless, the reason stands below this line: mostly the exporter behind stunnel.',
    isGeneral: true,
    inReadme: 'always',
  },
  {
    id: 'stunnel-subject',
    says: 'CERT: Subject checks failed',
    pattern: /CERT: Subject checks failed/i,
    cause: 'The certificate is of the right authority and has another name than `checkHost` asks for.',
    remedy:
      'If it is Prometheus, issue it a certificate with that name. Otherwise somebody else of this authority was kept out.',
    rules: ['stunnel-no-subject-check'],
    inReadme: 'always',
  },
  {
    id: 'stunnel-purpose',
    says: 'CERT: Pre-verification error: unsuitable certificate purpose',
    pattern: /Pre-verification error: (unsuitable|unsupported) certificate purpose/i,
    cause:
      'The client shows a certificate that is not for client authentication: the key of another exporter, perhaps.',
    remedy: 'Issue Prometheus a certificate for clients.',
    inReadme: 'always',
    issues: () => ({ purpose: 'client' }),
  },
  {
    id: 'stunnel-expired',
    says: 'CERT: Pre-verification error: certificate has expired',
    pattern: /Pre-verification error: certificate (has expired|is not yet valid)/i,
    cause: 'The certificate of the client has run out, or one of the two clocks is wrong.',
    remedy: 'Renew the certificate of Prometheus; it reads it again by itself.',
    inReadme: 'always',
  },
  {
    id: 'stunnel-issuer',
    says: 'CERT: Pre-verification error: unable to get local issuer certificate',
    pattern:
      /Pre-verification error: (unable to get (local )?issuer certificate|self.signed certificate|unable to verify)/i,
    cause: 'The certificate of the client is signed by an authority that is not in `CAfile`.',
    remedy: 'If it is Prometheus, put its authority in `CAfile`, or issue it a certificate of the right one.',
    inReadme: 'always',
  },
  {
    id: 'stunnel-no-certificate',
    says: '…peer did not return a certificate',
    pattern: /peer did not return a certificate/i,
    cause: 'The client showed no certificate and was refused: as it should be, unless it was Prometheus.',
    remedy: 'If it was, give its job `cert_file` and `key_file`.',
    inReadme: 'always',
  },
  {
    id: 'stunnel-http',
    says: 'SSL_accept: …http request',
    pattern: /SSL_accept: .*:http request/i,
    cause: 'Somebody speaks plain http to the port of stunnel.',
    remedy: 'If it is Prometheus, its job lacks `scheme: https`.',
    rules: ['tls-config-without-https'],
    inReadme: 'always',
  },
  {
    id: 'stunnel-refused-by-client',
    says: 'SSL_accept: …tlsv1 alert unknown ca',
    pattern: /SSL_accept: .*alert (unknown ca|bad certificate|certificate (expired|unknown))/i,
    cause: 'The client did not accept the certificate of stunnel.',
    remedy: 'Let `ca_file` of the job name the authority that signed it; the error of the target says more.',
    inReadme: 'always',
  },
  {
    id: 'stunnel-version',
    says: 'SSL_accept: …unsupported protocol',
    pattern: /SSL_accept: .*(unsupported protocol|no suitable signature algorithm|version too low|no shared cipher)/i,
    cause: 'The client offers only TLS before 1.2, or only ciphers that are not allowed.',
    remedy: 'Renew the client. Prometheus speaks TLS 1.2 and 1.3.',
  },
  {
    id: 'stunnel-backend',
    says: 's_connect: connect …: Connection refused',
    pattern: /s_connect: (connect .*: (Connection refused|No route to host)|.*timeout)|No more addresses to connect/i,
    cause:
      'stunnel let Prometheus in, and the exporter behind it does not answer: Prometheus sees a connection that is reset.',
    remedy: 'Start the exporter, and compare its listen address with `connect` of the service.',
    inReadme: 'always',
  },
  {
    id: 'stunnel-uid',
    says: '"setuid = …": Illegal UID',
    pattern: /"set[ug]id = .*": Illegal [UG]ID/i,
    cause: 'There is no such user on this machine; that of Debian’s package is called stunnel4.',
    remedy: 'Let systemd change the user (`User=` of the unit), and remove `setuid` and `setgid`.',
  },
  {
    id: 'stunnel-ca',
    says: 'Either "CAengine", "CAfile" or "CApath" has to be configured',
    pattern: /"CAfile" or "CApath" has to be configured/i,
    cause: 'The service shall verify its clients, and has no authority to judge them by.',
    remedy: 'Add `CAfile`.',
    rules: ['stunnel-client-unverified'],
  },
  {
    id: 'stunnel-context',
    says: 'Failed to initialize TLS context',
    pattern: /Failed to initialize TLS context/i,
    cause: 'Certificate or key could not be used: not there, not readable, or they do not belong together.',
    remedy: 'The lines above this one name the file.',
  },
]);
