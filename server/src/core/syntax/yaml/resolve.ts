import type { ScalarNode } from './nodes';

/**
 * What a scalar is to Go's yaml.v2 (resolve.go; the table of YAML 1.1 without sexagesimal numbers).
 * `text` is the source text, which is what a string field gets whatever the scalar resolves to.
 */
export type Resolved =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'timestamp' }
  | { readonly type: 'merge' }
  | { readonly type: 'string' }
  /** An explicit tag that the text does not fit (`!!int abc`): yaml.v2 refuses the file. */
  | { readonly type: 'mismatch'; readonly tag: string }
  /** A tag of the author's own (`!secret`): a string, but no other scalar. */
  | { readonly type: 'custom'; readonly tag: string };

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);
const SPECIAL_FLOATS: Readonly<Record<string, number>> = {
  '.nan': Number.NaN,
  '.NaN': Number.NaN,
  '.NAN': Number.NaN,
  '.inf': Number.POSITIVE_INFINITY,
  '.Inf': Number.POSITIVE_INFINITY,
  '.INF': Number.POSITIVE_INFINITY,
  '+.inf': Number.POSITIVE_INFINITY,
  '+.Inf': Number.POSITIVE_INFINITY,
  '+.INF': Number.POSITIVE_INFINITY,
  '-.inf': Number.NEGATIVE_INFINITY,
  '-.Inf': Number.NEGATIVE_INFINITY,
  '-.INF': Number.NEGATIVE_INFINITY,
};
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;
/** The four timestamp layouts of yaml.v2; anything else that looks like a date stays a string. */
const TIMESTAMP =
  /^\d{4}-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})|[ ]+(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?)?$/;

const STRING: Resolved = { type: 'string' };

/** Resolves `node` as yaml.v2 does before it looks at the field that takes the value. */
export function resolveScalar(node: ScalarNode): Resolved {
  const tag = node.tag === undefined ? '' : shortTag(node.tag);
  if (tag === '') return node.style === 'plain' ? resolvePlain(node.value) : STRING;
  if (tag === '!!str' || tag === '!!binary' || tag === '!') return STRING;
  const resolved = resolvePlain(node.value);
  switch (tag) {
    case '!!null':
      return resolved.type === 'null' ? resolved : { type: 'mismatch', tag };
    case '!!bool':
      return resolved.type === 'bool' ? resolved : { type: 'mismatch', tag };
    case '!!int':
      return resolved.type === 'int' ? resolved : { type: 'mismatch', tag };
    case '!!float':
      if (resolved.type === 'int') return { type: 'float', value: Number(resolved.value) };
      return resolved.type === 'float' ? resolved : { type: 'mismatch', tag };
    case '!!timestamp':
      return resolved.type === 'timestamp' ? resolved : { type: 'mismatch', tag };
    case '!!merge':
      return resolved.type === 'merge' ? resolved : { type: 'mismatch', tag };
    default:
      return { type: 'custom', tag };
  }
}

/** `tag` with YAML's own prefix shortened to `!!`. */
function shortTag(tag: string): string {
  const verbatim = /^!<(.*)>$/.exec(tag)?.[1] ?? tag;
  return verbatim.startsWith('tag:yaml.org,2002:') ? `!!${verbatim.slice('tag:yaml.org,2002:'.length)}` : verbatim;
}

/** The first characters with which a plain scalar can be anything but a string. */
const HINTS = /^[-+.0-9~<yYnNtTfFoO]/;

function resolvePlain(text: string): Resolved {
  if (NULL.has(text)) return { type: 'null' };
  if (!HINTS.test(text)) return STRING;
  if (TRUE.has(text)) return { type: 'bool', value: true };
  if (FALSE.has(text)) return { type: 'bool', value: false };
  if (text === '<<') return { type: 'merge' };
  const special = SPECIAL_FLOATS[text];
  if (special !== undefined) return { type: 'float', value: special };
  if (!/^[-+.0-9]/.test(text)) return STRING;
  if (TIMESTAMP.test(text) && isRealDate(text)) return { type: 'timestamp' };
  return resolveNumber(text.replaceAll('_', ''));
}

function isRealDate(text: string): boolean {
  const [, month, day, h1, m1, s1, h2, m2, s2] = TIMESTAMP.exec(text) ?? [];
  const year = Number(text.slice(0, 4));
  const days = new Date(Date.UTC(2000 + (year % 400), Number(month), 0)).getUTCDate();
  const within = (value: string | undefined, max: number) => Number(value ?? 0) <= max;
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days;
  return isDate && within(h1 ?? h2, 23) && within(m1 ?? m2, 59) && within(s1 ?? s2, 59);
}

function resolveNumber(plain: string): Resolved {
  const [, sign = '', digits] = INTEGER.exec(plain) ?? [];
  if (digits !== undefined) {
    const octal = /^0[0-7]/.test(digits);
    const magnitude = BigInt(octal ? `0o${digits.slice(1)}` : digits.toLowerCase());
    const value = sign === '-' ? -magnitude : magnitude;
    // Go's ParseUint takes no sign, so a positive number beyond int64 needs to be written without one.
    const fits = value >= MIN_INT64 && value <= (sign === '' ? MAX_UINT64 : 2n ** 63n - 1n);
    if (fits) return { type: 'int', value };
  }
  if (FLOAT.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return { type: 'float', value };
  }
  return STRING;
}

/** The short name of the resolved type in Go's message (`cannot unmarshal !!str …`). */
export function tagName(resolved: Resolved): string {
  switch (resolved.type) {
    case 'string':
      return '!!str';
    case 'mismatch':
    case 'custom':
      return resolved.tag;
    default:
      return `!!${resolved.type}`;
  }
}
