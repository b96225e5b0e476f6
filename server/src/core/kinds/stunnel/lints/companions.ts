import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import { type Effective, isClient, isYes } from '../effective';
import { onName, onValue } from '../report';
import { isGiven, trustOf } from '../trust';
import { fixOf, newValue } from './edits';
import { type Lint, type LintInput, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['3b', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  softFail: {
    ...common,
    code: 'ocsp-soft-fail',
    severity: 'info',
    summary: 'Where no OCSP responder answers, the certificate is taken for good.',
  },
  noChain: {
    ...common,
    code: 'ocsp-without-verifychain',
    severity: 'warning',
    summary: '`OCSP` or `OCSPaia` without `verifyChain`, which stunnel refuses from 5.71 on.',
  },
  noHost: {
    ...common,
    code: 'protocolhost-missing',
    severity: 'warning',
    summary: '`protocol = connect` in a client without `protocolHost`, which stunnel refuses from 5.73 on.',
  },
});

/** Settings that need another one, which older stunnels do not ask for. */
export const companions: Lint = (input) =>
  input.services.flatMap((service) => [...ocsp(input, service), ...host(input, service)]);

function ocsp({ target }: LintInput, service: Effective): readonly Remark[] {
  const by = isGiven(service, 'OCSP')
    ? service.last('OCSP')
    : isYes(service, 'OCSPaia')
      ? service.last('OCSPaia')
      : undefined;
  if (by === undefined) return [];
  const isOld = target < release('5.71');
  if (isOld && !trustOf(service).chain) {
    const text = `Without \`verifyChain\` nothing is asked about, and from stunnel 5.71 on this is refused. Add \`verifyChain = yes\`.`;
    return [remark(infos.noChain, onName(by.assignment), text)];
  }
  if (isOld) {
    const text =
      'Where no responder gives a clear answer, this stunnel takes the certificate for good; from 5.71 on the connection ends. Update stunnel.';
    return [remark(infos.softFail, onName(by.assignment), text)];
  }
  const required = service.last('OCSPrequire');
  if (required?.value.toLowerCase() !== 'no') return [];
  const text =
    'Where no responder gives a clear answer, the certificate is taken for good: who can block the way to the responder can use a revoked one. Write `yes`, the default.';
  const fixes = fixOf('Change to `yes`', [newValue(required.assignment, 'yes')], true);
  return [remark(infos.softFail, onValue(required.assignment), text, { fixes })];
}

function host({ target }: LintInput, service: Effective): readonly Remark[] {
  if (target >= release('5.73') || !isClient(service)) return [];
  const protocol = service.last('protocol');
  if (protocol?.value.toLowerCase() !== 'connect' || isGiven(service, 'protocolHost')) return [];
  const text =
    'The proxy must be told where to connect to: without `protocolHost` every connection fails. Add `protocolHost = HOST:PORT`.';
  return [remark(infos.noHost, onValue(protocol.assignment), text)];
}
