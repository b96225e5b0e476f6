import { defineChecks } from '../../../findings/check';
import { formatDuration } from '../../../formats/duration';
import { numberAt, type StructValue } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { writeInstead } from '../../nullDefault';
import { keySpan, valueSpan } from '../../walk';
import { durationAt, type PrometheusCheck } from '../context';

export const infos = defineChecks({
  queue: {
    code: 'queue-config',
    severity: 'error',
    source: 'prometheus',
    rules: [12, 152],
    tag: 'LOAD',
    summary: 'A number of `queue_config` is not positive, or two of them contradict each other.',
    program: 'remote write queue %s must be positive',
  },
  uncheckedQueue: {
    code: 'queue-config',
    severity: 'warning',
    source: 'prometheus',
    rules: [12, 152],
    tag: 'CRASH',
    summary: 'The same up to Prometheus 3.11, which loads it and then panics or sends nothing.',
  },
});

const CHECKED_SINCE = release('3.12');
const SMALLER_SINCE = release('2.44');

type Problem = { readonly key: string; readonly text: string; readonly program: string };

/** The numbers that have to be positive, in the order in which Prometheus looks at them, with their defaults. */
function numbersOf(version: Version): Readonly<Record<string, number>> {
  return version < SMALLER_SINCE
    ? { max_shards: 200, min_shards: 1, max_samples_per_send: 500, capacity: 2500 }
    : { max_shards: 50, min_shards: 1, max_samples_per_send: 2000, capacity: 10000 };
}

/** Since-behaviour 43 and 54: the defaults are older than the checks. */
const queue: PrometheusCheck = (value, _place, { version, report }) => {
  for (const { key, text, program } of problemsOf(value, version)) {
    const at = valueSpan(value, key);
    if (version >= CHECKED_SINCE) report(infos.queue, at, text, { program });
    else report(infos.uncheckedQueue, at, `${text} This version loads it, and then panics or does not send.`);
  }
};

function problemsOf(value: StructValue, version: Version): Problem[] {
  const problems: Problem[] = [];
  const numbers = numbersOf(version);
  for (const [key, byDefault] of Object.entries(numbers)) {
    const number = numberOf(value, key, byDefault);
    if (number === undefined || number > 0) continue;
    const text = `\`${key}\` has to be positive. Write ${byDefault}, or remove the key.`;
    problems.push({ key, text, program: `remote write queue ${key} must be positive` });
  }
  const most = numberOf(value, 'max_shards', numbers.max_shards ?? 0) ?? 0;
  const least = numberOf(value, 'min_shards', 1) ?? 0;
  if (most > 0 && least > most) {
    const text = `This is more than \`max_shards\`, which is ${most}. Raise \`max_shards\` too.`;
    const program = 'remote write queue min_shards must not be greater than max_shards';
    problems.push({ key: 'min_shards', text, program });
  }
  const shortest = backoffOf(value, 'min_backoff', 30);
  const longest = backoffOf(value, 'max_backoff', 5000);
  if (shortest !== undefined && longest !== undefined && longest < shortest) {
    const key = value.entries.has('max_backoff') ? 'max_backoff' : 'min_backoff';
    const text = `\`max_backoff\` (${formatDuration(longest)}) is shorter than \`min_backoff\` (${formatDuration(shortest)}). Raise \`max_backoff\`.`;
    problems.push({ key, text, program: 'remote write queue max_backoff must not be less than min_backoff' });
  }
  return problems;
}

/** The number that counts: a null is 0, not the default (spec rule 11). */
function numberOf(value: StructValue, key: string, byDefault: number): number | undefined {
  const entry = value.entries.get(key);
  if (entry === undefined) return byDefault;
  return entry.value?.kind === 'null' ? 0 : numberAt(value, key);
}

function backoffOf(value: StructValue, key: string, byDefault: number): number | undefined {
  const entry = value.entries.get(key);
  if (entry === undefined) return byDefault;
  return entry.value?.kind === 'null' ? 0 : durationAt(value, key);
}

/** `queue_config:` without anything sets every number to 0 (spec rule 12). */
const emptyQueue: PrometheusCheck = (value, _place, { version, report }) => {
  const found = value.entries.get('queue_config')?.value;
  if (found?.kind !== 'null') return;
  const at = keySpan(value, 'queue_config');
  const text =
    '`queue_config` has no value, which sets every number of it to 0. Write `{}` for the defaults, or remove the key.';
  const more = { fixes: [writeInstead(found, '{}')] };
  if (version < CHECKED_SINCE) report(infos.uncheckedQueue, at, text, more);
  else report(infos.queue, at, text, { ...more, program: 'remote write queue max_shards must be positive' });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  queue_config: [queue],
  remote_write: [emptyQueue],
};
