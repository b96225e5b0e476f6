import { isSameBytes } from '../../formats/der';
import { readPublicKey } from '../../formats/publicKey';
import { type CertificateParts, isAuthorityBy } from '../../formats/x509Parts';
import { nameText } from './distinguishedName';
import { namesIn, purposesIn } from './said';
import { isSignedBy } from './signature';
import { dateOf } from './signer';

/** What is wrong with certificates, the leaf first and each signed by the next: sentences. */
export function chainProblems(chain: readonly CertificateParts[], now: number): readonly string[] {
  return chain.flatMap((parts, index) => {
    const name = shownName(parts, index);
    const next = chain[index + 1];
    return [
      ...ownProblems(parts, name, now),
      ...(next === undefined ? [] : linkProblems(parts, next, name, shownName(next, index + 1))),
    ];
  });
}

function ownProblems(parts: CertificateParts, name: string, now: number): readonly string[] {
  const { notBefore, notAfter, extensions } = parts;
  const problems: string[] = [];
  if (notBefore === undefined || notAfter === undefined) problems.push(`The dates of ${name} cannot be read.`);
  else if (notAfter <= now) problems.push(`${name} expired on ${dateOf(notAfter)}. Renew it.`);
  else if (notBefore > now) problems.push(`${name} is valid only from ${dateOf(notBefore)} on.`);
  if (isAuthorityBy(extensions)) return problems;
  if (namesIn(extensions).length === 0) {
    problems.push(`${name} has no subject alternative names: Prometheus and browsers take it for no host.`);
  }
  if (purposesIn(extensions).length === 0) {
    problems.push(`${name} says no extended key usage, so a server's key could pass for a client's.`);
  }
  return problems;
}

function linkProblems(
  parts: CertificateParts,
  next: CertificateParts,
  name: string,
  nextName: string,
): readonly string[] {
  if (!isSameBytes(parts.issuer, next.subject)) {
    return [`${name} was not issued by the one behind it, ${nextName}. Put them in order, the leaf first.`];
  }
  const problems: string[] = [];
  if (!isAuthorityBy(next.extensions)) problems.push(`${nextName} is no authority (CA:TRUE) and may not sign others.`);
  const key = readPublicKey(next.publicKey);
  const isSigned =
    key && isSignedBy({ info: next.publicKey, key }, parts.signatureAlgorithm, parts.body, parts.signature);
  if (isSigned === false) {
    problems.push(
      `${name} was not signed by the key of ${nextName}, though the names fit: another authority of that name did.`,
    );
  }
  return problems;
}

function shownName({ subject }: CertificateParts, index: number): string {
  const text = nameText(subject);
  return text === '' ? `Certificate ${index + 1}` : text;
}
