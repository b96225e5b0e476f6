/** How parts of a text report are coloured. */
export interface Colours {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** ANSI colours, or none where they are not wanted. */
export function colours(wanted: boolean): Colours {
  const paint = (code: number, end: number) => (text: string) => (wanted ? `\x1b[${code}m${text}\x1b[${end}m` : text);
  return {
    error: paint(31, 39),
    warning: paint(33, 39),
    info: paint(34, 39),
    hint: paint(36, 39),
    bold: paint(1, 22),
    dim: paint(2, 22),
  };
}

/** Whether colours are wanted: FORCE_COLOR says so or not, then NO_COLOR, then whether a terminal reads them. */
export function wantsColours(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return isTerminal && TERM !== 'dumb';
}
