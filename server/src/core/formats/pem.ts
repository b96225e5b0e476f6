/** What PEM text can be asked without reading the certificates in it. */
export interface PemContent {
  readonly certificates: number;
  /** `encrypted` where the key has a passphrase, which no exporter can ask for. */
  readonly privateKey: 'none' | 'plain' | 'encrypted';
}

/** The blocks in `text` that Go's encoding/pem would find. */
export function readPem(text: string): PemContent {
  const labels = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----[ \t\r]*$[\s\S]*?^-----END \1-----/gm)];
  const key = labels.find(([, label = '']) => label.endsWith('PRIVATE KEY'));
  const isEncrypted =
    key !== undefined && (key[1] === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(key[0]));
  return {
    certificates: labels.filter(([, label]) => label === 'CERTIFICATE').length,
    privateKey: key === undefined ? 'none' : isEncrypted ? 'encrypted' : 'plain',
  };
}
