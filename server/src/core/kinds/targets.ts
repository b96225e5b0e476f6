import { newestPrometheus, newestStunnel, newestToolkit } from '../schema/newest';
import { parseTarget, release, type Version } from '../schema/version';
import type { Targets } from './kind';

/** What the user says of versions; empty texts mean the newest that is known. */
export interface WantedVersions {
  readonly prometheusVersion: string;
  readonly toolkitVersion: string;
  readonly stunnelVersion: string;
}

/** The newest versions of all programs: what files are checked for where nobody says otherwise. */
export function newestTargets(): Targets {
  return { prometheus: newestPrometheus(), toolkit: newestToolkit(), stunnel: newestStunnel() };
}

/** The exporter-toolkit that a Prometheus links, from the first version that does (since-behaviour 75). */
const TOOLKITS: readonly (readonly [prometheus: string, toolkit: string])[] = [
  ['3.14', '0.17'],
  ['3.8', '0.15'],
  ['2.50', '0.11'],
  ['2.45', '0.10'],
  ['2.31', '0.7'],
  ['2.29', '0.6.1'],
  ['2.24', '0.4'],
];

/**
 * The versions that the file at `path` is checked for. Other exporters have a toolkit of their own age, so the version
 * of Prometheus says something about a web configuration only where that is Prometheus' own.
 */
export function targetsFor(path: string, wanted: WantedVersions, newest: Targets): Targets {
  const prometheus = parseTarget(wanted.prometheusVersion);
  const toolkit = parseTarget(wanted.toolkitVersion);
  const linked = prometheus !== undefined && isPrometheusOwn(path) ? linkedToolkit(prometheus) : undefined;
  return {
    prometheus: prometheus ?? newest.prometheus,
    toolkit: toolkit ?? linked ?? newest.toolkit,
    stunnel: parseTarget(wanted.stunnelVersion) ?? newest.stunnel,
  };
}

/** Whether the file or its folder is called after Prometheus, and not after an exporter. */
function isPrometheusOwn(path: string): boolean {
  const [folder = '', name = ''] = path.split('/').slice(-2);
  return /prometheus/i.test(name) || (/^prometheus$/i.test(folder) && !/exporter/i.test(name));
}

/** The exporter-toolkit inside of `prometheus`; undefined for one that has none. */
export function linkedToolkit(prometheus: Version): Version | undefined {
  const found = TOOLKITS.find(([since]) => prometheus >= release(since));
  return found === undefined ? undefined : release(found[1]);
}
