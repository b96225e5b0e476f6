import { isCertificateName } from '../preset';
import { saidBy } from './scrapeError';

/** In front of what the exporter's side says of the certificate of whoever scrapes. */
export const HANDSHAKE = 'TLS handshake error from';

/**
 * What Prometheus says of the certificate that an exporter shows it. Seen with Prometheus 2.42, but for the texts of
 * newer Go, which puts `tls: failed to verify certificate:` in front of each (1.20).
 */
export const SERVER_CERTIFICATES = saidBy('prometheus', [
  {
    id: 'no-ip-sans',
    says: "cannot validate certificate for … because it doesn't contain any IP SANs",
    pattern: /cannot validate certificate for \S+ because it doesn't contain any IP SANs/i,
    cause: 'Prometheus connects to an IP address, and the certificate of the exporter holds host names only.',
    remedy:
      'Issue the certificate anew with this address among its subject alternative names, or say in `tls_config` the `server_name` that it has. Skipping verification is never needed.',
    rules: ['insecure-skip-verify'],
    inReadme: 'tls',
    issues: (line) => issuedFor(/cannot validate certificate for (\S+) because/i.exec(line)?.[1]),
  },
  {
    id: 'legacy-common-name',
    says: 'certificate relies on legacy Common Name field, use SANs instead',
    pattern: /certificate relies on legacy Common Name field/i,
    cause: 'The certificate of the exporter has its name in the subject only, which no current program looks at.',
    remedy: 'Issue it anew with the name as a subject alternative name. There is no setting for the old way.',
    rules: ['insecure-skip-verify'],
    inReadme: 'tls',
  },
  {
    id: 'wrong-name',
    says: 'certificate is valid for …, not …',
    pattern: /certificate is (valid for .+, not \S+|not valid for any names, but wanted to match \S+)/i,
    cause: 'Prometheus connects by a name, or has a `server_name`, that is not in the certificate of the exporter.',
    remedy:
      'Issue the certificate anew with this name, or say in `tls_config` the `server_name` that it has. If the names in it are those of another machine, the wrong one answers: look at the address and DNS.',
    rules: ['insecure-skip-verify'],
    inReadme: 'tls',
    issues: (line) => issuedFor(/(?:, not|but wanted to match) (\S+)/i.exec(line)?.[1]),
  },
  {
    id: 'unknown-authority',
    says: 'certificate signed by unknown authority',
    pattern: notServer('certificate signed by unknown authority'),
    cause:
      'The `ca_file` of the job does not hold the authority that signed the certificate of the exporter, or the job has none. It may be of an authority of the same name with another key, or an intermediate is missing.',
    remedy:
      'Let `ca_file` name the certificate of the authority; for a self-signed certificate that is the certificate itself. Intermediates belong behind the leaf in the exporter’s own file.',
    rules: ['insecure-skip-verify'],
    inReadme: 'tls',
  },
  {
    id: 'server-certificate-expired',
    says: 'certificate has expired or is not yet valid: … is after …',
    pattern: notServer('certificate has expired or is not yet valid(?!.* is before )'),
    cause: 'The certificate of the exporter has run out.',
    remedy: 'Renew it, put it in its place and see that the exporter may read it; it is read again without a restart.',
    inReadme: 'tls',
  },
  {
    id: 'server-certificate-not-yet',
    says: 'certificate has expired or is not yet valid: … is before …',
    pattern: notServer('certificate has expired or is not yet valid.* is before '),
    cause: 'The clock of Prometheus’ machine is behind, or the certificate was made on a machine whose clock is ahead.',
    remedy:
      'Compare the clocks (`timedatectl` on both machines). If they are right, wait or issue the certificate anew.',
  },
  {
    id: 'server-certificate-usage',
    says: 'certificate specifies an incompatible key usage',
    pattern: notServer('certificate specifies an incompatible key usage'),
    cause:
      'The exporter shows a certificate that is for clients only (extended key usage without server authentication).',
    remedy: 'Issue the exporter a certificate for servers. Probably the files of the two sides were exchanged.',
  },
  {
    id: 'weak-signature',
    says: 'cannot verify signature: insecure algorithm',
    pattern: /cannot verify signature: (insecure )?algorithm|insecure algorithm (SHA1|MD5)/i,
    cause: 'A certificate of the chain is signed with SHA-1 or MD5, which is not accepted any more.',
    remedy: 'Issue the certificates anew; today’s tools sign with SHA-256.',
  },
]);

/**
 * The refusals that the other side sends in TLS alerts: all that Prometheus learns. Which ones were seen is said with each;
 * exporters built with Go before 1.21 say `bad certificate` to everything (node_exporter 1.5.0).
 */
