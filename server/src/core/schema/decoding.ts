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
  /**
   * `json`: the program makes JSON of the YAML and checks that, as Kubernetes does. A null of a mapping is an absent key
   * then, and the versions of keys are not the decoder's business. `yaml3`: it decodes into its structs as yaml.v3,
   * where the keys of a mapping win over what is merged into it. Absent: as yaml.v2.
   */
  readonly reading?: 'json' | 'yaml3';
  /** How much of what is decoded is a repetition. */
  readonly repetition: Repetition;
}
