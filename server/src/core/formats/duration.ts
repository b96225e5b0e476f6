/** Why a text is refused: for people, in the program's words, and what was probably meant where that is clear. */
export interface FormatProblem {
  readonly reason: string;
  readonly program: string;
  readonly meant?: string;
}

/** Milliseconds of Prometheus' duration units, in the order in which they may follow each other. */
const UNITS: Readonly<Record<string, { position: number; ms: number }>> = {
  ms: { position: 7, ms: 1 },
  s: { position: 6, ms: 1000 },
  m: { position: 5, ms: 60_000 },
  h: { position: 4, ms: 3_600_000 },
  d: { position: 3, ms: 86_400_000 },
  w: { position: 2, ms: 604_800_000 },
  y: { position: 1, ms: 31_536_000_000 },
};
/** Go counts nanoseconds in an int64. */
const MAX_MS = (2 ** 63 - 1) / 1e6;

type Duration = { readonly ms: number } | { readonly problem: FormatProblem };

/** Parses a Prometheus duration such as `1h30m` (spec rule 17, prometheus/common model.ParseDuration). */
export function parseDuration(text: string): Duration {
  if (text === '0') return { ms: 0 };
  if (text === '') return refused('A duration cannot be empty.', 'empty duration string');
  const invalid = `not a valid duration string: ${JSON.stringify(text)}`;
  let rest = text;
  let ms = 0;
  let last = 0;
  while (rest !== '') {
    const [match, digits = '', unit = ''] = /^([0-9]+)([^0-9]*)/.exec(rest) ?? [];
    if (match === undefined) return refused(durationHint(text), invalid, meantDuration(text));
    if (unit === '') return refused('A duration needs a unit: ms, s, m, h, d, w or y.', invalid, meantDuration(text));
    const known = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (known === undefined) {
      const program = `unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`;
      return refused(durationHint(text), program, meantDuration(text));
    }
    if (known.position <= last) {
      return refused('The units of a duration go from large to small, each at most once, as in `1h30m`.', invalid);
    }
    last = known.position;
    ms += Number(digits) * known.ms;
    if (ms > MAX_MS)
      return refused('This duration is too long (the limit is about 292 years).', 'duration out of range');
    rest = rest.slice(match.length);
  }
  return { ms };
}

function refused(reason: string, program: string, meant?: string): Duration {
  return { problem: { reason, program, ...(meant !== undefined && { meant }) } };
}

function durationHint(text: string): string {
  if (/[.,]/.test(text)) return 'A duration has no decimals: write `1m30s` instead of `1.5m`.';
  if (/^[-+]/.test(text)) return 'A duration has no sign.';
  if (/\s/.test(text)) return 'A duration has no blanks: write `1h30m`.';
  return 'A duration is a number with a unit (ms, s, m, h, d, w, y), such as `30s` or `1h30m`.';
}

const WORDS: Readonly<Record<string, string>> = {
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'w',
  weeks: 'w',
};

/** What a refused duration probably meant: `30` is seconds everywhere else, `30 sec` and `5M` are clear. */
function meantDuration(text: string): string | undefined {
  const [, digits, word = ''] = /^\s*([0-9]+)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  if (digits === undefined) return meantDecimal(text);
  if (word === '') return `${digits}s`;
  const unit = word.toLowerCase();
  const known = Object.hasOwn(UNITS, unit) ? unit : WORDS[unit];
  return known === undefined ? undefined : `${digits}${known}`;
}

function meantDecimal(text: string): string | undefined {
  const [, number, unit = ''] = /^([0-9]*\.[0-9]+)(s|m|h|d)$/.exec(text) ?? [];
  const scale = UNITS[unit]?.ms;
  if (number === undefined || scale === undefined) return undefined;
  return formatDuration(Math.round(Number(number) * scale));
}

/** `ms` milliseconds as Prometheus writes them. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  let rest = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const scale = UNITS[unit]?.ms ?? 1;
    const count = Math.floor(rest / scale);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * scale;
  }
  return text;
}

const GO_UNITS = /^[-+]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** Why `text` is no Go duration (time.ParseDuration); undefined where it is one. */
export function goDurationProblem(text: string): FormatProblem | undefined {
  if (text === '0' || text === '+0' || text === '-0') return undefined;
  if (GO_UNITS.test(text) && goNanoseconds(text) <= (text.startsWith('-') ? MAX + 1n : MAX)) return undefined;
  const days = /^([0-9]+)d$/.exec(text)?.[1];
  return {
    reason:
      'A duration here is a number with a unit (ns, us, ms, s, m, h), such as `1s` or `1.5m`; days are not known.',
    program: `cannot unmarshal !!str into time.Duration`,
    ...(days !== undefined && { meant: `${Number(days) * 24}h` }),
  };
}

const MAX = 2n ** 63n - 1n;
const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** How long a duration of Go's form is, whatever its sign. */
function goNanoseconds(text: string): bigint {
  let sum = 0n;
  for (const [, whole, fraction = '', unit = ''] of text.matchAll(/([0-9]*)(\.[0-9]*)?([a-zµμ]+)/g)) {
    const scale = NANOSECONDS[unit] ?? 1000;
    sum += BigInt(whole || 0) * BigInt(scale) + BigInt(Math.trunc(Number(`0${fraction}`) * scale));
  }
  return sum;
}
