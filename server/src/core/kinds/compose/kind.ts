import { NO_NOUNS } from '../../model/nouns';
import type { ReaderKind } from '../reader';

/** Builds the kind `compose`. */
export function composeKind(): ReaderKind {
  return {
    id: 'compose',
    checks: [],
    secretKeys: [],
    read: () => ({ findings: [], nouns: NO_NOUNS }),
    outline: () => [],
  };
}
