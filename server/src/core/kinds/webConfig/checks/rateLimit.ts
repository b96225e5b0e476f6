import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { formatDuration, goDurationProblem } from '../../../formats/duration';
import { replaceFix } from '../../../schema/report';
import { numberAt, type StructValue } from '../../../schema/value';
import { keySpan, valueSpan } from '../../walk';
import type { WebConfigCheck } from '../context';

export const infos = defineChecks({
  nanoseconds: {
    code: 'duration-without-unit',
    severity: 'warning',
    source: 'web-config',
    rules: [25],
    tag: 'SILENT',
    summary: 'An `interval` without a unit is taken for nanoseconds.',
  },
  blocksEverything: {
    code: 'rate-limit-blocks-everything',
    severity: 'warning',
    source: 'web-config',
    rules: [26],
    tag: 'SILENT',
    summary: 'An `interval` without a `burst`: every request is answered with 429.',
  },
  noLimit: {
    code: 'rate-limit-without-effect',
    severity: 'warning',
    source: 'web-config',
    rules: [26],
    tag: 'SILENT',
    summary: 'A `burst` without an `interval`, or a negative interval: nothing is limited.',
  },
});

/** The sign of `interval`, undefined where it is no duration. */
function signOf(limit: StructValue): number | undefined {
  const value = limit.entries.get('interval')?.value;
  if (value === undefined) return limit.entries.has('interval') ? undefined : 0;
  if (value.kind === 'null') return 0;
  if (value.kind !== 'scalar') return undefined;
  if (typeof value.value === 'number') return Math.sign(value.value);
  const text = String(value.value);
  if (goDurationProblem(text) !== undefined) return undefined;
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

const interval: WebConfigCheck = (limit, _place, { report }) => {
  const number = numberAt(limit, 'interval');
  if (number === undefined || number <= 0) return;
  const at = valueSpan(limit, 'interval');
  const isMilliseconds = number % 1_000_000 === 0;
  const meant = isMilliseconds ? formatDuration(number / 1_000_000) : `${number}s`;
  const fixes: Fix[] = [replaceFix(`Change to \`${meant}\``, at, meant, isMilliseconds)];
  report(infos.nanoseconds, at, 'A number without a unit is nanoseconds here. Write the unit, such as `1s`.', {
    fixes,
  });
};

const effect: WebConfigCheck = (limit, _place, { report, incomplete }) => {
  const sign = signOf(limit);
  const burst = limit.entries.get('burst');
  const isUnreadable = burst !== undefined && burst.value === undefined;
  const allowed = numberAt(limit, 'burst') ?? 0;
  if (sign === undefined || isUnreadable || incomplete) return;
  if (sign > 0 && allowed <= 0 && !limit.meant.has('burst')) {
    const text =
      'A `burst` of 0 lets nothing through: every request is answered with 429. Set `burst` to the number of requests that may come at once.';
    report(infos.blocksEverything, burst === undefined ? keySpan(limit, 'interval') : valueSpan(limit, 'burst'), text);
  } else if (sign < 0) {
    report(infos.noLimit, valueSpan(limit, 'interval'), 'A negative interval limits nothing. Write a positive one.');
  } else if (sign === 0 && allowed > 0 && !limit.meant.has('interval')) {
    const key = limit.entries.has('interval') ? 'interval' : 'burst';
    const text =
      'Without an `interval` nothing is limited. Set `interval` to the time in which one more request is allowed.';
    report(infos.noLimit, keySpan(limit, key), text);
  }
};

export const checks: readonly WebConfigCheck[] = [interval, effect];
