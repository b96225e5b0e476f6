import type { Finding } from '../findings/finding';
import type { Repetition } from './repetition';
import type { StructShape } from './shape';
import type { Version } from './version';

/** What decoding needs to know besides the node and its shape. */
export interface Decoding {
  /** The version of the program that reads the file. */
  readonly version: Version;
  /** The program's name for messages: `Prometheus`, `exporter-toolkit`. */
  readonly program: string;
  readonly report: (finding: Finding) => void;
  /** The structs around the node, innermost last: where a misplaced key may belong. */
  readonly around: readonly StructShape[];
  /** How much of what is decoded is a repetition. */
  readonly repetition: Repetition;
}
