import { defineChecks } from '../../../findings/check';
import type { Setting } from '../effective';
import { type Inspection, onName, onValue } from '../report';
import { isVerified, type Trust, trustOf, VERIFYING } from '../trust';
import { isSettled, isSince, type Judged, settled } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  noCertificate: {
    ...base,
    code: 'missing-key',
    rules: ['3b'],
    summary: 'A server has neither `cert` nor `PSKsecrets` nor an engine with a key.',
    program: 'TLS server needs a certificate',
  },
  noAuthority: {
    ...base,
    code: 'missing-trusted-ca',
    rules: ['3b'],
    summary: 'Certificates are to be verified, and nothing says which ones are trusted.',
    program: 'Either "CAengine", "CAfile" or "CApath" has to be configured',
  },
  unverifiedCheck: {
    ...base,
    code: 'check-without-verification',
    rules: ['3b'],
    summary: '`checkHost`, `checkIP` or `checkEmail` without `verifyChain` or `verifyPeer`.',
    program: 'Either "verifyChain" or "verifyPeer" has to be enabled',
  },
  unverifiedRedirect: {
    ...base,
    code: 'redirect-without-verification',
    rules: ['3b'],
    summary: '`redirect` without `verifyChain` or `verifyPeer`: no client would ever be sent there.',
    program: 'Either "verifyChain" or "verifyPeer" has to be enabled for "redirect" to work',
  },
  ocsp: {
    ...base,
    code: 'ocsp-without-verify-chain',
    rules: ['3b'],
    summary: 'OCSP is asked without `verifyChain`, which stunnel refuses from 5.71 on.',
    program: '"verifyChain" has to be enabled for OCSP support',
  },
});

/** Reports what a service lacks to be trusted, and to trust others. */
export function checkTrust(service: Judged, inspection: Inspection): void {
  checkOwnCertificate(service, inspection);
  if (!service.among(VERIFYING).every((setting) => isSettled(setting, inspection))) return;
  const trust = trustOf(service);
  if (isVerified(trust)) checkAuthority(service, trust, inspection);
  else checkUnverified(service, inspection);
  checkOcsp(service, trust, inspection);
}

function checkOwnCertificate(service: Judged, { report }: Inspection): void {
  if (service.side !== 'server' || !service.isComplete) return;
  // A service without endpoints lacks more than this, which is said once.
  if (['accept', 'connect', 'exec'].every((name) => service.last(name) === undefined)) return;
  if (['cert', 'PSKsecrets', 'engineId', 'engineNum'].some((name) => service.last(name) !== undefined)) return;
  const looksLikeClient = ['verifyChain', 'verifyPeer', 'checkHost'].some((name) => service.last(name) !== undefined);
  const key = service.last('key') === undefined ? '' : ' `key` alone does nothing.';
  const text = looksLikeClient
    ? 'A server needs a certificate. If this service is to speak TLS to the other side, it lacks `client = yes`; otherwise add `cert`.'
    : 'A server needs a certificate: add `cert` (and `key`), or `client = yes` if this service is to speak TLS to the other side.';
  report(infos.noCertificate, service.head, text + key);
}

function checkAuthority(service: Judged, trust: Trust, inspection: Inspection): void {
  const isNamed = ['CAfile', 'CApath', 'CAstore'].some((name) => (service.last(name)?.value ?? '') !== '');
  const line = trust.chain ? trust.chainBy : trust.peerBy;
  if (isNamed || service.all('CAengine').length > 0 || !service.isComplete || line === undefined) return;
  const program = isSince(inspection, '5.75')
    ? 'Either "CAengine", "CAfile", "CApath" or "CAstore" has to be configured'
    : 'Either "CAengine", "CAfile" or "CApath" has to be configured';
  const empty = ['CAfile', 'CApath'].find((name) => service.last(name) !== undefined);
  const hint = empty === undefined ? '' : ` The empty \`${empty}\` unsets it.`;
  const text = `\`${line.name.text}\` needs certificates to trust: add \`CAfile\` (such as \`/etc/ssl/certs/ca-certificates.crt\` for public ones) or \`CApath\`.${hint}`;
  inspection.report(infos.noAuthority, onName(line), text, { program });
}

function checkUnverified(service: Judged, { report }: Inspection): void {
  if (!service.isComplete) return;
  // Where a later line took verification back, that line is the mistake.
  const undone = undoing(service);
  for (const setting of ['checkEmail', 'checkHost', 'checkIP'].flatMap((name) => service.all(name))) {
    const { option } = setting;
    const text =
      undone === undefined
        ? `\`${option.name}\` is only looked at with \`verifyChain = yes\` or \`verifyPeer = yes\`; \`requireCert\` is not enough. Add one of them.`
        : `\`${undone.option.name} = ${undone.value}\` takes back the verification that \`${option.name}\` needs: the last line wins. Remove it.`;
    report(infos.unverifiedCheck, undone === undefined ? onName(setting.assignment) : onValue(undone.assignment), text);
  }
  for (const setting of service.side === 'server' ? service.all('redirect').slice(0, 1) : []) {
    const text =
      '`redirect` is for clients whose certificate is not accepted, and no certificate is verified here. Add `verifyChain = yes` and a `CAfile`.';
    report(infos.unverifiedRedirect, onName(setting.assignment), text);
  }
}

/** The line that took verification back, where an earlier one had switched it on. */
function undoing(service: Judged): Setting | undefined {
  const lines = service.among(VERIFYING);
  const wasOn = lines.some(({ value }) => /^(yes|\+?[1-4])$/i.test(value));
  return wasOn ? lines.at(-1) : undefined;
}

function checkOcsp(service: Judged, { chain }: Trust, inspection: Inspection): void {
  if (chain || !service.isComplete || !isSince(inspection, '5.71')) return;
  const aia = settled(service, 'OCSPaia', inspection) === 'yes' ? service.last('OCSPaia') : undefined;
  const setting = service.last('OCSP') ?? aia;
  if (setting === undefined) return;
  const text = `\`${setting.option.name}\` needs \`verifyChain = yes\`: only then is there an issuer who can be asked.`;
  inspection.report(infos.ocsp, onName(setting.assignment), text);
}
