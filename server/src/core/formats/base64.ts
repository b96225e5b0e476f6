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
