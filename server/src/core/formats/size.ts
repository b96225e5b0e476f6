import type { FormatProblem } from './duration';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const IEC_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Bytes of a size such as `15MB` (spec rule 18, alecthomas/units.ParseBase2Bytes: all units are powers of 1024). */
export function parseSize(text: string): { readonly bytes: number } | { readonly problem: FormatProblem } {
  const first = parseWith(text, IEC_UNITS);
  return 'bytes' in first ? first : parseWith(text, UNITS);
}

function parseWith(text: string, units: readonly string[]): { bytes: number } | { problem: FormatProblem } {
  const [sign, unsigned] = /^[-+]/.test(text) ? [text[0], text.slice(1)] : ['', text];
  if (unsigned === '0') return { bytes: 0 };
  if (unsigned === '') return refused('A size is a number with a unit, such as `15MB`.', `units: invalid ${text}`);
  let bytes = 0;
  let rest = unsigned;
  while (rest !== '') {
    const [match, number = '', unit = ''] = /^([0-9]+\.?[0-9]*|\.[0-9]+)([^.0-9]*)/.exec(rest) ?? [];
    if (match === undefined)
      return refused('A size is a number with a unit, such as `15MB`.', `units: invalid ${text}`);
    const power = units.indexOf(unit);
    if (power < 0) return refused(unitHint(unit), `units: unknown unit ${unit} in ${text}`, meantSize(text));
    bytes += Number(number) * 1024 ** power;
    rest = rest.slice(match.length);
  }
  if (bytes > 2 ** 63 - 1) return refused('This size is too large.', 'units: overflow parsing unit');
  return { bytes: sign === '-' ? -bytes : bytes };
}

function refused(reason: string, program: string, meant?: string): { problem: FormatProblem } {
  return { problem: { reason, program, ...(meant !== undefined && { meant }) } };
}

function unitHint(unit: string): string {
  const units = 'B, KB, MB, GB, TB (or KiB, MiB, GiB, TiB, not both in one value)';
  return unit === '' ? `A size needs a unit: ${units}.` : `\`${unit}\` is no unit of a size. Known are ${units}.`;
}

function meantSize(text: string): string | undefined {
  const [, number, unit = ''] = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const wanted = unit === '' ? 'B' : unit.toUpperCase().replace(/^([KMGTPE])$/, '$1B');
  return [...UNITS, ...IEC_UNITS]
    .map((known) => `${number}${known}`)
    .find((known) => known.toUpperCase() === number + wanted);
}
