import { parseVersion, type Version } from '../../server/src/core/schema/version';

/** Which exporter-toolkit Prometheus links, from which version on; newest first. */
const TOOLKITS: readonly (readonly [prometheus: string, toolkit: string])[] = [
  ['3.14', '0.17'],
  ['3.8', '0.15'],
  ['2.50', '0.11'],
  ['2.45', '0.10'],
  ['2.31', '0.7'],
  ['2.29', '0.6.1'],
  ['2.24', '0.4'],
];

/** The exporter-toolkit inside of `prometheus`, as far as its keys tell. */
export function toolkitOf(prometheus: Version): Version {
  const found = TOOLKITS.find(([since]) => prometheus >= (parseVersion(since) ?? 0));
  return parseVersion(found?.[1] ?? '0.1') ?? 0;
}
