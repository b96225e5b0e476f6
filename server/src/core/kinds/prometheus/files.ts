import { defineChecks } from '../../findings/check';

/** What a prometheus.yml names that is looked at: what promtool looks for, and the authorities that Prometheus needs. */
export const LOOKED_AT: ReadonlySet<string> = new Set(['ca', 'certificate', 'key', 'credentials', 'rules']);

/** What it names besides that lets somebody in: only its permissions are looked at. */
export const SECRET_FILES: ReadonlySet<string> = new Set(['password', 'token', 'header', 'credentials', 'kubeconfig']);

export const infos = defineChecks({
  notFound: {
    code: 'file-not-found',
    severity: 'warning',
    source: 'prometheus',
    rules: [75, 77, 192],
    tag: 'PROMTOOL',
    summary: 'A file that is named with a relative path is not there, seen from the folder of the config.',
    program: '%q does not point to an existing file',
  },
  noneFound: {
    code: 'file-not-found',
    severity: 'info',
    source: 'prometheus',
    rules: [75, 77, 192],
    tag: 'PROMTOOL',
    summary: 'None of the files that are named with relative paths is there: the config is used in another folder.',
    program: '%q does not point to an existing file',
  },
  noCertificate: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'prometheus',
    rules: [75],
    tag: 'APPLY',
    summary: 'The file of a client certificate has none in PEM form.',
    program:
      'unable to use specified client cert (%s) & key (%s): tls: failed to find any PEM data in certificate input',
  },
  noKey: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'prometheus',
    rules: [75],
    tag: 'APPLY',
    summary: 'The file of a private key has none in PEM form, or one with a passphrase.',
    program: 'unable to use specified client cert (%s) & key (%s): tls: failed to find any PEM data in key input',
  },
  noAuthority: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'prometheus',
    rules: [75],
    tag: 'APPLY',
    summary: 'The file of the certificate authorities has no certificate in PEM form.',
    program: 'unable to use specified CA cert %s',
  },
});
