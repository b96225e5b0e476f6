import { NO_NOUNS } from '../../model/nouns';
import type { ReaderKind } from '../reader';

/** Builds the kind `nginx`. */
export function nginxKind(): ReaderKind {
  return {
    id: 'nginx',
    checks: [],
    secretKeys: [],
    read: () => ({ findings: [], nouns: NO_NOUNS }),
    outline: () => [],
  };
}
