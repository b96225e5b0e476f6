import type { FileContent, FileRef } from '../../../../model/nouns';
import { said } from '../../../../model/secretForm';
import { type StructValue, structAt, textAt, type Value } from '../../../../schema/value';
import { fileRefOf, placeOf } from '../../../saidAt';
import { valueSpan } from '../../../walk';

/** What a reference holds, by the key that it stands under. */
const HOLDS: Readonly<Record<string, FileContent>> = {
  ca: 'ca',
  client_ca: 'ca',
  cert: 'certificate',
  keySecret: 'key',
  username: 'username',
  password: 'password',
  credentials: 'token',
  bearerTokenSecret: 'token',
  clientId: 'username',
  clientSecret: 'secret',
};

/** The key of a Secret or ConfigMap that `key` of `holder` names, directly or in one of the two forms. */
export function referenceAt(holder: StructValue, key: string): FileRef | undefined {
  const found = structAt(holder, key);
  if (found === undefined) return undefined;
  const holds = HOLDS[key] ?? 'secret';
  const [secret, configMap] = [structAt(found, 'secret'), structAt(found, 'configMap')];
  if (found.entries.has('key')) return selector(found, holds, 'secret');
  if (secret !== undefined) return selector(secret, holds, 'secret');
  return configMap === undefined ? undefined : selector(configMap, holds, 'config-map');
}

function selector(value: StructValue, holds: FileContent, base: 'secret' | 'config-map'): FileRef {
  const [name, key] = [textAt(value, 'name'), textAt(value, 'key')];
  const at = placeOf(valueSpan(value, 'key'));
  const isKnown = name !== undefined && name !== '' && key !== undefined;
  return { path: isKnown ? said(`${name}/${key}`, at).value : undefined, holds, base, ...at };
}

/** Everything that `value` names: keys of Secrets and ConfigMaps, and files in the container. */
export function referencesIn(value: Value): readonly FileRef[] {
  switch (value.kind) {
    case 'scalar':
      return [fileRefOf(value)].filter((file) => file !== undefined);
    case 'list':
      return value.items.flatMap((item) => (item === undefined ? [] : referencesIn(item)));
    case 'map':
      return [...value.entries.values()].flatMap((entry) =>
        entry.value === undefined ? [] : referencesIn(entry.value),
      );
    case 'struct':
      return [...value.entries].flatMap(([key, entry]) => {
        const reference = referenceAt(value, key);
        if (reference !== undefined) return [reference];
        return entry.value === undefined ? [] : referencesIn(entry.value);
      });
    default:
      return [];
  }
}
