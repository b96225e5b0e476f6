import { NO_NOUNS } from '../../model/nouns';
import type { ReaderKind } from '../reader';

/** Builds the kind `firewall`. */
export function firewallKind(): ReaderKind {
  return {
    id: 'firewall',
    checks: [],
    secretKeys: [],
    read: () => ({ findings: [], nouns: NO_NOUNS }),
    outline: () => [],
  };
}
