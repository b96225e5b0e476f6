import prometheusSchema from '../../../../schemas/prometheus.schema.json';
import webConfigSchema from '../../../../schemas/web-config.schema.json';
import type { Json, SchemaNode } from './shape';
import { parseVersion, release, type Version } from './version';

/** The version of exporter-toolkit that the schema was written for: 0.17 brought no key of its own. */
const TOOLKIT_KNOWN: Version = 17_000;

/** The newest version that `schema` tells apart: the largest one in its `x-since` and `x-since-values`; 0 without any. */
export function newestVersion(schema: Json): Version {
  if (Array.isArray(schema)) return Math.max(0, ...schema.map(newestVersion));
  if (typeof schema !== 'object' || schema === null) return 0;
  let newest = 0;
  for (const [key, value] of Object.entries(schema as SchemaNode)) {
    newest = Math.max(newest, ...sinceVersions(key, value), newestVersion(value));
  }
  return newest;
}

function sinceVersions(key: string, value: Json): readonly Version[] {
  if (key === 'x-since' && typeof value === 'string') return [parseVersion(value) ?? 0];
  if (key !== 'x-since-values' || typeof value !== 'object' || value === null) return [];
  return Object.values(value).map((text) => (typeof text === 'string' ? parseVersion(text) : undefined) ?? 0);
}

/** The newest Prometheus that the schema knows, keys of its main branch included: what files are checked for. */
export function newestPrometheus(): Version {
  return newestVersion(prometheusSchema as unknown as Json);
}

/** The newest exporter-toolkit that the schema knows. */
export function newestToolkit(): Version {
  return Math.max(TOOLKIT_KNOWN, newestVersion(webConfigSchema as unknown as Json));
}

/** The newest stunnel whose options are known: 5.75, of May 2025 (stunnel-rules.md, head). */
export function newestStunnel(): Version {
  return release('5.75');
}
