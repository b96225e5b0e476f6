import { defineChecks } from '../../../findings/check';
import { addressClass } from '../../../model/address';
import { type Effective, isClient, isYes, type Setting } from '../effective';
import { onValue } from '../report';
import { isAuthenticated, trustOf } from '../trust';
import { isAnyHost, splitAddress } from '../values/address';
import { fixOf, newValue } from './edits';
import { isUnknown, type Lint, type Remark, remark } from './lint';
import { isTold, TRUST_OPTIONS } from './told';

const common = { category: 'security', source: 'stunnel', rules: ['5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  all: {
    ...common,
    code: 'bind-all-interfaces',
    severity: 'warning',
    summary: 'A server service that listens on all interfaces and lets everybody in.',
  },
  allKnown: {
    ...common,
    code: 'bind-all-interfaces',
    severity: 'info',
    summary: 'A service that listens on all interfaces: a server that asks who comes, or a client.',
  },
  plain: {
    ...common,
    code: 'stunnel-plaintext-backend',
    severity: 'warning',
    summary: 'The leg without TLS goes over the network.',
  },
});

/** Who can reach a service, and which way its plain text goes. */
export const listening: Lint = (input) =>
  input.services
    .filter((service) => isTold(input, service.scope, TRUST_OPTIONS))
    .flatMap((service) => [
      ...service.all('accept').flatMap((setting) => accepting(service, setting)),
      ...(isClient(service) ? [] : service.all('connect').flatMap((setting) => passingOn(setting))),
    ]);

function accepting(service: Effective, setting: Setting): readonly Remark[] {
  const { value, assignment } = setting;
  const address = splitAddress(value);
  if (value === '' || address === undefined || isUnknown(value)) return [];
  const isEverywhere = isAnyHost(address.host);
  const at = onValue(assignment);
  const fixes = fixOf('Listen on 127.0.0.1', [newValue(assignment, `127.0.0.1:${address.port}`)]);
  // Who is meant to connect decides about the address: it is a choice.
  const choices = fixes.map((fix) => ({ ...fix, kind: 'refactor' as const }));
  if (isClient(service)) {
    if (isEverywhere) {
      const text =
        'Whoever reaches this host can use the tunnel, and the way to it is in clear text. Listen on `127.0.0.1` unless others are meant to.';
      return [remark(infos.allKnown, at, text, { fixes: choices })];
    }
    if (!isOverNetwork(address.host)) return [];
    const text =
      'What goes into the tunnel here comes in clear text over the network. Run stunnel beside the program that uses it, and listen on `127.0.0.1`.';
    return [remark(infos.plain, at, text, { fixes })];
  }
  if (!isEverywhere) return [];
  if (isAuthenticated(trustOf(service)) || isYes(service, 'libwrap')) {
    const text =
      'This listens on all interfaces, of the host and of its containers. It asks who comes, but an address of the network that is meant would let fewer try.';
    return [remark(infos.allKnown, at, text, { fixes: choices })];
  }
  const text =
    'This listens on all interfaces and asks nobody for a certificate: TLS hides what is said, but not from those who connect. Name the address of the network that is meant, or add `verifyChain = yes` with the CA of your clients.';
  return [remark(infos.all, at, text, { fixes: choices })];
}

function passingOn({ value, assignment }: Setting): readonly Remark[] {
  const address = splitAddress(value);
  if (value === '' || address === undefined || isUnknown(value)) return [];
  if (isAnyHost(address.host) || !isOverNetwork(address.host)) return [];
  const text =
    'The last hop, from here to this host, is in clear text. Run stunnel beside the backend and connect to `127.0.0.1`.';
  return [remark(infos.plain, onValue(assignment), text)];
}

/** Whether plain text on the way to `host` goes over a network that others share. */
function isOverNetwork(host = ''): boolean {
  const distance = addressClass(host.trim());
  return distance === 'private' || distance === 'public';
}