export const ALERTS = saidBy('prometheus', [
  {
    // Seen from stunnel 5.68; exporters built with Go 1.21 or later send it too.
    id: 'certificate-required',
    says: 'remote error: tls: certificate required',
    pattern: remote('certificate required'),
    cause: 'The exporter asks for a client certificate, and the job shows none.',
    remedy: 'Give the job `cert_file` and `key_file` in its `tls_config`.',
    inReadme: 'certificate',
  },
  {
    // Seen from node_exporter 1.5.0: without a certificate, with one of another authority, with an expired one.
    id: 'bad-certificate',
    says: 'remote error: tls: bad certificate',
    pattern: remote('bad certificate'),
    cause:
      'The exporter refuses the certificate of the job, or the job shows none. Exporters built with older Go say no more than this.',
    remedy:
      'Read the log of the exporter for the reason. Then check `cert_file` and `key_file` of the job: there, not expired, for client authentication, signed by the authority in the exporter’s `client_ca_file`.',
    inReadme: 'certificate',
  },
  {
    // Seen from stunnel 5.68.
    id: 'alert-unknown-authority',
    says: 'remote error: tls: unknown certificate authority',
    pattern: remote('unknown certificate authority'),
    cause: 'The certificate of the job is signed by an authority that the exporter’s side does not know.',
    remedy:
      'Let `client_ca_file` (web-config), `CAfile` (stunnel) or `ssl_client_certificate` (nginx) hold the authority that signed it, or issue the job a certificate of that authority.',
    inReadme: 'certificate',
  },
  {
    // Seen from stunnel 5.68.
    id: 'alert-expired',
    says: 'remote error: tls: expired certificate',
    pattern: remote('expired certificate'),
    cause: 'The certificate of the job has run out, or the clock of the exporter’s machine is ahead.',
    remedy: 'Renew the client certificate; Prometheus reads it again by itself.',
    inReadme: 'certificate',
  },
  {
    // Seen from stunnel 5.68.
    id: 'alert-usage',
    says: 'remote error: tls: unsupported certificate',
    pattern: remote('unsupported certificate'),
    cause: 'The certificate of the job is not for client authentication (extended key usage).',
    remedy: 'Issue Prometheus a certificate for clients.',
    inReadme: 'certificate',
    issues: () => ({ purpose: 'client' }),
  },
  {
    // Seen from stunnel 5.68 with `checkHost`.
    id: 'alert-internal',
    says: 'remote error: tls: internal error',
    pattern: remote('internal error'),
    cause:
      'stunnel says this to a certificate of the right authority that has another name than `checkHost` asks for; from other programs it is a fault of their own.',
    remedy:
      'Look into the log of stunnel for `CERT: Subject checks failed`. Issue Prometheus a certificate with that name.',
    rules: ['stunnel-no-subject-check'],
  },
  {
    // Seen from stunnel 5.68 with TLS 1.2 and no certificate.
    id: 'alert-handshake',
    says: 'remote error: tls: handshake failure',
    pattern: remote('handshake failure'),
    cause:
      'The two sides found no cipher that both allow; or a client certificate was asked for over TLS 1.2 and none was shown.',
    remedy:
      'Give the job `cert_file` and `key_file` if the other side asks for a certificate. Otherwise remove the list of ciphers on one side.',
    inReadme: 'certificate',
  },
  {
    // Seen from node_exporter 1.5.0.
    id: 'alert-version',
    says: 'tls: protocol version not supported',
    pattern:
      /tls: (protocol version not supported|server selected unsupported protocol version|no supported versions satisfy)/i,
    cause: 'The two sides have no version of TLS in common: `min_version` of one is above `max_version` of the other.',
    remedy: 'Let both allow TLS 1.2 and 1.3: remove `max_version`, and set `min_version: TLS12`.',
    rules: ['tls-min-version'],
  },
  {
    id: 'alert-name',
    says: 'remote error: tls: unrecognized name',
    pattern: remote('unrecognized name'),
    cause: 'The other side serves several names, and none of them is the one that Prometheus asked for.',
    remedy: 'Say in `tls_config` the `server_name` that the proxy serves.',
  },
]);

/** A pattern for what Prometheus says of a server's certificate, and no exporter of a client's. */
function notServer(text: string): RegExp {
  return new RegExp(`^(?!.*(?:${HANDSHAKE}|client certificate)).*x509: ${text}`, 'i');
}

function remote(alert: string): RegExp {
  return new RegExp(`^(?!.*${HANDSHAKE}).*remote error: tls: ${alert}`, 'i');
}

function issuedFor(found: string | undefined) {
  const name = found?.replace(/[,."']+$/, '') ?? '';
  return isCertificateName(name) ? { names: [name], purpose: 'server' as const } : undefined;
}
