import type { Finding } from '../findings/finding';
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
  /** How often yaml.v2 followed an alias; shared by one document, so that an alias bomb ends. */
  readonly aliases: { decoded: number; followed: number };
}

/** yaml.v2 refuses documents that are mostly made of repetitions (decode.go, allowedAliasRatio). */
export const ALIAS_LIMIT = 100_000;
