import type { Client, ClientTls, Credential, FileRef, Nouns, Process, Secret } from '../../model/nouns';
import { secretOf } from '../../model/secretForm';
import type { Span } from '../../text/span';
import type { StunnelDocument } from './document';
import { type Effective, effectiveServices, isClient, type Setting } from './effective';
import { secretsIn } from './lints/secrets';
import { listenersOf } from './listeners';
import { addressSaid, fileAt, fileRef, headerOf, nameOf, sayWord } from './nounParts';
import type { Assignment } from './statement';
import { isVerified, trustOf } from './trust';

/**
 * What a stunnel.conf is about: its client services connect, its server services listen, the process has a user. Lines
 * of included files count in the services, at the place of the `include`; their secrets and files are those of others.
 */
export function stunnelNouns(document: StunnelDocument): Nouns {
  const services = effectiveServices(document);
  return {
    clients: services.filter(isClient).map(clientOf),
    listeners: services.filter((service) => !isClient(service)).flatMap(listenersOf),
    secrets: secretsIn(document)
      .filter(({ line }) => line.from === undefined)
      .map(asSecret),
    files: [document.global, ...document.services].flatMap(({ assignments }) => assignments.flatMap(fileRefs)),
    processes: document.statements.length === 0 ? [] : [processOf(document)],
    firewallRules: [],
  };
}

function asSecret({ line, text, start, end }: { line: Assignment; text: string } & Span): Secret {
  return secretOf(line.name.text, text, { start, end });
}

function fileRefs(line: Assignment): readonly FileRef[] {
  const { option, value } = line;
  if (line.from !== undefined || value.text === '' || option?.value.type !== 'path') return [];
  if (option.value.to !== 'file' || option.value.holds === 'other') return [];
  return [fileRef(line, option.value.holds)];
}

function clientOf(service: Effective): Client {
  const { scope } = service;
  const at = headerOf(scope);
  return {
    role: 'tunnel',
    name: nameOf(scope),
    at,
    block: { start: scope.range.start, end: scope.range.end },
    scheme: { value: 'https', ...at },
    targets: service.all('connect').map(addressSaid),
    discovers: false,
    isProbe: false,
    tls: clientTls(service, at),
    credentials: credentialsOf(service),
    limits: [],
  };
}

function clientTls(service: Effective, at: Span): ClientTls {
  const trust = trustOf(service);
  const by = trust.chainBy ?? trust.peerBy;
  const name = service.all('checkHost')[0];
  const minimum = service.last('sslVersionMin') ?? service.last('sslVersion');
  const [ca, certificate, key] = ['CAfile', 'cert', 'key'].map((option) => fileAt(service, option));
  const place = by === undefined ? { ...at, isDefault: true as const } : { start: by.start, end: by.end };
  return {
    at,
    skipVerify: { value: !isVerified(trust) && !trust.psk, ...place },
    ...(name && { serverName: sayWord(name.assignment.value) }),
    ...(minimum && { minVersion: sayWord(minimum.assignment.value) }),
    ...(ca && { ca }),
    ...(certificate && { certificate }),
    ...(key && { key }),
  };
}

function credentialsOf(service: Effective): readonly Credential[] {
  const psk = service.last('PSKsecrets');
  const from = fileAt(service, 'PSKsecrets');
  const password = service.last('protocolPassword');
  const user = service.last('protocolUsername');
  const list: Credential[] = [];
  if (psk !== undefined && from !== undefined) list.push({ type: 'psk', at: nameSpan(psk), from });
  if (password !== undefined) {
    const { value, from: other } = password.assignment;
    const secret = other === undefined ? { secret: secretOf(password.assignment.name.text, value.text, value) } : {};
    list.push({
      type: 'basic',
      at: nameSpan(password),
      ...(user && { user: sayWord(user.assignment.value) }),
      ...secret,
    });
  }
  return list;
}

function nameSpan({ assignment: { name } }: Setting): Span {
  return { start: name.start, end: name.end };
}

/** The process of the whole file; who starts it may give it another user. */
function processOf({ global, services }: StunnelDocument): Process {
  const last = (name: string) => global.assignments.findLast((line) => line.option?.name === name);
  const [user, group, chroot] = ['setuid', 'setgid', 'chroot'].map(last);
  const at = headerOf(services[0] ?? global);
  return {
    runsIn: 'shell',
    program: 'stunnel',
    name: 'stunnel',
    at,
    ...(user && { user: sayWord(user.value) }),
    flags: [],
    hardening: {
      ...(group && { setgid: sayWord(group.value) }),
      ...(chroot && { chroot: sayWord(chroot.value) }),
    },
  };
}
