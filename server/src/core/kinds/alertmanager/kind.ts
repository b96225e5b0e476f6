import { NO_NOUNS } from '../../model/nouns';
import type { ReaderKind } from '../reader';

/** Builds the kind `alertmanager`. */
export function alertmanagerKind(): ReaderKind {
  return {
    id: 'alertmanager',
    checks: [],
    secretKeys: [],
    read: () => ({ findings: [], nouns: NO_NOUNS }),
    outline: () => [],
  };
}
