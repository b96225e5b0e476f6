import { defineChecks } from '../../../findings/check';
import type { Setting } from '../effective';
import { type Inspection, onName, type Spot } from '../report';
import { PROTOCOLS } from '../vocabulary';
import { type Judged, settled } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  service: {
    ...base,
    code: 'wrong-endpoint-count',
    rules: ['3a', '3b'],
    summary: 'A service has not exactly two endpoints: where connections come from and where they go to.',
    program: 'Each service must define two endpoints',
  },
  inetd: {
    ...base,
    code: 'wrong-endpoint-count',
    rules: ['2', '3a', '3b'],
    summary: 'A file without services (inetd mode) has not exactly one endpoint.',
    program: 'Inetd mode must define one endpoint',
  },
  acceptInInetd: {
    ...base,
    code: 'accept-without-service',
    rules: ['3b'],
    summary: '`accept` stands in a file without services.',
    program: "'accept' option is only allowed in a [section]",
  },
});

/** An endpoint, and the line that makes it one. */
interface Endpoint {
  readonly name: string;
  readonly setting: Setting;
}

/** Reports a service that does not have what it connects (stunnel-rules.md 3a). */
export function checkEndpoints(service: Judged, inspection: Inspection): void {
  const endpoints = endpointsOf(service, inspection);
  if (endpoints === undefined) return;
  const { report } = inspection;
  if (!service.isInetd) {
    if (endpoints.length < 2 && service.isComplete) {
      report(infos.service, service.head, tooFew(endpoints), firstWords(service));
    }
    const odd = endpoints.length > 2 ? oneTooMany(endpoints) : undefined;
    if (odd !== undefined) report(infos.service, odd, tooMany(endpoints));
    return;
  }
  if (!service.isComplete) return;
  const accept = service.last('accept');
  if (accept !== undefined) {
    const text =
      'Without a `[service]` stunnel serves one connection on its standard input (inetd mode), so that `accept` is refused. Write a header above it.';
    report(infos.acceptInInetd, onName(accept.assignment), text);
    return;
  }
  if (endpoints.length === 1) return;
  const text = `Without a \`[service]\` stunnel serves one connection on its standard input (inetd mode) and passes it to exactly one \`connect\` or \`exec\`; here are ${endpoints.length === 0 ? 'none' : names(endpoints)}.`;
  report(infos.inetd, service.head, text, firstWords(service));
}

/** What stunnel says first of a service that is empty: a server without a certificate goes no further. */
function firstWords(service: Judged): { readonly program?: string } {
  const hasEnd = ['accept', 'connect', 'exec'].some((name) => service.last(name) !== undefined);
  const isBare = service.side === 'server' && !hasEnd && service.last('cert') === undefined;
  return isBare ? { program: 'TLS server needs a certificate' } : {};
}

function endpointsOf(service: Judged, inspection: Inspection): readonly Endpoint[] | undefined {
  const transparent = settled(service, 'transparent', inspection);
  const protocol = settled(service, 'protocol', inspection);
  const { side } = service;
  // Which side it is decides whether these are endpoints.
  const isDoubtful = ['sni', 'protocol'].some((name) => service.last(name) !== undefined);
  if (transparent === undefined || protocol === undefined || (side === undefined && isDoubtful)) return undefined;
  // A protocol on the wrong side, or an `sni` of the wrong form, is one mistake and reported as that.
  const sni = service.last('sni')?.value;
  if (side !== undefined && PROTOCOLS.get(protocol)?.[side] === false) return undefined;
  if (side === 'server' && sni !== undefined && !sni.includes(':')) return undefined;
  const isProtocolEnd = (protocol === 'socks' && side === 'server') || (protocol === 'capwinctrl' && side === 'client');
  const counts: Readonly<Record<string, boolean>> = {
    accept: true,
    connect: true,
    exec: true,
    transparent: transparent === 'destination' || transparent === 'both',
    protocol: isProtocolEnd,
    sni: side === 'server',
  };
  return Object.keys(counts).flatMap((name) => {
    const setting = counts[name] ? service.last(name) : undefined;
    return setting === undefined ? [] : [{ name, setting }];
  });
}

function tooFew(endpoints: readonly Endpoint[]): string {
  const [only] = endpoints;
  const has = only === undefined ? 'This service has none' : `This service has only \`${only.name}\``;
  const missing = only?.name === 'accept' ? '`connect` or `exec`' : '`accept` and `connect`';
  return `${has} of the two endpoints it needs. Add ${only?.name === 'connect' ? '`accept` (or `exec`)' : missing}.`;
}

function tooMany(endpoints: readonly Endpoint[]): string {
  return `A service has exactly two endpoints; here are ${names(endpoints)}. Remove one of them, also if it is inherited from the global part.`;
}

function names(endpoints: readonly Endpoint[]): string {
  const words = endpoints.map(({ name, setting }) => {
    const shown = name === 'protocol' || name === 'transparent' ? `${name} = ${setting.value}` : name;
    return `\`${shown}\``;
  });
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The endpoint that most likely does not belong there. */
function oneTooMany(endpoints: readonly Endpoint[]): Spot | undefined {
  const found = (name: string) => endpoints.find((endpoint) => endpoint.name === name);
  const second = found('sni') === undefined ? undefined : found('accept');
  const odd = found('transparent') ?? found('protocol') ?? second ?? found('exec') ?? endpoints.at(-1);
  return odd && onName(odd.setting.assignment);
}
