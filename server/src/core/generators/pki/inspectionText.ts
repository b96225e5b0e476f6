import type { CertificateReport, Inspection } from './inspect';
import type { RequestContent } from './request';
import type { FoundName } from './said';
import { dateOf } from './signer';

/** An inspection as lines of text for people. */
export function inspectionText({ certificates, problems }: Inspection): string {
  const blocks = certificates.map((certificate, index) => {
    const head = certificates.length > 1 ? [`Certificate ${index + 1} of ${certificates.length}`] : [];
    return [...head, ...linesOf(certificate)].join('\n');
  });
  const wrong = problems.map((problem) => `Problem: ${problem}`).join('\n');
  return `${[...blocks, ...(wrong === '' ? [] : [wrong])].join('\n\n')}\n`;
}

/** What a request asks for as lines of text for people. */
export function requestText({ subject, names, purpose, key }: RequestContent): string {
  const asked = { server: 'serverAuth', client: 'clientAuth', both: 'serverAuth, clientAuth' } as const;
  const lines = [
    line('Request of', subject === '' ? '(none)' : subject),
    line('Names', namesText(names)),
    line('For', purpose === undefined ? 'nothing is said' : asked[purpose]),
    line('Key', keyText(key)),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(certificate: CertificateReport): readonly string[] {
  const { subject, issuer, names, keyUsages, purposes, isAuthority, isSelfIssued, key, serial, fingerprint } =
    certificate;
  return [
    line('Subject', subject === '' ? '(none)' : subject),
    line('Issuer', isSelfIssued ? `${issuer} (itself)` : issuer),
    line('Names', namesText(names)),
    line(
      'For',
      purposes.length === 0
        ? isAuthority
          ? 'signing certificates'
          : 'everything (nothing is said)'
        : purposes.join(', '),
    ),
    line('Key usage', keyUsages.length === 0 ? 'nothing is said' : keyUsages.join(', ')),
    line('Authority', isAuthority ? 'yes' : 'no'),
    line('Valid', validity(certificate)),
    line('Key', keyText(key)),
    line('Serial', serial),
    line('SHA-256', fingerprint),
  ];
}

function namesText(names: readonly FoundName[]): string {
  if (names.length === 0) return 'none';
  return names.map(({ kind, text }) => (kind === 'dns' ? text : `${text} (${kind})`)).join(', ');
}

function keyText({ type, bits }: CertificateReport['key']): string {
  return `${KEY_NAMES[type]}${bits === undefined ? '' : ` ${bits} bits`}`;
}

const KEY_NAMES: Readonly<Record<CertificateReport['key']['type'], string>> = {
  rsa: 'RSA',
  ec: 'EC',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  other: 'unknown type',
};

function validity({ notBefore, notAfter, daysLeft }: CertificateReport): string {
  if (notBefore === undefined || notAfter === undefined || daysLeft === undefined) return 'dates that cannot be read';
  const left = daysLeft < 0 ? 'expired' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
  return `${dateOf(notBefore)} to ${dateOf(notAfter)} (${left})`;
}

function line(label: string, value: string): string {
  return `${`${label}:`.padEnd(12)}${value}`;
}
