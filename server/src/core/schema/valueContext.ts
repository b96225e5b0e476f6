import type { Finding } from '../findings/finding';
import type { Version } from './version';

/** Who refuses the file, and which version of it the file is for. */
export interface ValueContext {
  readonly program: string;
  readonly version: Version;
  readonly report: (finding: Finding) => void;
  /** Whether the syntax around is broken, so that a missing key may just not have been read. */
  readonly incomplete: boolean;
}
