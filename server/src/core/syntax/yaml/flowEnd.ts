import { isBlankOrEnd, isBreak } from './cursor';

/**
 * The offset behind the bracket that closes the one at `start`, or -1 where none does. Quotes and comments are
 * respected; which kind of bracket closes which is left to the parser.
 */
export function findFlowEnd(text: string, start: number): number {
  let depth = 0;
  let pos = start;
  while (pos < text.length) {
    const code = text.charCodeAt(pos);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) {
      depth--;
      if (depth === 0) return pos + 1;
    } else if ((code === 0x22 || code === 0x27) && startsToken(text, pos)) {
      pos = quoteEnd(text, pos);
      if (pos < 0) return -1;
      continue;
    } else if (code === 0x23 && (isBlankOrEnd(text.charCodeAt(pos - 1)) || '[{,'.includes(text[pos - 1] ?? ''))) {
      while (pos < text.length && !isBreak(text.charCodeAt(pos))) pos++;
      continue;
    }
    pos++;
  }
  return -1;
}

/** Whether a quote at `pos` opens a value: inside a plain scalar (`it's`) it is a character like any other. */
function startsToken(text: string, pos: number): boolean {
  const before = text.charCodeAt(pos - 1);
  if (isBlankOrEnd(before) || '[{,?'.includes(text[pos - 1] ?? '')) return true;
  // `"a":"b"`: a colon needs no blank behind it where a quoted key stands before it.
  return before === 0x3a && /["'\s]/.test(text[pos - 2] ?? '');
}

/** The offset behind the quoted scalar at `pos`, or -1. */
function quoteEnd(text: string, pos: number): number {
  const quote = text.charCodeAt(pos);
  for (let at = pos + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c && quote === 0x22) at++;
    else if (code === quote) {
      if (quote === 0x27 && text.charCodeAt(at + 1) === quote) at++;
      else return at + 1;
    }
  }
  return -1;
}
