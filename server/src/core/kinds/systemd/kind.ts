import { NO_NOUNS } from '../../model/nouns';
import type { ReaderKind } from '../reader';

/** Builds the kind `systemd`. */
export function systemdKind(): ReaderKind {
  return {
    id: 'systemd',
    checks: [],
    secretKeys: [],
    read: () => ({ findings: [], nouns: NO_NOUNS }),
    outline: () => [],
  };
}
