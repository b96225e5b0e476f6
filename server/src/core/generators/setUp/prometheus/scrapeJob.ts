import type { NewBlock, NewEntry } from '../../../edits/edits';
import { inUrl } from '../../names';
import type { SetUp, Target } from '../setUp';

/** How a prometheus.yml names the files of a job: they lie beside it, or where `deploy.sh` puts them. */
export type Where = 'beside' | 'absolute';

/** The paths of a job's files, as the job names them. */
export interface JobPaths {
  /** The authority of the targets' certificates. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly password: string;
  /** The targets of a tailnet. */
  readonly targets: string;
}

/** More than an exporter has, and less than what harms Prometheus: a scrape beyond it fails, and an alert says so. */
export const SAMPLE_LIMIT = 20_000;
export const LABEL_LIMIT = 64;
export const BODY_SIZE_LIMIT = '20MB';

/** The names of the job's files in the folder of Prometheus. */
export function jobFileNames({ prometheus: { job } }: Pick<SetUp, 'prometheus'>): JobPaths {
  return {
    authority: `${job}-ca.crt`,
    certificate: `${job}-client.crt`,
    key: `${job}-client.key`,
    password: `${job}.password`,
    targets: `${job}-targets.json`,
  };
}

/** The paths of the job's files as a prometheus.yml names them. */
export function jobPaths(setUp: SetUp, where: Where): JobPaths {
  const { authority, certificate, key, password, targets } = jobFileNames(setUp);
  const at = (name: string) => pathOf(setUp, where, name);
  return {
    authority: at(authority),
    certificate: at(certificate),
    key: at(key),
    password: at(password),
    targets: at(targets),
  };
}

/** How a prometheus.yml names the file `name` in the folder of Prometheus. */
export function pathOf({ places }: Pick<SetUp, 'places'>, where: Where, name: string): string {
  return where === 'beside' ? name : `${places.prometheus}/${name}`;
}

/** The job that scrapes the targets of `setUp`, as an item of `scrape_configs`. */
export function scrapeJob(setUp: SetUp, where: Where): NewBlock {
  return jobWith(setUp, jobPaths(setUp, where));
}

/** The job with its files at `paths`. */
export function jobWith(setUp: SetUp, paths: JobPaths): NewBlock {
  const { prometheus, exporter } = setUp;
  return [
    { key: 'job_name', value: { text: prometheus.job } },
    ...(exporter.path === '/metrics' ? [] : [{ key: 'metrics_path', value: exporter.path }]),
    { key: 'scrape_interval', value: prometheus.interval },
    { key: 'sample_limit', value: String(SAMPLE_LIMIT) },
    { key: 'label_limit', value: String(LABEL_LIMIT) },
    { key: 'body_size_limit', value: BODY_SIZE_LIMIT },
    ...jobSecurity(setUp, paths),
    ...jobTargets(setUp, paths),
  ];
}

/** What makes a job a secured one: its scheme, whom it trusts, and what it shows. Nothing in a tailnet. */
export function jobSecurity(setUp: SetUp, paths: JobPaths): readonly NewEntry[] {
  if (setUp.profile === 'tailnet') return [];
  const { asks, certificates, prometheus } = setUp;
  const tls = [
    // Certificates of an ACME service are those of a public authority, which every machine knows.
    ...(certificates === 'acme' ? [] : [{ key: 'ca_file', value: paths.authority }]),
    ...(asks.certificate
      ? [
          { key: 'cert_file', value: paths.certificate },
          { key: 'key_file', value: paths.key },
        ]
      : []),
  ];
  return [
    { key: 'scheme', value: 'https' },
    ...(tls.length === 0 ? [] : [{ key: 'tls_config', value: tls }]),
    ...(asks.password ? [basicAuth(prometheus.user, paths.password)] : []),
  ];
}

/** `basic_auth` with the password in a file. */
export function basicAuth(user: string, passwordFile: string): NewEntry {
  return {
    key: 'basic_auth',
    value: [
      { key: 'username', value: { text: user } },
      { key: 'password_file', value: passwordFile },
    ],
  };
}

function jobTargets(setUp: SetUp, { targets }: JobPaths): readonly NewEntry[] {
  if (setUp.profile === 'tailnet') return [{ key: 'file_sd_configs', value: [filesBlock(targets)] }];
  return [{ key: 'static_configs', value: setUp.targets.map((target) => targetGroup(setUp, target)) }];
}

/** The item of `file_sd_configs` that names the file `path`. */
export function filesBlock(path: string): NewBlock {
  return [{ key: 'files', value: [path] }];
}

/** The target group of `target`, as an item of `static_configs`. */
export function targetGroup(setUp: SetUp, target: Target): NewBlock {
  return [
    { key: 'targets', value: [targetAddress(setUp, target)] },
    { key: 'labels', value: [{ key: 'instance', value: { text: target.name } }] },
  ];
}

/** Where Prometheus connects to: the first name of `target` with the port. */
export function targetAddress({ port }: Pick<SetUp, 'port'>, { names, name }: Target): string {
  return `${inUrl(names[0] ?? name)}:${port}`;
}

/** The targets in the form of file_sd, which Prometheus reads again whenever it changes. */
export function targetsJson(setUp: SetUp): string {
  const groups = setUp.targets.map((target) => ({
    targets: [targetAddress(setUp, target)],
    labels: { instance: target.name },
  }));
  return `${JSON.stringify(groups, undefined, 2)}\n`;
}
