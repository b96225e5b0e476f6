import { HANDSHAKE } from './certificates';
import { saidBy } from './scrapeError';

/**
 * What an exporter with a web configuration logs of whoever is refused. Seen with node_exporter 1.5.0; from Go 1.20 on
 * it is `failed to verify certificate` where that says `failed to verify client certificate`.
 */
export const HANDSHAKES = saidBy('exporter', [
  {
    id: 'client-without-certificate',
    says: "TLS handshake error from …: tls: client didn't provide a certificate",
    pattern: from("tls: client didn't provide a certificate"),
    cause: 'Somebody connected without a certificate and was refused: as it should be, unless it was Prometheus.',
    remedy: 'Compare the address with that of Prometheus. If it is, give its job `cert_file` and `key_file`.',
    inReadme: 'certificate',
  },
  {
    id: 'client-unknown-authority',
    says: 'TLS handshake error from …: … x509: certificate signed by unknown authority',
    pattern: from('.*x509: certificate signed by unknown authority'),
    cause: 'The certificate of the client is signed by an authority that is not in `client_ca_file`.',
    remedy:
      'If the address is that of Prometheus: put the authority of its certificate in `client_ca_file`, or issue it one of the right authority.',
    inReadme: 'certificate',
  },
  {
    id: 'client-expired',
    says: 'TLS handshake error from …: … x509: certificate has expired or is not yet valid',
    pattern: from('.*x509: certificate has expired or is not yet valid'),
    cause: 'The certificate of the client has run out, or one of the two clocks is wrong.',
    remedy: 'Renew the certificate of Prometheus; it reads it again by itself.',
    inReadme: 'certificate',
  },
  {
    id: 'client-usage',
    says: 'TLS handshake error from …: … x509: certificate specifies an incompatible key usage',
    pattern: from('.*x509: certificate specifies an incompatible key usage'),
    cause: 'The client shows a certificate for servers: the key of another exporter, perhaps.',
    remedy:
      'Issue Prometheus a certificate for clients. If the address is not that of Prometheus, find out who has that key.',
    inReadme: 'certificate',
    issues: () => ({ purpose: 'client' }),
  },
  {
    // From knowledge of exporter-toolkit, since 0.10.
    id: 'client-sans',
    says: 'could not find allowed SANs in client cert',
    pattern: /could not find allowed SANs in client cert/i,
    cause: 'The certificate is of the right authority and has none of the names in `client_allowed_sans`.',
    remedy: 'Issue Prometheus a certificate with the name that is listed there, or list the name that it has.',
    rules: ['listener-any-client-of-ca'],
    inReadme: 'certificate',
  },
  {
    id: 'client-refuses-us',
    says: 'TLS handshake error from …: remote error: tls: bad certificate',
    pattern: from('remote error: tls: (bad certificate|unknown certificate( authority)?|expired certificate)'),
    cause: 'The client did not accept the certificate of the exporter: unknown authority, another name, or expired.',
    remedy: 'The error of the target in Prometheus says which (Status, Targets).',
    inReadme: 'tls',
  },
  {
    id: 'client-speaks-http',
    says: 'TLS handshake error from …: client sent an HTTP request to an HTTPS server',
    pattern: from(
      '(client sent an HTTP request to an HTTPS server|tls: first record does not look like a TLS handshake)',
    ),
    cause: 'Somebody speaks plain http, or no TLS at all, to the port; nothing was handed out.',
    remedy: 'If the address is that of Prometheus, its job lacks `scheme: https`. Otherwise it is a scanner.',
    rules: ['tls-config-without-https'],
    inReadme: 'tls',
  },
  {
    id: 'client-hung-up',
    says: 'TLS handshake error from …: EOF',
    pattern: from('(EOF|.*(connection reset by peer|i/o timeout))'),
    cause: 'Somebody connected and hung up before TLS began: a health check that only opens the port, or a scanner.',
    remedy: 'Harmless. Let health checks speak TLS, and let only Prometheus through the firewall.',
    inReadme: 'tls',
  },
  {
    id: 'client-old-tls',
    says: 'TLS handshake error from …: tls: client offered only unsupported versions',
    pattern: from('tls: client offered only unsupported versions'),
    cause: 'The client knows no version of TLS that the exporter allows.',
    remedy: 'Renew the client. If it is Prometheus, compare `min_version` and `max_version` of the two sides.',
    rules: ['tls-min-version'],
  },
  {
    id: 'handshake',
    says: 'TLS handshake error from …',
    pattern: from(''),
    cause: 'A client could not be agreed with; the text behind the address has the reason.',
    remedy: 'If the address is that of Prometheus, look at the error of the target under Status, Targets.',
    isGeneral: true,
  },
]);

function from(text: string): RegExp {
  return new RegExp(`${HANDSHAKE} \\S+: ?${text}`, 'i');
}
