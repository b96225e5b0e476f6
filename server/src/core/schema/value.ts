import type { MappingNode, SequenceNode, YamlNode } from '../syntax/yaml/nodes';
import type { AnyShape, Field, ListShape, MapShape, ScalarShape, Shape, StructShape } from './shape';

/** An explicit or absent null: Go's zero value of the field, which is not its default. */
export interface NullValue {
  readonly kind: 'null';
  readonly node: YamlNode;
  readonly shape: Shape;
}

/** A scalar in the type of its field. `value` of a string field is the source text, whatever YAML makes of it. */
export interface ScalarValue {
  readonly kind: 'scalar';
  readonly node: YamlNode;
  readonly shape: ScalarShape;
  readonly value: string | number | boolean;
}

/** A key of a mapping with its value; the value is absent where it could not be decoded. */
export interface Entry {
  readonly key: string;
  readonly keyNode: YamlNode;
  readonly value?: Value;
  readonly field?: Field;
}

/** A mapping with known keys; unknown ones are left out. */
export interface StructValue {
  readonly kind: 'struct';
  readonly node: MappingNode;
  readonly shape: StructShape;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Keys that were probably meant by a misspelled one: they are not missing, they are wrong. */
  readonly meant: ReadonlySet<string>;
}

/** A mapping with free keys. */
export interface MapValue {
  readonly kind: 'map';
  readonly node: MappingNode;
  readonly shape: MapShape;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A list with its decoded items. */
export interface ListValue {
  readonly kind: 'list';
  readonly node: SequenceNode;
  readonly shape: ListShape;
  /** One for each item of the node; undefined where it could not be decoded. */
  readonly items: readonly (Value | undefined)[];
}

/** A value of a field that takes anything. */
export interface AnyValue {
  readonly kind: 'any';
  readonly node: YamlNode;
  readonly shape: AnyShape;
}

/** A YAML node decoded into a shape the way Go's yaml.v2 decodes it into a struct. */
export type Value = NullValue | ScalarValue | StructValue | MapValue | ListValue | AnyValue;

/** The struct under `key`; undefined where it is absent, null or of another type. */
export function structAt(value: StructValue, key: string): StructValue | undefined {
  const found = value.entries.get(key)?.value;
  return found?.kind === 'struct' ? found : undefined;
}

/** The map under `key`; undefined where it is absent, null or of another type. */
export function mapAt(value: StructValue, key: string): MapValue | undefined {
  const found = value.entries.get(key)?.value;
  return found?.kind === 'map' ? found : undefined;
}

/** The items of the list under `key` with their decoded values; none where it is absent or null. */
export function listAt(value: StructValue, key: string): readonly (Value | undefined)[] {
  const found = value.entries.get(key)?.value;
  return found?.kind === 'list' ? found.items : [];
}

/** The structs in the list under `key`. */
export function structsAt(value: StructValue, key: string): readonly StructValue[] {
  return listAt(value, key).filter((item) => item?.kind === 'struct');
}

/** The scalar under `key` as text; undefined where it is absent, null, or no scalar. */
export function textAt(value: StructValue, key: string): string | undefined {
  const found = value.entries.get(key)?.value;
  return found?.kind === 'scalar' ? String(found.value) : undefined;
}

/** The number under `key`; undefined where it is absent, null, or none. */
export function numberAt(value: StructValue, key: string): number | undefined {
  const found = value.entries.get(key)?.value;
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}

/** The boolean under `key`; `absent` where the key is not there, false where it is null (Go's zero value). */
export function booleanAt(value: StructValue, key: string, absent = false): boolean {
  const found = value.entries.get(key)?.value;
  if (found === undefined) return absent;
  return found.kind === 'scalar' && found.value === true;
}

/** Whether `key` is there with something that is not Go's zero value (null, `""`, `0`, `false`, `[]` and `{}` are). */
export function isSet(value: StructValue, key: string): boolean {
  const found = value.entries.get(key)?.value;
  switch (found?.kind) {
    case undefined:
      return value.entries.has(key);
    case 'null':
      return false;
    case 'scalar':
      return found.value !== '' && found.value !== 0 && found.value !== false;
    case 'list':
      return found.items.length > 0;
    case 'map':
      return found.entries.size > 0;
    default:
      return true;
  }
}

/** Whether `key` is there and not null: a pointer field of Go that is not nil. */
export function isGiven(value: StructValue, key: string): boolean {
  const found = value.entries.get(key);
  return found !== undefined && found.value?.kind !== 'null';
}
