import { resolve } from 'node:path';
import { BCRYPT_COSTS } from '../../core/formats/bcrypt';
import { bcryptCostIn } from '../../core/policy/bcryptCost';
import { findConfig } from '../config';

/**
 * The cost of bcrypt hashes for files in `folder`, which need not be there: what the user wants, or else what the nearest
 * `.scrapeguard.yaml` says, or else the usual one.
 */
export function bcryptCostFor(folder: string, wanted: number | undefined): number {
  return wanted ?? bcryptCostIn(findConfig(resolve(folder))?.text ?? '') ?? BCRYPT_COSTS.usual;
}
