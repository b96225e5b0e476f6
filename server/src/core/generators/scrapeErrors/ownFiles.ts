import { saidBy } from './scrapeError';

/** Prometheus cannot read what it shows to targets. Seen with Prometheus 2.42 and promtool. */
export const OWN_FILES = saidBy('prometheus', [
  {
    id: 'client-key-unreadable',
    says: 'unable to read specified client cert (…) & key (…)',
    pattern: /unable to (read|load) specified (client cert|CA cert|client key)/i,
    cause: 'A file that `tls_config` names is not there, or Prometheus may not read it.',
    remedy:
      'Relative paths begin at the folder of prometheus.yml. Keys belong to root and the group of Prometheus with mode 0440: `ls -l` tells, `deploy.sh` sets it.',
    rules: ['key-file-mode'],
    inReadme: 'certificate',
  },
  {
    id: 'client-key-other',
    says: 'unable to use specified client cert (…) & key (…): tls: private key does not match public key',
    pattern: /unable to use specified client cert.*does not match/i,
    cause: 'The key is not that of the certificate: one of the two was renewed without the other.',
    remedy: 'Put both files of one issue in their places.',
  },
  {
    id: 'client-key-encrypted',
    says: 'unable to use specified client cert (…) & key (…): tls: failed to parse private key',
    pattern: /unable to use specified client cert.*failed to (parse|find)/i,
    cause: 'The key has a passphrase, which Prometheus cannot ask for, or the file holds something else.',
    remedy: 'Remove the passphrase and protect the file by its mode. promtool does not notice it.',
  },
  {
    id: 'ca-unusable',
    says: 'unable to use specified CA cert …',
    pattern: /unable to use specified CA cert/i,
    cause: 'The `ca_file` holds no certificate in PEM.',
    remedy: 'It starts with `-----BEGIN CERTIFICATE-----`; a key or a file in DER does not do.',
  },
  {
    id: 'password-file-unreadable',
    says: 'unable to read basic auth password file …',
    pattern: /unable to read (basic auth )?(password|username|credentials|authorization credentials) file/i,
    cause: 'The file that `password_file` names is not there, or Prometheus may not read it.',
    remedy:
      'Relative paths begin at the folder of prometheus.yml; the file belongs to root and Prometheus’ group, mode 0440.',
    rules: ['key-file-mode'],
    inReadme: 'password',
  },
]);

/** What curl says, in `verify.sh` and by hand. Seen with curl 7.88. */
export const CURL = saidBy('curl', [
  {
    id: 'curl-authority',
    says: 'SSL certificate problem: unable to get local issuer certificate',
    pattern: /SSL certificate problem: (unable to get local issuer|self.signed|unable to verify the first)/i,
    cause: 'curl does not know the authority that signed the certificate of the exporter.',
    remedy: 'Name it with `--cacert`. `--insecure` proves nothing.',
    rules: ['insecure-skip-verify'],
  },
  {
    id: 'curl-name',
    says: 'no alternative certificate subject name matches target host name',
    pattern: /no alternative certificate subject name matches/i,
    cause: 'The certificate of the exporter does not hold the name that was asked for.',
    remedy: 'Issue it anew with this name, or ask by one that it has.',
    issues: () => ({ purpose: 'server' }),
  },
]);
