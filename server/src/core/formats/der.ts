/** An element of DER (X.690): its tag byte, and where its content lies in the bytes around it. */
export interface DerElement {
  readonly tag: number;
  /** Where the element begins, with its tag. */
  readonly at: number;
  /** Where its content begins. */
  readonly start: number;
  /** Behind the content. */
  readonly end: number;
}

/** The tags that the formats around certificates use; 0xa0 is the first context-specific one. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

/** The element at `at`, which ends before `limit`; undefined for what is no DER. */
export function elementAt(bytes: Uint8Array, at: number, limit: number): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let start = at + 2;
  let length = first;
  if (first > 0x7f) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return undefined;
    length = 0;
    for (const byte of bytes.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  const end = start + length;
  return end <= limit ? { tag, at, start, end } : undefined;
}

/** The elements inside of `element`, as far as they are DER. */
export function childrenOf(bytes: Uint8Array, { start, end }: DerElement): readonly DerElement[] {
  const found: DerElement[] = [];
  for (let at = start; at < end; ) {
    const child = elementAt(bytes, at, end);
    if (child === undefined) break;
    found.push(child);
    at = child.end;
  }
  return found;
}

/** The elements of the sequence that `bytes` are; undefined where they are none. */
export function sequenceIn(bytes: Uint8Array): readonly DerElement[] | undefined {
  const whole = elementAt(bytes, 0, bytes.length);
  return whole?.tag === TAG.sequence ? childrenOf(bytes, whole) : undefined;
}

/** The content of `element`. */
export function contentOf(bytes: Uint8Array, { start, end }: DerElement): Uint8Array {
  return bytes.subarray(start, end);
}

/** An object identifier as people write it, `1.2.840.113549.1.1.1`. */
export function objectIdOf(bytes: Uint8Array, element: DerElement): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of contentOf(bytes, element)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte > 0x7f) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - Math.min(2, Math.floor(arc / 40)) * 40);
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** Whether two stretches of bytes are the same. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The bytes of `element` with its tag and length. */
export function wholeOf(bytes: Uint8Array, { at, end }: DerElement): Uint8Array {
  return bytes.subarray(at, end);
}
