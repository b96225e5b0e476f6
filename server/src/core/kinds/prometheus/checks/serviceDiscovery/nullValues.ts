import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
import { listAt } from '../../../../schema/value';
import { writeInstead } from '../../../nullDefault';
import { keySpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';

export const infos = defineChecks({
  nullValue: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [98, 111, 120, 122, 127, 135, 136, 137, 138, 140, 142],
    tag: 'LOAD',
    summary: 'A key of a service discovery has no value: that is not its default, and the empty value is refused.',
    program: '%s',
  },
  nullEnvironment: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [121],
    tag: 'APPLY',
    summary: 'The `environment` of an Azure discovery has no value.',
    program: 'there is no cloud configuration matching the name ""',
  },
  nullItem: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [94, 127, 134],
    tag: 'LOAD',
    summary: 'An item of a list of a service discovery is empty, where the empty text is refused.',
    program: '%s',
  },
});

const AZURE_METHODS = '"OAuth", "ManagedIdentity", "SDK" or "WorkloadIdentity"';

/** Keys whose default a null does not keep (spec rule 11), by definition: the program's words for the empty value. */
const KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dns_sd_config: { type: 'invalid DNS-SD records type ' },
  consul_sd_config: { server: 'consul SD configuration requires a server address' },
  nomad_sd_config: { server: 'nomad SD configuration requires a server address' },
  azure_sd_config: {
    authentication_method: `unknown authentication_type "". Supported types are ${AZURE_METHODS}`,
    environment: 'there is no cloud configuration matching the name ""',
  },
  digitalocean_sd_config: { role: 'role missing (one of: droplets, databases)' },
  openstack_sd_config: { availability: 'unknown availability , must be one of admin, internal or public' },
  triton_sd_config: { role: "triton SD configuration requires role to be 'container' or 'cn'" },
  oci_sd_config: { auth: 'oci_sd: unknown auth method "", expected "api_key" or "instance_principal"' },
  ovhcloud_sd_config: { endpoint: 'endpoint can not be empty' },
  outscale_sd_config: { region: 'outscale SD configuration requires a region' },
  scaleway_sd_config: {
    zone: 'scaleway-sdk-go: default zone cannot be empty',
    api_url: "scaleway-sdk-go: invalid API url ''",
  },
};

const nullKeys: PrometheusCheck = (value, _place, { report }) => {
  for (const [key, program] of Object.entries(KEYS[value.shape.name] ?? {})) {
    const found = value.entries.get(key)?.value;
    if (found?.kind !== 'null') continue;
    const standard = value.shape.fields.get(key)?.schema.default;
    const fixes = typeof standard === 'string' ? [writeInstead(found, standard)] : [];
    const info = key === 'environment' ? infos.nullEnvironment : infos.nullValue;
    const text = `\`${key}\` has no value, and its default does not count then. Give it a value, or remove the key.`;
    report(info, keySpan(value, key), text, { fixes, program });
  }
};

/** Lists of texts whose items are looked at, by definition: the program's words for an empty item. */
const LISTS: Readonly<Record<string, readonly [key: string, words: (index: number) => string]>> = {
  file_sd_config: ['files', () => 'path name "" is not valid for file discovery'],
  nerve_sd_config: ['paths', () => "nerve SD config paths must begin with '/': "],
  serverset_sd_config: ['paths', () => "serverset SD config paths must begin with '/': "],
  oci_sd_config: ['compartments', (index) => `oci_sd: compartments[${index}] must not be empty`],
};

const nullItems: PrometheusCheck = (value, _place, { report }) => {
  const [key, words] = LISTS[value.shape.name] ?? [];
  if (key === undefined || words === undefined) return;
  listAt(value, key).forEach((item, index) => {
    if (item?.kind !== 'null') return;
    const span = item.node.start === item.node.end ? keySpan(value, key) : spanOf(item.node);
    report(infos.nullItem, span, 'This item of the list is empty. Fill it, or remove it.', { program: words(index) });
  });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = Object.fromEntries(
  [...new Set([...Object.keys(KEYS), ...Object.keys(LISTS)])].map((name) => [name, [nullKeys, nullItems]]),
);
