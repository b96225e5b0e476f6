/** Whether `pattern` is well-formed for Go's filepath.Glob; a refused one stops the server (spec rule 26). */
export function isGlob(pattern: string): boolean {
  let at = 0;
  while (at < pattern.length) {
    if (pattern[at] === '\\') {
      if (at + 1 >= pattern.length) return false;
      at += 2;
    } else if (pattern[at] === '[') {
      const end = classEnd(pattern, at + 1);
      if (end === undefined) return false;
      at = end;
    } else at++;
  }
  return true;
}

/** The offset behind the class that begins at `from`; undefined where it does not end, or holds nothing. */
function classEnd(pattern: string, from: number): number | undefined {
  let at = pattern[from] === '^' ? from + 1 : from;
  for (let ranges = 0; ; ranges++) {
    if (pattern[at] === ']' && ranges > 0) return at + 1;
    const low = memberEnd(pattern, at);
    if (low === undefined) return undefined;
    at = low;
    if (pattern[at] !== '-') continue;
    const high = memberEnd(pattern, at + 1);
    if (high === undefined) return undefined;
    at = high;
  }
}

/** The offset behind the character of a class at `at`; `-` and `]` have to be escaped. */
function memberEnd(pattern: string, at: number): number | undefined {
  const first = pattern[at];
  if (first === undefined || first === '-' || first === ']') return undefined;
  const end = first === '\\' ? at + 2 : at + 1;
  return end < pattern.length ? end : undefined;
}
