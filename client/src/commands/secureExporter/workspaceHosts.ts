import { textOf } from '../../../../server/src/core/generators/extend/extension';
import { type Job, jobsOf, staticTargets } from '../../../../server/src/core/generators/extend/jobs';
import { isHost } from '../../../../server/src/core/generators/names';
import { addressClass, parseAddress } from '../../../../server/src/core/model/address';
import { parseYaml } from '../../../../server/src/core/syntax/yaml/parser';
import type { Span } from '../../../../server/src/core/text/span';

/** As many as fit into a line that somebody reads. */
const MOST_HOSTS = 12;

/** The hosts that the texts, each a prometheus.yml, scrape at `port`, without this machine itself. */
export function hostsIn(texts: readonly string[], port: string): readonly string[] {
  const addresses = texts.flatMap(jobsIn).flatMap(({ block }) => {
    const targets = block === undefined ? [] : staticTargets(block);
    return targets.map((target) => parseAddress(textOf(target) ?? ''));
  });
  const hosts = addresses
    .filter((address) => address.port === port && isHost(address.host) && addressClass(address.host) !== 'loopback')
    .map(({ host }) => host.toLowerCase());
  return [...new Set(hosts)].slice(0, MOST_HOSTS);
}

/** Where the job called `name` stands in a prometheus.yml; undefined where it does not, or twice. */
export function jobAt(text: string, name: string): Span | undefined {
  const [job, ...others] = jobsIn(text).filter((one) => one.name === name);
  return others.length > 0 ? undefined : job?.block;
}

function jobsIn(text: string): readonly Job[] {
  const root = parseYaml(text).documents[0]?.root;
  return root?.type === 'mapping' ? (jobsOf(root) ?? []) : [];
}
