import { defineChecks } from '../../findings/check';

/** What a web configuration names that is looked at. */
export const LOOKED_AT: ReadonlySet<string> = new Set(['ca', 'certificate', 'key']);

export const infos = defineChecks({
  notFound: {
    code: 'file-not-found',
    severity: 'error',
    source: 'web-config',
    rules: [15, 16],
    tag: 'LOAD',
    summary: 'A file that is named with a relative path is not there, seen from the folder of the web configuration.',
    program: 'failed to read cert_file (%s): %s',
  },
  noneFound: {
    code: 'file-not-found',
    severity: 'warning',
    source: 'web-config',
    rules: [15, 16],
    tag: 'LOAD',
    summary: 'None of the files that are named with relative paths is there: the file may be used in another folder.',
    program: 'failed to read cert_file (%s): %s',
  },
  noCertificate: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'web-config',
    rules: [15],
    tag: 'LOAD',
    summary: 'The file of the server certificate has none in PEM form.',
    program: 'failed to load X509KeyPair: tls: failed to find any PEM data in certificate input',
  },
  noKey: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'web-config',
    rules: [15],
    tag: 'LOAD',
    summary: 'The file of the private key has none in PEM form, or one with a passphrase.',
    program: 'failed to load X509KeyPair: tls: failed to find any PEM data in key input',
  },
  noAuthority: {
    code: 'client-ca-without-certificate',
    severity: 'warning',
    source: 'web-config',
    rules: [17],
    tag: 'SILENT',
    summary: 'The file of the client CA has no certificate in PEM form: it is taken, and every client is refused.',
  },
});
