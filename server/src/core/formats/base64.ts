const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** The bytes of base64 (RFC 4648) with line breaks and blanks between; undefined for a text that is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/[ \t\r\n]/g, '');
  if (digits.length % 4 !== 0) return undefined;
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  const length = digits.length - padding;
  const bytes = new Uint8Array((digits.length / 4) * 3 - padding);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < length; index++) {
    const value = VALUES.get(digits[index] ?? '');
    if (value === undefined) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (buffer >> bits) & 0xff;
  }
  return bytes;
}

/** `bytes` as base64 (RFC 4648), in one line. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const buffer = (first << 16) | (second << 8) | third;
    const missing = Math.max(0, at + 3 - bytes.length);
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(buffer >> shift) & 0x3f] ?? '').join('');
    text += digits.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return text;
}
