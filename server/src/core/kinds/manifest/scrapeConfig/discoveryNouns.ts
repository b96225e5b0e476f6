import type { Client, Credential, Said } from '../../../model/nouns';
import { type StructValue, structAt } from '../../../schema/value';
import { defaultScheme, type Scheme, schemeOf, schemeOfUrls } from '../../prometheus/scheme';
import { headOf, placeOf, saidTextAt } from '../../saidAt';
import { keySpan } from '../../walk';
import { clientTls, credentialsOf, own } from '../nouns/client';
import { secretAt } from '../nouns/references';

/** The key with the address that a discovery calls, and the scheme where that tells none. */
const CALLERS: Readonly<Record<string, { readonly target?: string; readonly scheme: 'http' | 'https' }>> = {
  httpSDConfigs: { target: 'url', scheme: 'http' },
  kubernetesSDConfigs: { target: 'apiServer', scheme: 'https' },
  consulSDConfigs: { target: 'server', scheme: 'http' },
  nomadSDConfigs: { target: 'server', scheme: 'http' },
  dockerSDConfigs: { target: 'host', scheme: 'http' },
  dockerSwarmSDConfigs: { target: 'host', scheme: 'http' },
  eurekaSDConfigs: { target: 'server', scheme: 'http' },
  kumaSDConfigs: { target: 'server', scheme: 'http' },
  puppetDBSDConfigs: { target: 'url', scheme: 'http' },
  openstackSDConfigs: { target: 'identityEndpoint', scheme: 'https' },
  scalewaySDConfigs: { target: 'apiURL', scheme: 'https' },
  lightSailSDConfigs: { target: 'endpoint', scheme: 'https' },
  ec2SDConfigs: { scheme: 'https' },
  azureSDConfigs: { scheme: 'https' },
  digitalOceanSDConfigs: { scheme: 'https' },
  hetznerSDConfigs: { scheme: 'https' },
  ionosSDConfigs: { scheme: 'https' },
  linodeSDConfigs: { scheme: 'https' },
  ovhcloudSDConfigs: { scheme: 'https' },
};

/** The client of `item`, a service discovery in the list `name`; none where it calls nobody over HTTP. */
export function discoveryClient(name: string, item: StructValue): readonly Client[] {
  const caller = Object.hasOwn(CALLERS, name) ? CALLERS[name] : undefined;
  if (caller === undefined) return [];
  const address = caller.target === undefined ? undefined : saidTextAt(item, caller.target);
  const targets = address === undefined ? [] : [address];
  const tls = clientTls(item);
  const at = headOf(item);
  return [
    {
      role: 'discovery',
      name,
      at,
      block: placeOf(item.node),
      scheme: callScheme(item, targets, defaultScheme(caller.scheme, at)),
      targets,
      discovers: false,
      isProbe: false,
      ...(tls && { tls }),
      credentials: [...credentialsOf(item), ...ownCredentials(item)],
      limits: [],
    },
  ];
}

/** The scheme that is written, that of the address, or `otherwise` for a bare host. */
function callScheme(item: StructValue, targets: readonly Said<string>[], otherwise: Scheme): Scheme {
  const written = saidTextAt(item, 'scheme');
  if (written !== undefined) return schemeOf(written);
  const [first] = targets;
  const isBare = first === undefined || (first.value !== undefined && !first.value.includes('://'));
  return isBare ? otherwise : (schemeOfUrls(targets) ?? otherwise);
}

function ownCredentials(item: StructValue): readonly Credential[] {
  return [
    ...own(item, 'secretKey', 'signature', 'secret'),
    ...own(item, 'clientSecret', 'oauth2', 'secret'),
    ...own(item, 'password', 'basic', 'password'),
    ...own(item, 'applicationCredentialSecret', 'token', 'secret'),
    ...own(item, 'applicationSecret', 'signature', 'secret'),
  ];
}

/** The client that fetches the tokens of `owner`, which is called `name`; none without `oauth2`. */
export function tokenClient(owner: StructValue, name: string): readonly Client[] {
  const block = structAt(owner, 'oauth2');
  if (block === undefined) return [];
  const at = placeOf(keySpan(owner, 'oauth2'));
  const url = saidTextAt(block, 'tokenUrl');
  const targets = url === undefined ? [] : [url];
  const tls = clientTls(block);
  const from = secretAt(block, 'clientSecret', 'secret');
  return [
    {
      role: 'oauth2',
      name,
      at,
      block: placeOf(block.node),
      scheme: schemeOfUrls(targets) ?? { value: undefined, ...at },
      targets,
      discovers: false,
      isProbe: false,
      ...(tls && { tls }),
      credentials: [{ type: 'oauth2', at, ...(from && { from }) }],
      limits: [],
    },
  ];
}
