import { defineChecks } from '../../../findings/check';
import type { Setting } from '../effective';
import { type Inspection, onName, onValue } from '../report';
import { PROTOCOLS, TLS_VERSIONS } from '../vocabulary';
import { isSettled, isSince, type Judged, settled } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  protocolSide: {
    ...base,
    code: 'protocol-on-wrong-side',
    rules: ['3b', '3c'],
    summary: 'The application protocol exists only for servers, or only for clients.',
    program: "The '%s' protocol is not supported in the %s mode",
  },
  protocolHost: {
    ...base,
    code: 'missing-key',
    rules: ['3b', '3c'],
    summary: 'A client with `protocol = connect` does not say where the proxy is to connect to; refused from 5.73 on.',
    program: 'protocolHost not specified',
  },
  redirectInClient: {
    ...base,
    code: 'conflicting-keys',
    rules: ['3b'],
    summary: '`redirect` stands in a client.',
    program: '"redirect" is unsupported in client sections',
  },
  redirectWithProtocol: {
    ...base,
    code: 'conflicting-keys',
    rules: ['3b'],
    summary: '`redirect` stands beside a protocol that speaks to the backend before TLS (smtp, pop3, imap).',
    program: '"redirect" is incompatible with the specified protocol negotiation',
  },
  versionRange: {
    ...base,
    code: 'empty-version-range',
    rules: ['3b'],
    summary: '`sslVersionMin` is above `sslVersionMax`.',
    program: 'Invalid protocol version range',
  },
  halfTicket: {
    ...base,
    code: 'missing-key',
    rules: ['3b'],
    summary: 'Only one of `ticketKeySecret` and `ticketMacSecret` is set.',
    program: '"ticketKeySecret" and "ticketMacSecret" must be set together',
  },
});

/** Reports a protocol that the service cannot speak on its side, or without a further option. */
export function checkProtocol(service: Judged, inspection: Inspection): void {
  const setting = service.last('protocol');
  const { side, isComplete } = service;
  if (setting === undefined || side === undefined || !isSettled(setting, inspection)) return;
  const name = setting.value.toLowerCase();
  const { report } = inspection;
  if (PROTOCOLS.get(name)?.[side] === false) {
    const other = side === 'client' ? 'servers' : 'clients';
    const text = `\`protocol = ${name}\` exists only for ${other}, and this service is a ${side}. Remove it, or ${side === 'client' ? 'remove `client = yes`' : 'add `client = yes`'}.`;
    const program = isSince(inspection, '5.75')
      ? `The configured protocol is not supported in the ${side} mode`
      : `The '${name}' protocol is not supported in the ${side} mode`;
    report(infos.protocolSide, onValue(setting.assignment), text, { program });
  } else if (name === 'connect' && side === 'client' && isComplete && isSince(inspection, '5.73')) {
    if (service.last('protocolHost') !== undefined) return;
    const text = 'The proxy has to be told where to connect to: add `protocolHost = HOST:PORT`.';
    report(infos.protocolHost, onValue(setting.assignment), text);
  }
}

/** Reports a `redirect` where there is nothing to redirect. */
export function checkRedirect(service: Judged, inspection: Inspection): void {
  const [redirect] = service.all('redirect');
  if (redirect === undefined) return;
  const { report } = inspection;
  if (service.side === 'client') {
    const text =
      '`redirect` sends clients without a valid certificate elsewhere; a client section has none. Remove it.';
    report(infos.redirectInClient, onName(redirect.assignment), text);
    return;
  }
  const protocol = settled(service, 'protocol', inspection);
  if (service.side !== 'server' || protocol === undefined || !['smtp', 'pop3', 'imap'].includes(protocol)) return;
  const text = `With \`protocol = ${protocol}\` the backend is spoken to before TLS, so that no client can be redirected any more. Remove one of the two.`;
  report(infos.redirectWithProtocol, onName(redirect.assignment), text);
}

const VERSIONS: ReadonlySet<string> = new Set(['sslVersion', 'sslVersionMin', 'sslVersionMax']);

/** Reports a range of TLS versions that is empty. */
export function checkVersionRange(service: Judged, inspection: Inspection): void {
  const bounds = { min: -1, max: -1, last: undefined as Setting | undefined };
  for (const setting of service.among(VERSIONS)) {
    const { name } = setting.option;
    if (!isSettled(setting, inspection)) return;
    const level = TLS_VERSIONS.findIndex((version) => version.toLowerCase() === setting.value.toLowerCase());
    if (name !== 'sslVersionMax') bounds.min = level;
    if (name !== 'sslVersionMin') bounds.max = level;
    bounds.last = setting;
  }
  const { min, max, last } = bounds;
  if (min < 0 || max < 0 || min <= max || last === undefined) return;
  const text = `No version of TLS is left: the oldest one allowed, ${TLS_VERSIONS[min]}, is newer than the newest one, ${TLS_VERSIONS[max]}.`;
  inspection.report(infos.versionRange, onValue(last.assignment), text);
}

/** Reports one half of the two secrets for session tickets. */
export function checkTickets(service: Judged, inspection: Inspection): void {
  const key = service.last('ticketKeySecret');
  const mac = service.last('ticketMacSecret');
  const only = key ?? mac;
  if (service.side !== 'server' || !service.isComplete || only === undefined || (key && mac)) return;
  if (!isSettled(only, inspection)) return;
  const other = key === undefined ? 'ticketKeySecret' : 'ticketMacSecret';
  const text = `\`${only.option.name}\` needs \`${other}\` beside it. Add it, or remove both: then random ones are made at every start.`;
  inspection.report(infos.halfTicket, onName(only.assignment), text);
}
