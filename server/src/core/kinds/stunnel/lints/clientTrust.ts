import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { addressClass } from '../../../model/address';
import { type Effective, isClient } from '../effective';
import { hasSubjectCheck, isGiven, isVerified, trustedFiles, trustOf } from '../trust';
import { isAnyHost, splitAddress } from '../values/address';
import { fixOf, insertion, type NewLine, newValue } from './edits';
import { isUnknown, type Lint, type LintInput, nameOf, onLack, type Remark, remark } from './lint';
import { isTold, TRUST_OPTIONS } from './told';

export const infos = defineChecks({
  unverified: {
    code: 'stunnel-client-unverified',
    severity: 'error',
    category: 'security',
    source: 'stunnel',
    rules: ['3e', '5'],
    tag: 'SILENT',
    summary: 'A client service that verifies nothing: any server is believed.',
    program: 'needs authentication to prevent MITM attacks',
  },
  noSubject: {
    code: 'stunnel-no-subject-check',
    severity: 'warning',
    category: 'security',
    source: 'stunnel',
    rules: ['3e', '5'],
    tag: 'SILENT',
    summary: 'A client service that believes every certificate of a CA.',
    program: 'uses "verifyChain" without subject checks',
  },
});

/** Where Debian and its kin keep the public authorities. */
const PUBLIC_CAS = '/etc/ssl/certs/ca-certificates.crt';

/** Client services that do not make sure whom they talk to. */
export const clientTrust: Lint = (input) =>
  input.services
    .filter((service) => isClient(service) && isTold(input, service.scope, TRUST_OPTIONS))
    .flatMap((service) => check(input, service));

function check(input: LintInput, service: Effective): Remark[] {
  const trust = trustOf(service);
  const at = onLack(service.scope);
  if (!isVerified(trust) && !trust.psk) {
    const [trusted] = trustedFiles(service);
    const idle =
      trusted === undefined ? '' : ` \`${trusted.name.text}\` alone changes nothing: it is not used without them.`;
    const text = `Any server is believed: ${nameOf(service.scope)} has neither \`verifyChain\` nor \`verifyPeer\` nor \`PSKsecrets\`.${idle} Add \`verifyChain = yes\`, the CA of the server and \`checkHost\` with its name.`;
    return [remark(infos.unverified, at, text, { fixes: verifyFix(input, service) })];
  }
  if (!trust.chain || trust.peer || hasSubjectCheck(service)) return [];
  const text = `Every certificate that this CA has signed is believed, for whatever host: ${nameOf(service.scope)} does not say whose it must be. Add \`checkHost\` (or \`checkIP\`) with the name in the server's certificate.`;
  return [remark(infos.noSubject, at, text, { fixes: subjectFix(input, service) })];
}

/** `verifyChain = yes` with what it needs; where older lines say otherwise, nobody knows what is meant. */
function verifyFix({ document }: LintInput, service: Effective): Fix[] {
  const { scope } = service;
  const off = service.last('verifyChain')?.assignment;
  const isContradicted = ['verify', 'verifyPeer'].some((name) => service.last(name) !== undefined);
  if (isContradicted || (off !== undefined && !scope.assignments.includes(off))) return [];
  const lines: NewLine[] = off === undefined ? [{ name: 'verifyChain', value: 'yes' }] : [];
  const hasCa = trustedFiles(service).length > 0 || isGiven(service, 'CAengine');
  if (!hasCa) lines.push({ name: 'CAfile', value: PUBLIC_CAS });
  if (!hasSubjectCheck(service)) lines.push(...subjectLines(service));
  const changes = [
    ...(off === undefined ? [] : [newValue(off, 'yes')]),
    ...(lines.length === 0 ? [] : [insertion(document, scope, lines, off)]),
  ];
  return fixOf(
    `Add ${shown([{ name: 'verifyChain', value: 'yes' }, ...lines.slice(off === undefined ? 1 : 0)])}`,
    changes,
  );
}

function shown(lines: readonly NewLine[]): string {
  return lines.map(({ name, value }) => `\`${name} = ${value}\``).join(', ');
}

function subjectFix({ document }: LintInput, service: Effective): Fix[] {
  const lines = subjectLines(service);
  if (lines.length === 0) return [];
  const by = trustOf(service).chainBy;
  const after = by !== undefined && service.scope.assignments.includes(by) ? by : undefined;
  return fixOf(`Add ${shown(lines)}`, [insertion(document, service.scope, lines, after)]);
}

/** A check for every host of `connect`; none where one of them does not tell its name. */
function subjectLines(service: Effective): readonly NewLine[] {
  const lines = service.all('connect').map(({ value }) => subjectLine(value));
  const known = lines.filter((line) => line !== undefined);
  const values = new Map(known.map((line) => [line.value.toLowerCase(), line]));
  return known.length === lines.length ? [...values.values()] : [];
}

function subjectLine(connect: string): NewLine | undefined {
  const address = splitAddress(connect);
  if (address === undefined || address.host === undefined || isUnknown(connect)) return undefined;
  const host = address.host.trim();
  const distance = addressClass(host);
  if (isAnyHost(host) || distance === 'loopback' || distance === 'unknown') return undefined;
  return { name: /^[\d.]+$/.test(host) || host.includes(':') ? 'checkIP' : 'checkHost', value: host };
}
