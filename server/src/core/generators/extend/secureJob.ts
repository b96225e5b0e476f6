import type { Edits, NewEntry } from '../../edits/edits';
import { editsFor } from '../../edits/editsFor';
import { parseAddress } from '../../model/address';
import { type MappingNode, pairOf, type YamlNode } from '../../syntax/yaml/nodes';
import { parseYaml } from '../../syntax/yaml/parser';
import type { TextChange } from '../../text/edit';
import type { Span } from '../../text/span';
import { jobPaths, jobSecurity, targetAddress, type Where } from '../setUp/prometheus/scrapeJob';
import type { SetUp } from '../setUp/setUp';
import { areMade, type Extension, textOf } from './extension';
import { hasAnchor, LOGIN_KEYS, staticTargets } from './jobs';
import { secureBlock } from './secureBlock';

/**
 * Turns the job around `at` in `text` (a prometheus.yml, a list of jobs, Helm values) into the secured one of `setUp`: its
 * scheme, whom it trusts, what it shows, and the port of its targets. A password that nobody asks for any more goes; what
 * else it says stays.
 * @returns a problem where there is no such job, where it also scrapes what is no target of `setUp`, or logs in otherwise
 */
export function secureJob(text: string, at: Span, setUp: SetUp, where: Where = 'absolute'): Extension {
  const roots = parseYaml(text).documents.flatMap(({ root }) => root ?? []);
  const block = jobAround(roots, at);
  if (block === undefined) return { problem: 'There is no job at this place any more. Ask again from the finding.' };
  const name = textOf(pairOf(block, 'job_name')?.value) ?? '';
  const security = jobSecurity(setUp, jobPaths(setUp, where));
  const problem = unfit(
    block,
    security.map(({ key }) => key),
  );
  if (problem !== undefined) return { problem: `The job "${name}" ${problem}` };
  const edits = editsFor('prometheus', text);
  const targets = staticTargets(block).map((node) => ({ node, wanted: addressFor(textOf(node) ?? '', setUp) }));
  const stranger = targets.find(({ wanted }) => wanted === undefined);
  if (stranger !== undefined) {
    return {
      problem: `The job "${name}" also scrapes ${textOf(stranger.node) ?? 'something'}, which is no machine of this set-up. Secure that one too, or give it a job of its own.`,
    };
  }
  const moved = targets.flatMap(({ node, wanted = '' }): readonly (TextChange | undefined)[] =>
    textOf(node) === wanted ? [] : [edits.replaceValue(node, wanted)],
  );
  const changes = [...secureBlock(edits, block, security), ...withoutLogin(edits, block, security), ...moved];
  if (areMade(changes)) return { changes };
  return { problem: `The job "${name}" is written in a way that cannot be changed safely. Change it by hand.` };
}

/** Takes a password out that `security` does not have. */
function withoutLogin(
  edits: Edits,
  block: MappingNode,
  security: readonly NewEntry[],
): readonly (TextChange | undefined)[] {
  const login = pairOf(block, 'basic_auth');
  return login === undefined || security.some(({ key }) => key === 'basic_auth') ? [] : [edits.removeEntry(login.key)];
}

/** What in the job keeps it from being secured by `keys`; undefined where nothing does. */
function unfit(block: MappingNode, keys: readonly string[]): string | undefined {
  if (hasAnchor(block)) return 'has an anchor ("&"), so that other jobs would change with it. Change it by hand.';
  if (pairOf(block, '<<') !== undefined) return 'takes some of its keys from an anchor ("<<"). Change it by hand.';
  const login = LOGIN_KEYS.find((key) => !keys.includes(key) && pairOf(block, key) !== undefined);
  if (login !== undefined && keys.includes('basic_auth')) {
    return `logs in with "${login}", and Prometheus allows only one login. Remove it first.`;
  }
  // The exporter of this set-up has no users any more: a password would be sent, and kept, for nothing.
  if (login !== undefined && login !== 'basic_auth') {
    return `logs in with "${login}", for which nothing asks in this set-up. Remove it first.`;
  }
  const isFound = block.pairs.some(({ key }) => textOf(key)?.endsWith('_sd_configs'));
  return isFound ? 'finds its targets by itself, so their ports cannot be changed here. Change it by hand.' : undefined;
}

/** The innermost mapping around `at` that has a job's name. */
function jobAround(nodes: readonly YamlNode[], at: Span): MappingNode | undefined {
  let found: MappingNode | undefined;
  let inside: readonly YamlNode[] = nodes;
  for (;;) {
    const node = inside.find(({ start, end }) => start <= at.start && at.end <= end);
    if (node?.type === 'mapping' && pairOf(node, 'job_name') !== undefined) found = node;
    if (node?.type === 'mapping') inside = node.pairs.map(({ value }) => value);
    else if (node?.type === 'sequence') inside = node.items;
    else return found;
  }
}

/** The address by which `setUp` scrapes the machine of `address`: its port may be another one now. */
function addressFor(address: string, setUp: SetUp): string | undefined {
  const { host } = parseAddress(address);
  const target = setUp.targets.find(({ names }) => names.includes(host.toLowerCase()));
  if (target === undefined) return undefined;
  const isFirst = target.names[0] === host.toLowerCase();
  return targetAddress(setUp, isFirst ? target : { ...target, names: [host] });
}
