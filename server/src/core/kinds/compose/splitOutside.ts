/**
 * The parts of `text` between its colons. Those in `${NAME:-default}` and in `[::1]` separate nothing, nor does the one
 * behind the letter of a drive.
 */
export function splitOutside(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth = Math.max(0, depth - 1);
    else if (character === ':' && depth === 0 && !isDrive(text, start, at)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function isDrive(text: string, start: number, at: number): boolean {
  return at === start + 1 && /[A-Za-z]/.test(text[start] ?? '') && /[\\/]/.test(text[at + 1] ?? '');
}
