/** How many nodes were decoded, how many of them for an alias, and whether that became too many. */
export interface Repetition {
  decoded: number;
  repeated: number;
  /** How many aliases the node that is decoded lies in. */
  depth: number;
  exceeded: boolean;
}

/** The count for a new piece of a document. */
export function noRepetition(): Repetition {
  return { decoded: 0, repeated: 0, depth: 0, exceeded: false };
}

/**
 * Counts a node and tells whether the document is mostly made of repetitions, so that an alias bomb ends. The limits
 * are those of yaml.v2 (decode.go, allowedAliasRatio): 99 % up to 400,000 nodes, falling to 10 % at 4,000,000.
 */
export function countNode(counted: Repetition): boolean {
  counted.decoded++;
  if (counted.depth > 0) counted.repeated++;
  const { decoded, repeated } = counted;
  counted.exceeded ||= repeated > 100 && decoded > 1000 && repeated / decoded > allowedRatio(decoded);
  return counted.exceeded;
}

const LOW = 400_000;
const HIGH = 4_000_000;

function allowedRatio(decoded: number): number {
  if (decoded <= LOW) return 0.99;
  if (decoded >= HIGH) return 0.1;
  return 0.99 - (0.89 * (decoded - LOW)) / (HIGH - LOW);
}
