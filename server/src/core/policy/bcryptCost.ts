import { BCRYPT_COSTS } from '../formats/bcrypt';
import { resolveAlias, valueAt } from '../syntax/yaml/nodes';
import { parseYaml } from '../syntax/yaml/parser';
import { resolveScalar } from '../syntax/yaml/resolve';

/**
 * The cost of bcrypt hashes that the text of a `.scrapeguard.yaml` says; undefined where it says none, or one that does
 * not count. For those who need nothing else of it: `configReader` brings all rules along.
 */
export function bcryptCostIn(text: string): number | undefined {
  const value = valueAt(parseYaml(text).documents[0]?.root, 'bcryptCost');
  const node = value && resolveAlias(value);
  if (node?.type !== 'scalar') return undefined;
  const resolved = resolveScalar(node);
  // yaml.v2 takes a broken number for a whole one, too.
  const cost = resolved.type === 'int' || resolved.type === 'float' ? Math.trunc(Number(resolved.value)) : Number.NaN;
  return cost >= BCRYPT_COSTS.least && cost <= BCRYPT_COSTS.most ? cost : undefined;
}
