import { defineChecks } from '../../../findings/check';
import type { PrivateKey } from '../../../formats/keyPair';
import { isSameKey } from '../../../formats/publicKey';
import type { Certificate } from '../../../formats/x509';
import type { Setting } from '../effective';
import { type Inspection, onValue } from '../report';
import type { Judged } from './judged';
import { lookAt, reportMissing } from './look';
import { certificatesIn, privateKeyIn } from './pem';
import { checkStrength } from './strength';

const base = { severity: 'error', source: 'stunnel', rules: ['3b'], tag: 'LOAD' } as const;
const NOT_LOADED = 'Failed to initialize TLS context';

export const infos = defineChecks({
  notFound: {
    ...base,
    code: 'file-not-found',
    summary: 'The file of the certificate or of its key is not there.',
    program: NOT_LOADED,
  },
  notBeside: {
    ...base,
    severity: 'warning',
    code: 'file-not-found',
    summary:
      'The file of the certificate or of its key is a relative path, and beside the configuration it is not there.',
  },
  noCertificate: {
    ...base,
    code: 'unusable-pem-file',
    summary: 'The file of `cert` holds no certificate in PEM form, or a broken one.',
    program: NOT_LOADED,
  },
  noKey: {
    ...base,
    code: 'unusable-pem-file',
    summary:
      'The file of `key` (or of `cert`, where there is no `key`) holds no private key, or one with a passphrase.',
    program: NOT_LOADED,
  },
  mismatch: {
    ...base,
    code: 'certificate-key-mismatch',
    summary: 'Certificate and private key are not a pair.',
    program: 'key values mismatch',
  },
});

/** Reports a certificate and key that stunnel cannot load together (stunnel-rules.md 3b). */
export function checkOwnCertificate(service: Judged, inspection: Inspection): void {
  const cert = service.last('cert');
  const key = service.last('key') ?? cert;
  // An engine may have both. Without a certificate the key is not looked at.
  if (cert === undefined || key === undefined || cert.value === '' || isInEngine(service)) return;
  if (/\.(p12|pfx)$/i.test(cert.value)) {
    checkPkcs12(cert, inspection);
    return;
  }
  if (isSwapped(cert, key, inspection)) return;
  const certificates = loadCertificates(cert, inspection);
  const privateKey = loadKey(key, key === cert, inspection);
  if (certificates === undefined) return;
  const isWeak = checkStrength(cert, certificates, service, inspection);
  const [leaf] = certificates;
  const own = privateKey?.publicKey;
  if (isWeak || leaf === undefined || own === undefined || isSameKey(leaf.publicKey, own) !== false) return;
  const text = `This is not the private key of the certificate in \`${cert.value}\`${otherScope(cert, key)}.`;
  inspection.report(infos.mismatch, onValue(key.assignment), text);
}

/** Whether each of the two holds what the other should; that is one mistake, which is reported. */
function isSwapped(cert: Setting, key: Setting, inspection: Inspection): boolean {
  const [first, second] = [lookAt(cert.assignment, inspection), lookAt(key.assignment, inspection)];
  if (cert === key || first.is !== 'file' || second.is !== 'file') return false;
  const isKey = (text: string) =>
    certificatesIn(text, inspection).length === 0 && privateKeyIn(text, inspection) !== undefined;
  const isCertificate = (text: string) =>
    certificatesIn(text, inspection).length > 0 && privateKeyIn(text, inspection) === undefined;
  if (!isKey(first.text) || !isCertificate(second.text)) return false;
  const text = '`cert` and `key` are swapped: this file holds the certificate, and that of `cert` the private key.';
  const isHere = cert.assignment.from === undefined && key.assignment.from === undefined;
  const [a, b] = [cert.assignment.value, key.assignment.value];
  const changes = [
    { start: a.start, end: a.end, newText: b.text },
    { start: b.start, end: b.end, newText: a.text },
  ];
  const fixes = isHere ? [{ title: 'Swap the two files', preferred: true, changes }] : [];
  inspection.report(infos.noKey, onValue(key.assignment), text, { fixes, program: 'no start line' });
  return true;
}

