import type { FileContent, FileRef } from '../../../model/nouns';
import { type StructValue, structAt, type Value } from '../../../schema/value';
import type { Span } from '../../../text/span';
import { placeOf, saidTextAt } from '../../saidAt';
import { keySpan } from '../../walk';

/** The key of a Secret that `key` of `holder` names; absent where it names none. */
export function secretAt(holder: StructValue, key: string, holds: FileContent): FileRef | undefined {
  const selector = structAt(holder, key);
  return selector === undefined ? undefined : referenceAt(keySpan(holder, key), selector, holds, 'secret');
}

/** The key of a Secret or ConfigMap that `key` of `holder` names, for a value that may be kept in either. */
export function sourceAt(holder: StructValue, key: string, holds: FileContent): FileRef | undefined {
  const source = structAt(holder, key);
  if (source === undefined) return undefined;
  const map = structAt(source, 'configMap');
  if (map !== undefined) return referenceAt(keySpan(source, 'configMap'), map, holds, 'config-map');
  return secretAt(source, 'secret', holds);
}

function referenceAt(at: Span, selector: StructValue, holds: FileContent, base: 'secret' | 'config-map'): FileRef {
  const [name, inner] = [saidTextAt(selector, 'name')?.value, saidTextAt(selector, 'key')?.value];
  const path = name === undefined || inner === undefined ? undefined : `${name}/${inner}`;
  return { path, holds, base, ...placeOf(at) };
}

const HOLDS: Readonly<Record<string, FileRef['holds']>> = {
  password: 'password',
  username: 'username',
  credentials: 'token',
  tokenRef: 'token',
  keySecret: 'key',
  ca: 'ca',
  cert: 'certificate',
};

/** Every key of a Secret or ConfigMap that is named below `value`, which stands under the key `under` at `at`. */
export function referencesIn(value: Value, under = '', at: Span = value.node): readonly FileRef[] {
  if (value.kind === 'list') {
    return value.items.flatMap((item) => (item === undefined ? [] : referencesIn(item, under)));
  }
  if (value.kind !== 'struct' && value.kind !== 'map') return [];
  if (value.kind === 'struct' && value.shape.name === 'SecretKeySelector') {
    return [referenceAt(at, value, HOLDS[under] ?? 'secret', 'secret')];
  }
  return [...value.entries].flatMap(([key, { value: inner, keyNode }]) => {
    if (inner === undefined) return [];
    if (key === 'configMap' && inner.kind === 'struct') {
      return [referenceAt(keyNode, inner, HOLDS[under] ?? 'secret', 'config-map')];
    }
    return referencesIn(inner, key === 'secret' ? under : key, keyNode);
  });
}
