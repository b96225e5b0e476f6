/** node-forge keeps bytes in texts, one character for each: these two functions are the border. */

/** `bytes` as forge takes them. */
export function toForge(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The bytes that forge gave. */
export function fromForge(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
