import { decodeBase64, encodeBase64 } from './base64';

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

/** A block of PEM text. */
export interface PemBlock {
  /** What stands behind `BEGIN`: `CERTIFICATE`, `RSA PRIVATE KEY`, … */
  readonly label: string;
  readonly isEncrypted: boolean;
  /** Its content, DER mostly; undefined where that is broken base64, or the block is never ended. */
  readonly bytes: Uint8Array | undefined;
}

/** The blocks in `text` one after the other, broken ones too. What stands between them means nothing. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const heads = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----[ \t\r]*$/gm)];
  return heads.map((head, index) => {
    const label = head[1] ?? '';
    const body = text.slice(head.index + head[0].length, heads[index + 1]?.index);
    const end = body.search(new RegExp(`^-----END ${label}-----`, 'm'));
    const lines = end < 0 ? undefined : body.slice(0, end);
    // Old keys have headers (RFC 1421) and an empty line before their content.
    const headers = /^\s*[\w-]+:[\s\S]*?\r?\n\r?\n/.exec(lines ?? '')?.[0] ?? '';
    const isEncrypted = label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(headers);
    const bytes = lines === undefined ? undefined : decodeBase64(lines.slice(headers.length));
    return { label, isEncrypted, bytes: bytes?.length === 0 ? undefined : bytes };
  });
}

/** `bytes` as a PEM block (RFC 7468) with a line break at its end. */
export function pemBlock(label: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
