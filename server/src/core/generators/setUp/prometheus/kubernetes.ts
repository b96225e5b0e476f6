import type { NewBlock, NewEntry } from '../../../edits/edits';
import { encodeBase64 } from '../../../formats/base64';
import { type GeneratedFile, plainFile, secretFile } from '../../generatedFile';
import { manifest } from '../../yamlFile';
import type { Credentials } from '../credentials';
import type { KubernetesSide, SetUp } from '../setUp';
import { alertGroups, alertsComment } from './alerts';
import { BODY_SIZE_LIMIT, jobWith, LABEL_LIMIT, SAMPLE_LIMIT, targetGroup } from './scrapeJob';

/** The keys of the Secret. */
const KEYS = {
  authority: 'ca.crt',
  certificate: 'client.crt',
  key: 'client.key',
  user: 'username',
  password: 'password',
} as const;

/** Where the operator mounts the Secrets that `prometheusSpec.secrets` names. */
const MOUNTED = '/etc/prometheus/secrets';

/**
 * What is applied to the cluster: the credentials as a Secret, the job as a ScrapeConfig or as Helm values, and the
 * alerts as a PrometheusRule. None where Prometheus is not in a cluster.
 */
export function kubernetesFiles(setUp: SetUp, credentials: Credentials): readonly GeneratedFile[] {
  const { kubernetes } = setUp.prometheus;
  if (kubernetes === undefined) return [];
  const job =
    kubernetes.form === 'scrape-config'
      ? plainFile('kubernetes/scrape-config.yml', scrapeConfig(setUp, kubernetes))
      : plainFile('kubernetes/values.yml', helmValues(setUp));
  return [
    secretFile('kubernetes/secret.yml', secret(setUp, kubernetes, credentials)),
    job,
    plainFile('kubernetes/prometheus-rule.yml', prometheusRule(setUp, kubernetes)),
  ];
}

/** The job as a name of Kubernetes: lower-case letters, digits and `-` (RFC 1123). */
export function objectName({ prometheus: { job } }: Pick<SetUp, 'prometheus'>): string {
  const name = job
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name === '' ? 'exporter' : name;
}

/** The name of the Secret. */
export function secretName(setUp: Pick<SetUp, 'prometheus'>): string {
  return `${objectName(setUp)}-scraping`;
}

/** `kind` with its metadata; objects that the operator looks for carry the label of its release. */
function object(
  { release, namespace }: KubernetesSide,
  { apiVersion, kind, name }: { readonly apiVersion: string; readonly kind: string; readonly name: string },
): readonly NewEntry[] {
  return [
    { key: 'apiVersion', value: apiVersion },
    { key: 'kind', value: kind },
    {
      key: 'metadata',
      value: [
        { key: 'name', value: { text: name } },
        { key: 'namespace', value: { text: namespace } },
        ...(kind === 'Secret' ? [] : [{ key: 'labels', value: [{ key: 'release', value: { text: release } }] }]),
      ],
    },
  ];
}

function secret(setUp: SetUp, side: KubernetesSide, credentials: Credentials): string {
  const { asks, prometheus } = setUp;
  const { authority, client, login } = credentials;
  const entries: readonly (readonly [string, string | undefined])[] = [
    [KEYS.authority, authority],
    [KEYS.certificate, asks.certificate ? client?.certificate : undefined],
    [KEYS.key, asks.certificate ? client?.key : undefined],
    [KEYS.user, asks.password ? prometheus.user : undefined],
    [KEYS.password, asks.password ? login?.password : undefined],
  ];
  const data = entries.flatMap(([key, text]) =>
    text === undefined ? [] : [{ key, value: { text: encodeBase64(new TextEncoder().encode(text)) } }],
  );
  const comment = [
    'Base64 hides nothing: this file is as secret as what is in it. Keep it out of repositories, or keep it there in an',
    'encrypted form (Sealed Secrets, SOPS).',
  ];
  return manifest(comment, [
    ...object(side, { apiVersion: 'v1', kind: 'Secret', name: secretName(setUp) }),
    { key: 'type', value: 'Opaque' },
    { key: 'data', value: data },
  ]);
}

function scrapeConfig(setUp: SetUp, side: KubernetesSide): string {
  const { exporter, prometheus, targets } = setUp;
  const spec: readonly NewEntry[] = [
    // The label `job`; how the job is called, the operator decides.
    { key: 'jobName', value: { text: prometheus.job } },
    { key: 'scheme', value: 'HTTPS' },
    ...(exporter.path === '/metrics' ? [] : [{ key: 'metricsPath', value: exporter.path }]),
    { key: 'scrapeInterval', value: prometheus.interval },
    { key: 'sampleLimit', value: String(SAMPLE_LIMIT) },
    { key: 'labelLimit', value: String(LABEL_LIMIT) },
    { key: 'bodySizeLimit', value: BODY_SIZE_LIMIT },
    ...identity(setUp),
    { key: 'staticConfigs', value: targets.map((target) => targetGroup(setUp, target)) },
  ];
  const kind = { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', name: objectName(setUp) };
  return manifest(
    [`The operator of the release ${side.release} reads this by its label. Apply secret.yml first.`],
    [...object(side, kind), { key: 'spec', value: spec }],
  );
}

/** `tlsConfig` and `basicAuth` of a ScrapeConfig. */
function identity(setUp: SetUp): readonly NewEntry[] {
  const { asks, certificates } = setUp;
  const selector = (key: string): NewBlock => [
    { key: 'name', value: { text: secretName(setUp) } },
    { key: 'key', value: key },
  ];
  const tls: readonly NewEntry[] = [
    ...(certificates === 'acme' ? [] : [{ key: 'ca', value: [{ key: 'secret', value: selector(KEYS.authority) }] }]),
    ...(asks.certificate
      ? [
          { key: 'cert', value: [{ key: 'secret', value: selector(KEYS.certificate) }] },
          { key: 'keySecret', value: selector(KEYS.key) },
        ]
      : []),
  ];
  const login: NewEntry = {
    key: 'basicAuth',
    value: [
      { key: 'username', value: selector(KEYS.user) },
      { key: 'password', value: selector(KEYS.password) },
    ],
  };
  return [...(tls.length === 0 ? [] : [{ key: 'tlsConfig', value: tls }]), ...(asks.password ? [login] : [])];
}

function helmValues(setUp: SetUp): string {
  const at = (key: string) => `${MOUNTED}/${secretName(setUp)}/${key}`;
  const job = jobWith(setUp, {
    authority: at(KEYS.authority),
    certificate: at(KEYS.certificate),
    key: at(KEYS.key),
    password: at(KEYS.password),
    targets: '',
  });
  const spec: readonly NewEntry[] = [
    { key: 'secrets', value: [secretName(setUp)] },
    { key: 'additionalScrapeConfigs', value: [job] },
  ];
  const comment = [
    'Values of kube-prometheus-stack, to be given after those of the release. Helm replaces lists as a whole: if yours has',
    '`secrets` or `additionalScrapeConfigs` already, copy these items to them instead.',
  ];
  return manifest(comment, [{ key: 'prometheus', value: [{ key: 'prometheusSpec', value: spec }] }]);
}

function prometheusRule(setUp: SetUp, side: KubernetesSide): string {
  const kind = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    name: `${objectName(setUp)}-scraping`,
  };
  return manifest(alertsComment(setUp), [
    ...object(side, kind),
    { key: 'spec', value: [{ key: 'groups', value: alertGroups(setUp) }] },
  ]);
}
