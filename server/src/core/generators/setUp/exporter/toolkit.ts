import { linkedToolkit } from '../../../kinds/targets';
import { release } from '../../../schema/version';
import type { SetUp } from '../setUp';

/** What not every exporter-toolkit can do; a key that it does not know keeps the exporter from starting. */
export interface ToolkitFeatures {
  /** `client_allowed_sans`, since toolkit 0.10. */
  readonly clientNames: boolean;
  /** `rate_limit`, since toolkit 0.15. */
  readonly rateLimit: boolean;
}

/**
 * Versions of exporters of which the toolkit is known from their `go.mod`: the first that surely has a feature, not the
 * first that has it.
 */
const CLIENT_NAMES_SINCE: Readonly<Record<string, string>> = {
  node: '1.7.0',
  blackbox: '0.25.0',
  mysqld: '0.16.0',
  postgres: '0.16.0',
  nginx: '1.3.0',
  pushgateway: '1.10.0',
  alertmanager: '0.27.0',
};
const RATE_LIMIT_SINCE: Readonly<Record<string, string>> = { node: '1.11.0' };

/** What the web configuration of the exporter of `setUp` may say, by its version; of the unknown: nothing. */
export function toolkitFeatures({ exporter, version }: Pick<SetUp, 'exporter' | 'version'>): ToolkitFeatures {
  if (exporter.id === 'prometheus') {
    const toolkit = linkedToolkit(release(version)) ?? 0;
    // Its interface asks for many things at once, which a limit for scrapes would refuse.
    return { clientNames: toolkit >= release('0.10'), rateLimit: false };
  }
  const isSince = (table: Readonly<Record<string, string>>) => {
    const since = table[exporter.id];
    return since !== undefined && release(version) >= release(since);
  };
  return { clientNames: isSince(CLIENT_NAMES_SINCE), rateLimit: isSince(RATE_LIMIT_SINCE) };
}