function isInEngine(service: Judged): boolean {
  return service.last('engineId') !== undefined || service.last('engineNum') !== undefined;
}

function otherScope(cert: Setting, key: Setting): string {
  if (cert.setIn === key.setIn) return '';
  return ', which is set elsewhere: a service’s own `cert` does not reset a `key` of the global part. Set both at the same place';
}

/** The certificates of `cert`, the leaf first; undefined where they were not read or were reported. */
function loadCertificates(cert: Setting, inspection: Inspection): readonly Certificate[] | undefined {
  const { report } = inspection;
  const at = onValue(cert.assignment);
  const found = lookAt(cert.assignment, inspection);
  if (found.is === 'missing') {
    reportMissing(cert.assignment, 'file', infos, inspection);
  } else if (found.is === 'folder') {
    report(infos.noCertificate, at, 'This is a folder; `cert` is a file.', { program: 'no start line' });
  } else if (found.is === 'file') {
    const certificates = certificatesIn(found.text, inspection);
    const readable = certificates.filter((certificate) => certificate !== undefined);
    if (readable.length > 0 && readable.length === certificates.length) return readable;
    if (certificates.length > 0) {
      report(infos.noCertificate, at, 'A certificate in this file is broken, or cut off.', {
        program: 'bad base64 decode',
      });
    } else if (privateKeyIn(found.text, inspection) !== undefined) {
      const text =
        'This file holds a private key and no certificate. `cert` is for the certificate, `key` for its key.';
      report(infos.noCertificate, at, text, { program: 'no start line' });
    } else {
      const text = 'There is no certificate in this file (a block `-----BEGIN CERTIFICATE-----`).';
      report(infos.noCertificate, at, text, { program: 'no start line' });
    }
  }
  return undefined;
}

function loadKey(key: Setting, isCombined: boolean, inspection: Inspection): PrivateKey | undefined {
  const { report } = inspection;
  const at = onValue(key.assignment);
  const found = lookAt(key.assignment, inspection);
  if (found.is === 'missing' && !isCombined) {
    const program = `${key.value}: No such file or directory (2)`;
    reportMissing(key.assignment, 'file', infos, inspection, { program });
  } else if (found.is === 'folder' && !isCombined) {
    report(infos.noKey, at, 'This is a folder; `key` is a file.');
  } else if (found.is === 'file') {
    return keyIn(found.text, key, isCombined, inspection);
  }
  return undefined;
}

function keyIn(text: string, key: Setting, isCombined: boolean, inspection: Inspection): PrivateKey | undefined {
  const { report } = inspection;
  const at = onValue(key.assignment);
  const found = privateKeyIn(text, inspection);
  if (found !== undefined && !found.isEncrypted && !found.isBroken) return found;
  if (found?.isEncrypted) {
    report(
      infos.noKey,
      at,
      'This private key has a passphrase, which nobody can enter when a service starts. Remove it from the key, and keep others from reading it.',
    );
  } else if (found !== undefined) {
    report(infos.noKey, at, 'The private key in this file is broken, or cut off.');
  } else if (certificatesIn(text, inspection).length > 0) {
    const missing = isCombined
      ? 'This file has a certificate and no private key. Add `key` with its file.'
      : 'This file has a certificate and no private key.';
    report(infos.noKey, at, missing, { program: 'DECODER routines::unsupported' });
  } else if (!isCombined) {
    const program = { program: 'DECODER routines::unsupported' };
    report(infos.noKey, at, 'There is no private key in this file (a block `-----BEGIN PRIVATE KEY-----`).', program);
  }
  return undefined;
}

function checkPkcs12(cert: Setting, inspection: Inspection): void {
  const found = lookAt(cert.assignment, inspection);
  const at = onValue(cert.assignment);
  if (found.is === 'missing') {
    reportMissing(cert.assignment, 'file', infos, inspection);
  } else if (found.is === 'file' && (found.text === '' || found.text.includes('-----BEGIN '))) {
    const text = 'A file with this ending is read as PKCS#12, and this is none. Give PEM files another ending.';
    inspection.report(infos.noCertificate, at, text);
  }
}
