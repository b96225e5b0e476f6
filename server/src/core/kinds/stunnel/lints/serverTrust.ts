import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { type Effective, isClient } from '../effective';
import { onName, onValue } from '../report';
import type { Assignment } from '../statement';
import { hasSubjectCheck, isGiven, isVerified, trustedFiles, trustOf, verifyLevel } from '../trust';
import { deleteFix, fixOf, insertion, newValue, safe } from './edits';
import { type Lint, type LintInput, nameOf, onLack, type Remark, remark } from './lint';
import { isTold, TRUST_OPTIONS } from './told';

export const infos = defineChecks({
  notRequired: {
    code: 'client-cert-not-required',
    severity: 'warning',
    category: 'security',
    source: 'stunnel',
    rules: ['3d', '5'],
    tag: 'SILENT',
    summary: 'A server service that asks for client certificates and lets in clients without a valid one.',
  },
  anyOfCa: {
    code: 'listener-any-client-of-ca',
    severity: 'info',
    category: 'security',
    source: 'security',
    rules: ['tls'],
    tag: 'SILENT',
    summary: 'Client certificates are verified, but every one that the CA has signed is let in.',
  },
});

/** Server services that ask for client certificates, and let in others than was meant. */
export const serverTrust: Lint = (input) => {
  // A CA in the global part may be meant for another service.
  const isMeantElsewhere = input.services.some((service) => isVerified(trustOf(service)));
  return input.services
    .filter((service) => !isClient(service) && isTold(input, service.scope, TRUST_OPTIONS))
    .flatMap((service) => check(input, service, isMeantElsewhere));
};

function check(input: LintInput, service: Effective, isMeantElsewhere: boolean): readonly Remark[] {
  const trust = trustOf(service);
  if (isVerified(trust)) {
    if (!trust.required) return optional(input, service);
    if (!trust.chain || trust.peer || hasSubjectCheck(service)) return [];
    const text = `Whoever has a certificate of this CA may enter. If the CA signs others than Prometheus, add \`checkHost\` with the name in its certificate to ${nameOf(service.scope)}.`;
    return [remark(infos.anyOfCa, onLack(service.scope), text, { fixes: subjectFix(input, service) })];
  }
  return unverified(input, service, isMeantElsewhere);
}

/** `checkHost`, for somebody to fill in: the wrong name locks Prometheus out. */
function subjectFix({ document }: LintInput, service: Effective): Fix[] {
  const by = trustOf(service).chainBy;
  const after = by !== undefined && service.scope.assignments.includes(by) ? by : undefined;
  const change = insertion(document, service.scope, [{ name: 'checkHost', value: 'prometheus' }], after);
  return fixOf('Name the client that may enter', [change]).map((fix) => ({ ...fix, kind: 'refactor' }));
}

/** Certificates are verified where there are some: who has none enters, too. */
function optional({ document }: LintInput, service: Effective): Remark[] {
  const by = trustOf(service).requiredBy;
  if (by === undefined) return [];
  if (by.name.text.toLowerCase() === 'verify') return [remark(infos.notRequired, onValue(by), LEVEL_1)];
  const text =
    'Clients without a certificate are let in: this line takes back what the verification above implies. Delete it, or write `yes`.';
  const fixes = [...safe(deleteFix(document, [by], true)), ...fixOf('Change to `yes`', [newValue(by, 'yes')])];
  return [remark(infos.notRequired, onValue(by), text, { fixes })];
}

const LEVEL_1 =
  'Level 1 verifies a certificate where there is one, and lets in clients that have none. Use `verifyChain = yes` instead of `verify`.';
const LEVEL_0 =
  'Level 0 asks for a certificate and does not look at it, so everybody is let in. Use `verifyChain = yes` instead of `verify`, or delete the line.';

/** Nothing is verified, although the service has lines that make believe so. */
function unverified(input: LintInput, service: Effective, isMeantElsewhere: boolean): readonly Remark[] {
  const verify = service.last('verify');
  if (verify !== undefined && verifyLevel(verify.value) === 0) {
    return [remark(infos.notRequired, onValue(verify.assignment), LEVEL_0)];
  }
  const required = service.last('requireCert');
  const fixes = verifyFix(input, service);
  if (required !== undefined && required.value.toLowerCase() === 'yes') {
    const text =
      '`requireCert` alone lets in every self-signed certificate: nobody verifies it. Add `verifyChain = yes` with the CA of your clients.';
    return [remark(infos.notRequired, onName(required.assignment), text, { fixes })];
  }
  if (trustOf(service).psk || service.last('redirect') !== undefined) return [];
  const own = idleFiles(service).filter((line) => !isMeantElsewhere || service.scope.assignments.includes(line));
  return own.slice(0, 1).map((line) => {
    const text = `\`${line.name.text}\` verifies nothing without \`verifyChain\` or \`verifyPeer\`: ${nameOf(service.scope)} asks no client for a certificate. Add \`verifyChain = yes\`.`;
    return remark(infos.notRequired, onName(line), text, { fixes });
  });
}

/** The lines that name what is only used to verify certificates. */
function idleFiles(service: Effective): readonly Assignment[] {
  const lists = ['CRLfile', 'CRLpath'].filter((name) => isGiven(service, name)).map((name) => service.last(name));
  return [...trustedFiles(service), ...lists.flatMap((setting) => (setting === undefined ? [] : [setting.assignment]))];
}

/** `verifyChain = yes`, where there is a CA and no line says otherwise. */
function verifyFix({ document }: LintInput, service: Effective): Fix[] {
  const hasCa = trustedFiles(service).length > 0 || isGiven(service, 'CAengine');
  const isContradicted = ['verify', 'verifyChain', 'verifyPeer'].some((name) => service.last(name) !== undefined);
  if (!hasCa || isContradicted) return [];
  const after = service.last('requireCert')?.assignment ?? trustedFiles(service)[0];
  const own = after !== undefined && service.scope.assignments.includes(after) ? after : undefined;
  const change = insertion(document, service.scope, [{ name: 'verifyChain', value: 'yes' }], own);
  return safe(fixOf('Add `verifyChain = yes`', [change], true));
}
