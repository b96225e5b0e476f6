import { defineChecks } from '../../../findings/check';
import type { PublicKey } from '../../../formats/publicKey';
import type { Certificate } from '../../../formats/x509';
import type { Setting } from '../effective';
import { type Inspection, onValue } from '../report';
import type { Judged } from './judged';

export const infos = defineChecks({
  weak: {
    severity: 'error',
    source: 'stunnel',
    rules: ['3b'],
    tag: 'LOAD',
    code: 'certificate-weak',
    summary: 'The key of a certificate is too short for the security level, or its signature too weak.',
    program: 'ee key too small',
  },
});

/** The bits of security that each level of OpenSSL asks for (SSL_CTX_set_security_level(3)). */
const LEVEL_BITS = [0, 80, 112, 128, 192, 256];
/** The lengths of RSA keys with the bits of security that they give (NIST SP 800-57). */
const RSA_BITS = [
  [15_360, 256],
  [7_680, 192],
  [3_072, 128],
  [2_048, 112],
  [1_024, 80],
] as const;
/** The level where nothing says another one. */
const DEFAULT_LEVEL = 2;

/** Reports certificates that OpenSSL does not take at the service’s security level; says whether there is one. */
export function checkStrength(
  cert: Setting,
  certificates: readonly Certificate[],
  service: Judged,
  { report }: Inspection,
): boolean {
  const level = securityLevel(service);
  const weak = certificates.findIndex((certificate) => !isStrongEnough(certificate, level));
  const found = certificates[weak];
  if (level === undefined || found === undefined) return false;
  const where = weak === 0 ? 'The certificate' : 'A certificate of the chain';
  const isKey = !isStrongEnough({ ...found, signatureHash: 'sha2' }, level);
  const reason = isKey
    ? `has a key of ${keyName(found.publicKey)}`
    : `is signed with ${found.signatureHash?.toUpperCase()}`;
  const program = isKey ? `${weak === 0 ? 'ee' : 'ca'} key too small` : 'ca md too weak';
  const text = `${where} ${reason}, which security level ${level} does not allow. Make a new one.`;
  report(infos.weak, onValue(cert.assignment), text, { program });
  return true;
}

function keyName({ type, bits }: PublicKey): string {
  return `${bits} bits (${type.toUpperCase()})`;
}

/** The security level of a service, which a cipher list overrides; undefined where nobody can tell. */
function securityLevel(service: Judged): number | undefined {
  const lists = [service.last('ciphers')?.value, ...service.all('config').map(({ value }) => value)];
  const inList = lists.flatMap((list) => /@SECLEVEL=(\d)/.exec(list ?? '')?.[1] ?? []).at(-1);
  const level = inList ?? service.last('securityLevel')?.value ?? `${DEFAULT_LEVEL}`;
  return /^\+?0*[0-5]$/.test(level) ? Number(level) : undefined;
}

/** Whether OpenSSL takes the certificate at `level`. A self-issued one is not judged by its signature. */
function isStrongEnough(certificate: Certificate, level: number | undefined): boolean {
  const wanted = LEVEL_BITS[level ?? 0] ?? 0;
  const bits = securityBits(certificate.publicKey);
  if (bits !== undefined && bits < wanted) return false;
  const { signatureHash, isSelfIssued } = certificate;
  // SHA-1 gives less than the 80 bits of level 1 since OpenSSL 3.0.
  return isSelfIssued || wanted === 0 || (signatureHash !== 'sha1' && signatureHash !== 'md5');
}

function securityBits({ type, bits }: PublicKey): number | undefined {
  if (bits === undefined) return undefined;
  if (type === 'rsa') return RSA_BITS.find(([length]) => bits >= length)?.[1] ?? 0;
  if (type === 'ec') return bits >= 512 ? 256 : Math.floor(bits / 2);
  return undefined;
}
