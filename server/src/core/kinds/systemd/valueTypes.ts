/** A mistake in a value: what is wrong with the stretch from `from` to `to`, and systemd's words for it. */
export interface ValueMistake {
  readonly from: number;
  readonly to: number;
  /** What the key takes, for the message: `` `full`, `strict` or a boolean ``. */
  readonly takes: string;
  readonly program: string;
  /** What may be meant. */
  readonly options: readonly string[];
}

/** Looks at a value that is not empty and holds nothing that is filled in; `program` without `ignoring` is fatal. */
export type ValueType = (value: string) => readonly ValueMistake[];

export const TRUE = ['1', 'yes', 'y', 'true', 't', 'on'];
export const FALSE = ['0', 'no', 'n', 'false', 'f', 'off'];

/** Whether systemd reads `value` as a boolean, and as which. */
export function booleanOf(value: string | undefined): boolean | undefined {
  const lower = value?.toLowerCase() ?? '';
  return TRUE.includes(lower) ? true : FALSE.includes(lower) ? false : undefined;
}

function whole(value: string, takes: string, program: string, options: readonly string[] = []): ValueMistake[] {
  return [{ from: 0, to: value.length, takes, program: program.replace('%s', () => value), options }];
}

/** `yes` or `no` in one of their forms. */
export const boolean: ValueType = (value) =>
  booleanOf(value) === undefined
    ? whole(value, '`yes` or `no`', 'Failed to parse boolean value, ignoring: %s', ['yes', 'no', 'true', 'false'])
    : [];

/** One of `options`, or where `orBoolean` a boolean; `thing` is how systemd calls it. */
export function oneOf(thing: string, options: readonly string[], orBoolean = false): ValueType {
  const takes = `${listOf(options)}${orBoolean ? ' or a boolean' : ''}`;
  return (value) =>
    options.includes(value) || (orBoolean && booleanOf(value) !== undefined)
      ? []
      : whole(value, takes, `Failed to parse ${thing}, ignoring: %s`, options);
}

/** A value that `pattern` matches. */
export function matching(pattern: RegExp, takes: string, program: string): ValueType {
  return (value) => (pattern.test(value) ? [] : whole(value, takes, program));
}

/** Words with blanks between, a `~` in front; each must be known to `isKnown`, except where it is filled in. */
export function wordsOf(
  isKnown: (word: string) => boolean,
  takes: string,
  program: string,
  options: readonly string[],
) {
  const type: ValueType = (value) => {
    const mistakes: ValueMistake[] = [];
    for (const match of value.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g)) {
      const isFirst = match.index === 0 && match[0].startsWith('~');
      const from = match.index + (isFirst ? 1 : 0);
      const word = match[0].slice(isFirst ? 1 : 0);
      if (word === '' || /^["'%]/.test(word) || isKnown(word)) continue;
      mistakes.push({ from, to: from + word.length, takes, program: program.replace('%s', () => word), options });
    }
    return mistakes;
  };
  return type;
}

function listOf(options: readonly string[]): string {
  const quoted = options.map((option) => `\`${option}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
