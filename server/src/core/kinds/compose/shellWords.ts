/** A word of a command line: its text without quotes, and where it stands in the line as written. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The words of `line` as a shell splits them, which Compose does without running one; a quote may stay open. */
export function shellWords(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? '')) {
      at++;
      continue;
    }
    const word = readWord(line, at);
    words.push(word);
    at = word.to;
  }
  return words;
}

function readWord(line: string, from: number): Word {
  let text = '';
  let quote = '';
  let at = from;
  for (; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote === '' && /\s/.test(character)) break;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '\\' && quote !== "'" && at + 1 < line.length) text += line[++at];
    else text += character;
  }
  return { text, from, to: at };
}
