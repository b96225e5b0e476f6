import { TAG } from './der';

/** An element of DER (X.690) with the tag byte `tag` and these contents. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length }) => sum + length, 0);
  const head = [tag, ...lengthBytes(length)];
  const whole = new Uint8Array(head.length + length);
  whole.set(head);
  let at = head.length;
  for (const content of contents) {
    whole.set(content, at);
    at += content.length;
  }
  return whole;
}

/** A SEQUENCE of elements. */
export function sequence(...elements: readonly Uint8Array[]): Uint8Array {
  return element(TAG.sequence, ...elements);
}

/** A SET of elements, in the order of their bytes, as DER wants it. */
export function set(...elements: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...[...elements].sort(byBytes));
}

/** An INTEGER that is not negative: a number below 2^31, or its bytes with the most significant first. */
export function integer(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === 'number' ? bytesOf(value) : value;
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? new Uint8Array(1) : bytes.subarray(first);
  // The highest bit is the sign.
  return (digits[0] ?? 0) > 0x7f ? element(TAG.integer, Uint8Array.of(0), digits) : element(TAG.integer, digits);
}

/** An OBJECT IDENTIFIER as people write it, `2.5.4.3`. */
export function objectId(id: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = id.split('.').map(Number);
  return element(TAG.objectId, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** A BIT STRING of whole bytes, or one whose last `unused` bits do not count. */
export function bitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(unused), bytes);
}

/** An OCTET STRING. */
export function octetString(bytes: Uint8Array): Uint8Array {
  return element(TAG.octetString, bytes);
}

/** The BOOLEAN that is true; DER leaves out the other one where it is the default. */
export function yes(): Uint8Array {
  return element(TAG.boolean, Uint8Array.of(0xff));
}

/** NULL. */
export function nothing(): Uint8Array {
  return element(TAG.null);
}

/** A UTF8String. */
export function utf8String(text: string): Uint8Array {
  return element(TAG.utf8String, new TextEncoder().encode(text));
}

/** A time (milliseconds since 1970) as RFC 5280 wants it: UTCTime before 2050, GeneralizedTime from then on. */
export function time(at: number): Uint8Array {
  const digits = `${new Date(at).toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`;
  const isShort = digits < '2050';
  return element(
    isShort ? TAG.utcTime : TAG.generalizedTime,
    new TextEncoder().encode(isShort ? digits.slice(2) : digits),
  );
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = bytesOf(length);
  const first = bytes.findIndex((byte) => byte !== 0);
  return [0x80 + bytes.length - first, ...bytes.subarray(first)];
}

function bytesOf(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** A number of an object identifier: seven bits a byte, the highest bit for all but the last. */
function base128(value: number): readonly number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) + 128);
  return digits;
}
