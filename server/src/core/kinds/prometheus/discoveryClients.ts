import type { Client, Credential, Said } from '../../model/nouns';
import { said } from '../../model/secretForm';
import { listAt, type StructValue, structsAt } from '../../schema/value';
import { headOf, placeOf, saidTextAt } from '../saidAt';
import { keySpan } from '../walk';
import { clientTls } from './clientTls';
import { credential, credentialsOf } from './credentials';
import { defaultScheme, type Scheme, schemeOf, schemeOfUrls } from './scheme';

/** How a service discovery is called. */
interface Caller {
  /** The key of its URL, of a list of URLs, or of a host with its own key for the scheme. */
  readonly target?: string;
  /** What is called where that key is missing. */
  readonly otherwise?: string;
  /** The scheme where the target tells none: of a cloud's own address, or of a bare host. */
  readonly scheme: 'http' | 'https';
}

/**
 * The service discoveries that call somebody over HTTP, with the defaults of Prometheus (prometheus-rules.md 9). The
 * others read files, ask DNS or Zookeeper, or take their whole client from the machine (`gce`).
 */
const CALLERS: Readonly<Record<string, Caller>> = {
  http_sd_configs: { target: 'url', scheme: 'http' },
  kubernetes_sd_configs: { target: 'api_server', scheme: 'https' },
  consul_sd_configs: { target: 'server', otherwise: 'localhost:8500', scheme: 'http' },
  nomad_sd_configs: { target: 'server', otherwise: 'http://localhost:4646', scheme: 'http' },
  docker_sd_configs: { target: 'host', scheme: 'http' },
  dockerswarm_sd_configs: { target: 'host', scheme: 'http' },
  eureka_sd_configs: { target: 'server', scheme: 'http' },
  kuma_sd_configs: { target: 'server', scheme: 'http' },
  marathon_sd_configs: { target: 'servers', scheme: 'http' },
  puppetdb_sd_configs: { target: 'url', scheme: 'http' },
  uyuni_sd_configs: { target: 'server', scheme: 'http' },
  openstack_sd_configs: { target: 'identity_endpoint', scheme: 'https' },
  triton_sd_configs: { target: 'endpoint', scheme: 'https' },
  scaleway_sd_configs: { target: 'api_url', scheme: 'https' },
  stackit_sd_configs: { target: 'endpoint', scheme: 'https' },
  aws_sd_configs: { target: 'endpoint', scheme: 'https' },
  ec2_sd_configs: { target: 'endpoint', scheme: 'https' },
  ecs_sd_configs: { target: 'endpoint', scheme: 'https' },
  elasticache_sd_configs: { target: 'endpoint', scheme: 'https' },
  lightsail_sd_configs: { target: 'endpoint', scheme: 'https' },
  msk_sd_configs: { target: 'endpoint', scheme: 'https' },
  outscale_sd_configs: { target: 'endpoint', scheme: 'https' },
  rds_sd_configs: { target: 'endpoint', scheme: 'https' },
  azure_sd_configs: { scheme: 'https' },
  digitalocean_sd_configs: { scheme: 'https' },
  hetzner_sd_configs: { scheme: 'https' },
  ionos_sd_configs: { scheme: 'https' },
  linode_sd_configs: { scheme: 'https' },
  oci_sd_configs: { scheme: 'https' },
  ovhcloud_sd_configs: { scheme: 'https' },
  vultr_sd_configs: { scheme: 'https' },
};

/** Whether `job` has a service discovery of any sort. */
export function hasDiscovery(job: StructValue): boolean {
  return [...job.entries.keys()].some(isDiscovery);
}

function isDiscovery(key: string): boolean {
  return key.endsWith('_sd_configs');
}

/** The clients of the service discoveries of `job` (a scrape config or an Alertmanager), each named by its key. */
export function discoveryClients(job: StructValue): readonly Client[] {
  const keys = [...job.entries.keys()].filter(isDiscovery);
  return keys.flatMap((key) => {
    const caller = CALLERS[key];
    return caller === undefined ? [] : structsAt(job, key).map((item) => discoveryClient(key, item, caller));
  });
}

function discoveryClient(name: string, item: StructValue, caller: Caller): Client {
  const at = headOf(item);
  const targets = targetsOf(item, caller);
  const tls = clientTls(item);
  const { target } = caller;
  return {
    role: 'discovery',
    name,
    at,
    block: placeOf(item.node),
    scheme: schemeAt(item, targets, caller),
    targets,
    discovers: false,
    isProbe: false,
    ...(tls && { tls }),
    credentials: [...credentialsOf(item, target), ...ownCredentials(item)],
    limits: [],
  };
}

function targetsOf(item: StructValue, { target, otherwise }: Caller): readonly Said<string>[] {
  if (target === undefined) return [];
  const list = listAt(item, target);
  const items = list.flatMap((url) => (url?.kind === 'scalar' ? [said(String(url.value), url.node)] : []));
  const one = saidTextAt(item, target);
  if (one !== undefined || items.length > 0) return [...items, ...(one === undefined ? [] : [one])];
  return otherwise === undefined ? [] : [{ value: otherwise, isDefault: true, ...headOf(item) }];
}

function schemeAt(item: StructValue, targets: readonly Said<string>[], { scheme }: Caller): Scheme {
  const own = saidTextAt(item, 'scheme');
  if (own !== undefined) return schemeOf(own);
  const ofUrls = schemeOfUrls(targets);
  const [first] = targets;
  // A bare host, or nothing at all: what counts is the default. An unknown host may bring a scheme with it.
  const isBare = first?.value === undefined ? first === undefined : !first.value.includes('://');
  if (ofUrls === undefined || isBare) return defaultScheme(scheme, headOf(item));
  return first?.isDefault ? { ...ofUrls, isDefault: true } : ofUrls;
}

/** The keys of a discovery's own secrets, beside those of its HTTP client, with the key that says whose they are. */
const OWN: readonly (readonly [key: string, type: Credential['type'], user?: string])[] = [
  ['password', 'basic', 'username'],
  ['secret_key', 'signature', 'access_key'],
  ['client_secret', 'oauth2', 'client_id'],
  ['application_credential_secret', 'token', 'application_credential_name'],
  ['application_secret', 'signature', 'application_key'],
  ['service_account_key', 'signature'],
  ['token', 'token'],
  ['auth_token', 'token'],
];

function ownCredentials(item: StructValue): readonly Credential[] {
  return OWN.flatMap(([secret, type, user]) => {
    const file = item.shape.fields.get(secret)?.schema['x-secret-file'];
    const keys = [secret, ...(typeof file === 'string' ? [file] : [])].filter((key) => item.entries.has(key));
    const [key] = keys;
    if (key === undefined) return [];
    const names = { secret, ...(user !== undefined && { user }), ...(typeof file === 'string' && { file }) };
    return [credential(type, keySpan(item, key), item, names)];
  });
}
