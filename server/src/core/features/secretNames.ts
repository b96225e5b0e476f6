import { type Schema, type Shape, structsBelow } from '../schema/shape';

/** The keys of a kind of file, and those of them whose values nobody may print. */
export interface KeyNames {
  readonly known: ReadonlySet<string>;
  readonly secret: ReadonlySet<string>;
  /** Keys of mappings that are there to hold a secret, such as `basic_auth`. */
  readonly holders: ReadonlySet<string>;
}

/** The names of the keys of `schemas`; needed once for all files of a kind. */
export function keyNames(schemas: readonly Schema[]): KeyNames {
  const known = new Set<string>();
  const secret = new Set<string>();
  const holders = new Set<string>();
  for (const { fields } of schemas.flatMap(({ root }) => structsBelow(root))) {
    for (const [key, field] of fields) {
      known.add(key);
      if (field.schema['x-secret'] === true || holdsSecret(field.shape)) secret.add(key);
      if (isHolder(field.shape)) holders.add(key);
    }
  }
  return { known, secret, holders };
}

/** Whether `shape` is a mapping of credentials: a secret among few keys, and no target to be reached with it. */
function isHolder(shape: Shape): boolean {
  if (shape.kind !== 'struct' || shape.names.includes('http_client')) return false;
  return [...shape.fields.values()].some((field) => field.schema['x-secret'] === true);
}

/** Whether a value of `shape` is a secret, or a list or map of secrets. Hashes of passwords are kept like them. */
function holdsSecret(shape: Shape): boolean {
  if (shape.kind === 'list') return holdsSecret(shape.item);
  if (shape.kind === 'map') return holdsSecret(shape.value);
  return shape.kind === 'scalar' && (shape.secret || shape.format === 'bcrypt-hash');
}
