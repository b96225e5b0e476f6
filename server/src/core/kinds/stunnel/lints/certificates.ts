import { defineChecks } from '../../../findings/check';
import { pemBlocks } from '../../../formats/pem';
import { type Certificate, readCertificate } from '../../../formats/x509';
import { type Effective, isClient, type Setting } from '../effective';
import { onValue } from '../report';
import { trustOf, VERIFYING } from '../trust';
import { fileOf } from './files';
import { isSigningOnly } from './keyUsage';
import { counting, type Lint, type LintInput, type Remark, remark } from './lint';
import { levelOf } from './securityLevel';

const common = { category: 'security', source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  expired: {
    ...common,
    code: 'certificate-expired',
    severity: 'error',
    summary: 'A certificate that is no longer valid: stunnel loads it, and every verifying peer turns away.',
  },
  soon: {
    ...common,
    code: 'certificate-expires-soon',
    severity: 'warning',
    summary: 'A certificate that is valid for less than 30 days more.',
  },
  early: {
    ...common,
    code: 'certificate-not-yet-valid',
    severity: 'warning',
    summary: 'A certificate that is not valid yet.',
  },
  weak: {
    ...common,
    code: 'certificate-weak',
    severity: 'warning',
    summary: 'A certificate with an RSA key below 2048 bits, or signed with SHA-1 or MD5.',
  },
  authorityOnly: {
    code: 'verifypeer-with-ca-only',
    severity: 'warning',
    source: 'stunnel',
    rules: ['3d', '5'],
    tag: 'SILENT',
    summary: '`verifyPeer` with a file that only holds CAs: every peer is rejected.',
  },
});

const DAY = 86_400_000;
const SOON = 30;
/** More certificates than this are a bundle of public authorities, which is not read through. */
const MAX_BLOCKS = 20;

/** Certificates that stunnel loads without a word and that do not work, or not for long. */
export const certificates: Lint = (input) => [
  ...counting(input.services, 'cert').flatMap((setting) => own(input, setting)),
  ...input.services.flatMap((service) => pinned(input, service)),
];

/** The certificates in a file, as far as they can be read; none of a bundle. */
function certificatesIn(input: LintInput, setting: Setting): readonly Uint8Array[] {
  const { text } = fileOf(input, setting) ?? {};
  return text === undefined ? [] : input.once(`bytes of the certificates in ${text}`, () => bytesOf(text));
}

function bytesOf(text: string): readonly Uint8Array[] {
  const blocks = pemBlocks(text).filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label));
  const isReadable = blocks.length <= MAX_BLOCKS && blocks.every(({ bytes }) => bytes !== undefined);
  return isReadable ? blocks.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes])) : [];
}

/** The leaf of `cert`, which stands first. */
function own(input: LintInput, setting: Setting): readonly Remark[] {
  const [first] = certificatesIn(input, setting);
  const leaf = first && readCertificate(first);
  return leaf === undefined ? [] : [...validity(input, setting, leaf), ...strength(input, setting, leaf)];
}

function validity({ surroundings: { now } }: LintInput, { assignment }: Setting, leaf: Certificate): readonly Remark[] {
  const { notBefore, notAfter } = leaf;
  if (now === undefined) return [];
  if (notAfter !== undefined && notAfter < now) {
    const text = `This certificate expired on ${day(notAfter)}: stunnel loads it without a word, and whoever verifies it turns away. Renew it.`;
    return [remark(infos.expired, onValue(assignment), text)];
  }
  if (notBefore !== undefined && notBefore > now) {
    const text = `This certificate is valid from ${day(notBefore)} on: until then, whoever verifies it turns away.`;
    return [remark(infos.early, onValue(assignment), text)];
  }
  if (notAfter === undefined || notAfter - now > SOON * DAY) return [];
  const days = Math.floor((notAfter - now) / DAY);
  const text = `This certificate expires on ${day(notAfter)}, in ${days === 1 ? '1 day' : `${days} days`}. Renew it.`;
  return [remark(infos.soon, onValue(assignment), text)];
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** From level 2 on, which is the default, stunnel itself refuses what is weak. */
function strength({ services }: LintInput, { assignment }: Setting, leaf: Certificate): readonly Remark[] {
  const users = services.filter((service) => service.last('cert')?.assignment === assignment);
  if (users.some((service) => levelOf(service) > 1)) return [];
  const { type, bits = 2048 } = leaf.publicKey;
  const isShort = type === 'rsa' && bits < 2048;
  const isOldHash = !leaf.isSelfIssued && (leaf.signatureHash === 'md5' || leaf.signatureHash === 'sha1');
  if (!isShort && !isOldHash) return [];
  const what = isShort
    ? `has an RSA key of ${bits} bits`
    : `is signed with ${leaf.signatureHash === 'md5' ? 'MD5' : 'SHA-1'}`;
  const text = `This certificate ${what}, which is too weak today; only the low security level makes stunnel take it. Issue a new one with RSA 2048, or P-256, and SHA-256.`;
  return [remark(infos.weak, onValue(assignment), text)];
}

/** With `verifyPeer` the file must hold the certificate of the other side itself. */
function pinned(input: LintInput, service: Effective): readonly Remark[] {
  const file = service.last('CAfile');
  if (file === undefined || service.among(VERIFYING).length === 0) return [];
  if (!trustOf(service).peer || service.last('CApath') !== undefined) return [];
  const known = certificatesIn(input, file);
  // A self-signed certificate of a server may call itself a CA: then it is the one that is pinned.
  const isAllAuthorities =
    known.length > 0 && known.every((der) => readCertificate(der)?.isAuthority === true && isSigningOnly(der));
  if (!isAllAuthorities) return [];
  const side = isClient(service) ? 'server' : 'client';
  const text = `\`verifyPeer\` looks for the certificate of the ${side} itself in this file, and there are only CAs in it: every ${side} is rejected. Add the certificate of the ${side} to the file.`;
  return [remark(infos.authorityOnly, onValue(file.assignment), text)];
}
