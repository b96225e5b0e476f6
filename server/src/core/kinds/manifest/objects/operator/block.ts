import type { StructValue } from '../../../../schema/value';
import type { MappingNode } from '../../../../syntax/yaml/nodes';
import type { BlockSort } from './blocks';

/** A part of an object that was checked: the mapping as it stands in the text, and those of its keys that are judged. */
export interface CheckedBlock {
  readonly sort: BlockSort;
  readonly node: MappingNode;
  readonly value: StructValue;
}
