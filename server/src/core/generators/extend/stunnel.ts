import { newlineOf } from '../../edits/lines';
import { parseStunnel, type Service, type StunnelDocument } from '../../kinds/stunnel/document';
import { type Effective, effective, isClient } from '../../kinds/stunnel/effective';
import { isAnyHost, splitAddress } from '../../kinds/stunnel/values/address';
import { type StunnelService, stunnelService } from '../setUp/network/stunnel';
import type { SetUp } from '../setUp/setUp';
import { type Extension, UNCHANGED } from './extension';

/** Options that would make more of the service than it says, or let in others, if the global part hands them down. */
const FOREIGN = [
  'accept',
  'connect',
  'exec',
  'redirect',
  'protocol',
  'checkHost',
  'checkEmail',
  'checkIP',
  'verify',
  'sni',
  'CApath',
  'CAengine',
  'PSKsecrets',
  'PSKidentity',
];

/** Values with which the service would not start, or would refuse Prometheus: its CA is no certificate of a peer. */
const UNFIT: readonly (readonly [name: string, value: RegExp])[] = [
  ['sslVersion', /^(SSLv[23]|TLSv1|TLSv1\.1)$/i],
  ['sslVersionMax', /^(SSLv[23]|TLSv1|TLSv1\.1)$/i],
  ['verifyPeer', /^yes$/i],
];

/**
 * What adds the tunnel of `setUp` to the stunnel.conf `text` of its machines.
 * @returns a problem as `withService`, and where the machines would need different files
 */
export function withTunnel(text: string, setUp: SetUp): Extension {
  const [service, ...others] = setUp.targets.map((target) => stunnelService(setUp, target));
  if (service === undefined) return UNCHANGED;
  const isOne = others.every(({ options }) => JSON.stringify(options) === JSON.stringify(service.options));
  if (isOne) {
    const extension = withService(text, service);
    return 'problem' in extension ? { problem: `stunnel.conf: ${extension.problem}` } : extension;
  }
  return {
    problem: `stunnel.conf: One does not fit all machines: some are named by an IPv6 address, and [${service.name}] has to listen on both families there. Do this for the others on their own.`,
  };
}

/**
 * What adds `service` to the stunnel.conf `text`, in the style of the services that are there; no change where it is
 * there already, with all that it says.
 * @returns a problem where a service of that name says something else, where something listens at its address already,
 * or where the global part would change what the service does
 */
export function withService(text: string, service: StunnelService): Extension {
  const document = parseStunnel(text);
  const { template, services, statements } = document;
  const broken = statements.find((line) => line.kind === 'stray' || (line.kind === 'header' && line.isBroken === true));
  if (template !== undefined) {
    return { problem: 'This file is a template of a stunnel.conf. Add the service where the template is filled in.' };
  }
  if (broken !== undefined) {
    return { problem: `stunnel cannot read line ${broken.line} of this file. Correct it first.` };
  }
  // Names of services are compared letter by letter, and the rest of stunnel.conf is not (stunnel-rules.md 1).
  const same = services.find(({ header }) => header.name.text === service.name);
  if (same !== undefined) return says(effective(document, same), service) ? UNCHANGED : otherContent(same, service);
  const problem = listenerProblem(document, service) ?? globalProblem(document);
  return problem === undefined ? addition(document, service) : { problem };
}

/** Whether a service says all of `service`; what it says besides is its own matter. */
function says(existing: Effective, { options }: StunnelService): boolean {
  return options.every(([name, value]) => {
    const settings = existing.all(name);
    const isList = settings[0]?.option.isList === true;
    const counting = isList ? settings : settings.slice(-1);
    return counting.length === 1 && counting.every((setting) => sameValue(setting.value, value));
  });
}

/** yes and no are read in any case. */
function sameValue(a: string, b: string): boolean {
  return a === b || (/^(yes|no)$/i.test(b) && a.toLowerCase() === b.toLowerCase());
}

function otherContent({ header }: Service, { name }: StunnelService): Extension {
  return {
    problem: `A service [${name}] is there already (line ${header.line}) and says something else. Rename it or take it out, and do this again.`,
  };
}

/** Two services cannot listen at one address: stunnel would not start. */
function listenerProblem(document: StunnelDocument, { name, options }: StunnelService): string | undefined {
  const accept = options.find(([option]) => option === 'accept')?.[1];
  if (accept === undefined) return undefined;
  for (const scope of [document.global, ...document.services]) {
    for (const { value, line } of scope.byName.get('accept') ?? []) {
      if (!collides(value.text, accept)) continue;
      return `Line ${line} listens at ${value.text} already, where [${name}] should (${accept}). Choose another port, or take that service out.`;
    }
  }
  return undefined;
}

function collides(a: string, b: string): boolean {
  const [one, other] = [splitAddress(a), splitAddress(b)];
  if (one === undefined || other === undefined || one.port !== other.port) return a === b;
  return isAnyHost(one.host) || isAnyHost(other.host) || one.host === other.host;
}

function globalProblem({ global, services }: StunnelDocument): string | undefined {
  const set = (name: string) => global.byName.get(name.toLowerCase()) ?? [];
  const unfit = UNFIT.flatMap(([name, values]) => set(name).filter(({ value }) => values.test(value.text)));
  const foreign = [...FOREIGN.flatMap(set), ...unfit].at(0);
  if (foreign === undefined) return undefined;
  const { name, line } = foreign;
  if (services.length === 0) {
    return `This file is one service without a name (line ${line}: ${name.text}). Put a header such as [tunnel] above it first.`;
  }
  return `The global part sets ${name.text} for all services (line ${line}), a new one too. Move it into the services that it is meant for first.`;
}

function addition(document: StunnelDocument, { name, options }: StunnelService): Extension {
  const { text } = document;
  const newline = newlineOf(text);
  const { indent, equals } = styleOf(document);
  const written = [...takenBack(document), ...options].map(([option, value]) => `${indent}${option}${equals}${value}`);
  const lines = [`[${name}]`, ...written].map((line) => line + newline).join('');
  return { changes: [{ start: text.length, end: text.length, newText: gapBehind(text, newline) + lines }] };
}

/** What the global part says for clients, since this service is a server. */
function takenBack(document: StunnelDocument): StunnelService['options'] {
  return isClient(effective(document, document.global)) ? [['client', 'no']] : [];
}

/** How the options of the last service are written, or of the global part where there is none. */
function styleOf({ text, global, services }: StunnelDocument): { readonly indent: string; readonly equals: string } {
  const last = services.findLast(({ assignments }) => assignments.length > 0);
  const example = (last ?? global).assignments.find(({ from, value }) => from === undefined && value.text !== '');
  if (example === undefined) return { indent: '', equals: ' = ' };
  const { name, value, start } = example;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indent = last === undefined ? '' : (/^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '');
  // Options in columns are none for this one.
  const equals = /^\s*=\s*$/.test(text.slice(name.end, value.start)) && text[name.end] === '=' ? '=' : ' = ';
  return { indent, equals };
}

/** An empty line between what is there and the new service. */
function gapBehind(text: string, newline: string): string {
  if (text.trim() === '') return '';
  if (/\n[ \t]*\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? newline : newline + newline;
}
