import { defineChecks } from '../../../findings/check';
import { isSet, type StructValue, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { removeKeysFix } from '../../fixes';
import { keySpan, valueSpan } from '../../walk';
import { limitAt, type PrometheusCheck } from '../context';

export const infos = defineChecks({
  negativeSize: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [173],
    tag: 'LOAD',
    summary: 'The size of the retention is negative.',
    program: "'storage.tsdb.retention.size' must be greater than or equal to 0, got %v",
  },
  unlimited: {
    code: 'retention-without-limit',
    severity: 'warning',
    source: 'prometheus',
    rules: [175],
    tag: 'SILENT',
    summary: 'An empty `retention` takes the default limit of 15 days away: data is kept until the disk is full.',
  },
  withoutTime: {
    code: 'retention-without-time',
    severity: 'info',
    source: 'prometheus',
    rules: [175],
    tag: 'SILENT',
    summary: 'A `retention` without `time` takes the default limit of 15 days away.',
  },
  ignoredSize: {
    code: 'ignored-key',
    severity: 'warning',
    source: 'prometheus',
    rules: [175],
    tag: 'SILENT',
    summary: '`retention` has a `size` beside a `percentage`, which wins.',
  },
  chunkFlag: {
    code: 'feature-flag-needed',
    severity: 'warning',
    source: 'prometheus',
    rules: [175],
    tag: 'APPLY',
    summary: 'Prometheus 3.13 and 3.14 take `xor2` only with a feature flag.',
  },
});

const BLOCK_REPLACES_SINCE = release('3.11');
const XOR2_FREE_SINCE = release('3.15');

/** Spec rules 173 to 175; since-behaviour 42 and 62. */
const retention: PrometheusCheck = (value, place, { version, incomplete, report }) => {
  if (version < BLOCK_REPLACES_SINCE) return;
  if ((limitAt(value, 'size') ?? 0) < 0) {
    const program = `'storage.tsdb.retention.size' must be greater than or equal to 0, got ${textAt(value, 'size')}`;
    report(infos.negativeSize, valueSpan(value, 'size'), 'A size cannot be negative. Write a positive one.', {
      program,
    });
  }
  if (isSet(value, 'size') && isSet(value, 'percentage')) {
    const text = '`percentage` wins, and `size` is ignored. Remove one of the two.';
    report(infos.ignoredSize, keySpan(value, 'size'), text, { fixes: removeKeysFix(value, ['size']) });
  }
  const tsdb = place.parent?.value;
  const isUnsure = incomplete || value.meant.size > 0 || tsdb === undefined;
  if (isUnsure || value.entries.has('time')) return;
  withoutTime(value, tsdb, place.key, report);
};

function withoutTime(
  value: StructValue,
  tsdb: StructValue,
  key: string,
  report: Parameters<PrometheusCheck>[2]['report'],
): void {
  const at = keySpan(tsdb, key);
  if (isSet(value, 'size') || isSet(value, 'percentage')) {
    const text =
      'This block replaces every retention flag, the default of 15 days too: data is kept until the size is reached. Add `time` if it should go earlier.';
    report(infos.withoutTime, at, text);
  } else {
    const text =
      'This block replaces every retention flag, the default of 15 days too, and sets no limit: data is kept until the disk is full. Add `time` or `size`, or remove the block.';
    report(infos.unlimited, at, text);
  }
}

const chunkEncoding: PrometheusCheck = (value, _place, { version, report }) => {
  if (textAt(value, 'floats') !== 'xor2' || version >= XOR2_FREE_SINCE) return;
  const text = 'This version takes `xor2` only when it is started with `--enable-feature=xor2-encoding`.';
  report(infos.chunkFlag, valueSpan(value, 'floats'), text);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  retention: [retention],
  chunk_encoding: [chunkEncoding],
};
