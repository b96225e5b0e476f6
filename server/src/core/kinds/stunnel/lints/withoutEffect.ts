import { defineChecks } from '../../../findings/check';
import { type Effective, isClient, isYes } from '../effective';
import { onName } from '../report';
import { isGiven } from '../trust';
import { deleteFix } from './edits';
import { namedIn, orderIn } from './lines';
import { type Lint, type LintInput, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['3b', '3d', '5'], severity: 'info', tag: 'SILENT' } as const;

export const infos = defineChecks({
  noEffect: {
    ...common,
    code: 'option-without-effect',
    summary:
      'An option that does nothing here, because another one is missing, stands behind it, or the side is wrong.',
  },
  random: {
    ...common,
    code: 'rndfile-legacy',
    summary: '`RNDfile`, `RNDbytes` or `EGD`, which an OpenSSL of today does not need.',
  },
  keyWithoutCert: {
    ...common,
    code: 'certificate-file-missing',
    severity: 'warning',
    category: 'security',
    summary: 'A client with `key` and without `cert`: the key is never read.',
  },
});

/** Lines that do nothing. */
export const withoutEffect: Lint = (input) => [
  ...input.services.flatMap((service) => [...idle(input, service), ...early(input, service), ...keys(service)]),
  ...random(input),
];

/** What an option needs in its service, by option; the words say what is missing. */
const NEEDS: Readonly<Record<string, { readonly isThere: (service: Effective) => boolean; readonly text: string }>> = {
  execArgs: needs('exec'),
  pty: needs('exec'),
  retry: {
    isThere: (service) => isGiven(service, 'exec') && service.all('connect').length > 0,
    text: 'it is for services with `exec` and `connect`',
  },
  PSKidentity: { isThere: isClient, text: 'it is for clients' },
  ticketKeySecret: { isThere: isServer, text: 'it is for servers' },
  ticketMacSecret: { isThere: isServer, text: 'it is for servers' },
  protocolUsername: needs('protocol'),
  protocolPassword: needs('protocol'),
  protocolAuthentication: needs('protocol'),
  protocolDomain: needs('protocol'),
  protocolHeader: needs('protocol'),
  protocolHost: needs('protocol'),
  OCSPflag: needsOcsp(),
  OCSPnonce: needsOcsp(),
  OCSPrequire: needsOcsp(),
  TIMEOUTocsp: needsOcsp(),
};

function needs(name: string) {
  return { isThere: (service: Effective) => isGiven(service, name), text: `there is no \`${name}\` in this service` };
}

function needsOcsp() {
  const isThere = (service: Effective) => isGiven(service, 'OCSP') || isYes(service, 'OCSPaia');
  return { isThere, text: 'this service has neither `OCSP` nor `OCSPaia`' };
}

function isServer(service: Effective): boolean {
  return !isClient(service);
}

/** Lines of the service itself; what the global part says may be meant for another service. */
function idle({ document }: LintInput, service: Effective): readonly Remark[] {
  return service.own.flatMap(({ option, value, assignment }) => {
    const need = NEEDS[option.name];
    if (need === undefined || value === '' || value.toLowerCase() === 'no' || need.isThere(service)) return [];
    const text = `\`${option.name}\` does nothing here: ${need.text}. Delete the line, or add what is missing.`;
    return [remark(infos.noEffect, onName(assignment), text, { fixes: deleteFix(document, [assignment]) })];
  });
}

/** `requireCert = no` above a line that switches it on again. */
function early({ document }: LintInput, { scope }: Effective): readonly Remark[] {
  const lines = namedIn(scope, 'requireCert').filter(({ value }) => value.text.toLowerCase() === 'no');
  if (lines.length === 0) return [];
  const isBefore = orderIn(scope);
  const switches = ['verifyChain', 'verifyPeer'].flatMap((name) => namedIn(scope, name));
  const on = switches.filter(({ value }) => value.text.toLowerCase() === 'yes');
  return lines.flatMap((line) => {
    const later = on.find((other) => isBefore(line, other));
    if (later === undefined) return [];
    const text = `\`${later.name.text} = yes\` below requires a certificate again, so this line does nothing. Delete it.`;
    const related = [{ start: later.start, end: later.end, message: 'This one counts.' }];
    return [remark(infos.noEffect, onName(line), text, { related, fixes: deleteFix(document, [line], true) })];
  });
}

function keys(service: Effective): readonly Remark[] {
  const key = service.last('key');
  if (!isClient(service) || key === undefined || key.value === '' || isGiven(service, 'cert')) return [];
  if (service.scope.header !== undefined && key.setIn === 'global') return [];
  const text =
    'Without `cert` the key is never read, and the client shows no certificate. Add `cert` with the certificate of this key.';
  return [remark(infos.keyWithoutCert, onName(key.assignment), text)];
}

function random({ document }: LintInput): readonly Remark[] {
  return ['RNDfile', 'RNDbytes', 'EGD'].flatMap((name) =>
    namedIn(document.global, name).map((line) => {
      const isOverwritten =
        name === 'RNDfile' && !namedIn(document.global, 'RNDoverwrite').some(({ value }) => /^no$/i.test(value.text));
      const danger = isOverwritten && !line.value.text.startsWith('/dev/') ? ' Worse, the file is overwritten.' : '';
      const text = `OpenSSL takes its randomness from the system; since 1.1.1 it needs no \`${name}\`.${danger} Delete the line.`;
      const extra = name === 'RNDfile' ? namedIn(document.global, 'RNDoverwrite') : [];
      return remark(infos.random, onName(line), text, { fixes: deleteFix(document, [line, ...extra]) });
    }),
  );
}
