import type { Edits } from '../../edits/edits';
import { parseAddress } from '../../model/address';
import { type MappingNode, pairOf, valueAt } from '../../syntax/yaml/nodes';
import type { TextChange } from '../../text/edit';
import { PROMETHEUS_PORT, selfScrapeSecurity } from '../setUp/prometheus/prometheusWeb';
import type { SetUp } from '../setUp/setUp';
import { textOf } from './extension';
import { hasAnchor, isSecuredBy, type Job, staticTargets } from './jobs';
import { secureBlock } from './secureBlock';

/** What becomes of the jobs by which Prometheus scrapes itself when its interface is secured. */
export type SelfScrape =
  | { readonly changes: readonly TextChange[]; readonly blocks: readonly MappingNode[] }
  | { readonly problem: string };

/** The changes after which Prometheus still gets its own metrics; `webUser` is who it logs in as with a password. */
export function securedSelfScrape(
  edits: Edits,
  jobs: readonly Job[],
  { setUp, webUser }: { readonly setUp: SetUp; readonly webUser: string },
): SelfScrape {
  const changes: TextChange[] = [];
  const blocks: MappingNode[] = [];
  if (setUp.prometheus.web === 'unchanged') return { changes, blocks };
  for (const { name, block } of jobs) {
    if (block === undefined || name === setUp.prometheus.job) continue;
    const hosts = ownHosts(block, setUp);
    const [host] = hosts;
    if (host === undefined) continue;
    const stranger = hosts.find((own) => !setUp.prometheus.names.includes(own)) ?? host;
    const security = selfScrapeSecurity(setUp, { where: 'absolute', webUser, host: stranger });
    const beside = selfScrapeSecurity(setUp, { where: 'beside', webUser, host: stranger });
    if (isSecuredBy(block, security) || isSecuredBy(block, beside)) continue;
    if (textOf(valueAt(block, 'scheme')) === 'https') {
      return {
        problem: `Prometheus' own interface is secured already: the job ${name ?? 'without a name'} scrapes it by https. Leave it as it is (\`--prometheus-web unchanged\`), or whoever gets in there now is shut out.`,
      };
    }
    const made = secureBlock(edits, block, security).filter((change) => change !== undefined);
    if (isShared(block, hosts) || hasAnchor(block) || made.length < secureBlock(edits, block, security).length) {
      return {
        problem: `The job ${name ?? 'without a name'} scrapes Prometheus' own interface, which becomes https. Give Prometheus a job of its own there, with only "job_name" and "static_configs", and do this again.`,
      };
    }
    changes.push(...made);
    blocks.push(block);
  }
  return { changes, blocks };
}

/** The hosts among the targets of `block` that are this Prometheus. */
function ownHosts(block: MappingNode, { prometheus: { names } }: SetUp): readonly string[] {
  const path = textOf(valueAt(block, 'metrics_path')) ?? '/metrics';
  if (path !== '/metrics') return [];
  const own = new Set(['localhost', '127.0.0.1', '::1', ...names]);
  return staticTargets(block).flatMap((node) => {
    const { host, port } = parseAddress(textOf(node) ?? '');
    return port === String(PROMETHEUS_PORT) && own.has(host) ? [host] : [];
  });
}

/** Whether the job has other targets, whose scheme would change with it. */
function isShared(block: MappingNode, own: readonly string[]): boolean {
  const discovers = block.pairs.some(({ key }) => textOf(key)?.endsWith('_sd_configs'));
  return discovers || staticTargets(block).length > own.length || pairOf(block, '<<') !== undefined;
}
