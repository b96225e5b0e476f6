import { defineChecks } from '../../../../findings/check';
import { formatDuration, parseDuration } from '../../../../formats/duration';
import { parseSize } from '../../../../formats/size';
import { replaceFix } from '../../../../schema/report';
import { scalarText } from '../../../../schema/validate';
import { type StructValue, textAt } from '../../../../schema/value';
import { removeKeysFix } from '../../../fixes';
import { valueSpan } from '../../../walk';
import { acceptedText } from '../../checks/acceptedText';
import { type ObjectCheck, type ObjectCheckContext, refuse } from '../../checks/context';

export const infos = defineChecks({
  refused: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [22],
    tag: 'PROM',
    summary: 'A duration is empty or far too long, which only Prometheus refuses.',
    program: 'empty duration string',
  },
  tooLong: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [10],
    tag: 'OPER',
    summary: '`scrapeInterval` beside a timeout, or `scrapeTimeout`, is far too long.',
    program: 'invalid scrapeTimeout: %q: %w',
  },
  timeout: {
    code: 'scrape-timeout-exceeds-interval',
    severity: 'error',
    source: 'scrape-config',
    rules: [10],
    tag: 'OPER',
    summary: '`scrapeTimeout` is longer than `scrapeInterval`.',
    program: 'scrapeTimeout %q greater than scrapeInterval %q',
  },
  zeroRefresh: {
    code: 'zero-refresh-interval',
    severity: 'error',
    source: 'scrape-config',
    rules: [30],
    tag: 'CRASH',
    summary: 'The `refreshInterval` of a service discovery is 0: Prometheus ends with a panic.',
  },
  size: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [30],
    tag: 'PROM',
    summary: '`bodySizeLimit` is no size, and the pattern of the API lets it pass.',
    program: 'units: invalid %s',
  },
});

/** The milliseconds under `key`; undefined where there is no duration, or one that was reported here or before. */
function durationAt(value: StructValue, key: string, context: ObjectCheckContext): number | undefined {
  const text = acceptedText(value, key);
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  if ('ms' in parsed) return parsed.ms;
  const advice = text === '' ? 'Give it a value, or remove the key.' : 'Shorten it.';
  const fixes = text === '' ? removeKeysFix(value, [key]) : [];
  const { reason, program: words } = parsed.problem;
  const own = operatorWords(value, key, text, words);
  const info = own === undefined ? infos.refused : infos.tooLong;
  refuse(context, info, valueSpan(value, key), `${reason} ${advice}`, { program: own ?? words, fixes });
  return undefined;
}

/** What the operator says of a duration: it reads interval and timeout where there is a timeout, and nothing else. */
function operatorWords(value: StructValue, key: string, text: string, words: string): string | undefined {
  if (text === '' || (textAt(value, 'scrapeTimeout') ?? '') === '') return undefined;
  const quoted = JSON.stringify(text.slice(0, 60));
  if (key === 'scrapeInterval') return `invalid scrapeInterval ${quoted}: ${words}`;
  return key === 'scrapeTimeout' ? `invalid scrapeTimeout: ${quoted}: ${words}` : undefined;
}

const spec: ObjectCheck = (value, _place, context) => {
  const interval = durationAt(value, 'scrapeInterval', context);
  const timeout = durationAt(value, 'scrapeTimeout', context);
  if (interval !== undefined && timeout !== undefined && timeout > interval) {
    const [long, short] = [textAt(value, 'scrapeTimeout'), textAt(value, 'scrapeInterval')];
    const program = `scrapeTimeout ${JSON.stringify(long)} greater than scrapeInterval ${JSON.stringify(short)}`;
    const text = `This timeout is longer than the scrape interval of ${formatDuration(interval)}. Shorten it, or lengthen the interval.`;
    refuse(context, infos.timeout, valueSpan(value, 'scrapeTimeout'), text, { program });
  }
  checkSize(value, context);
};

/** The pattern is not anchored at its left side (rule 30). */
function checkSize(value: StructValue, context: ObjectCheckContext): void {
  const text = acceptedText(value, 'bodySizeLimit');
  if (text === undefined) return;
  const parsed = parseSize(text);
  if ('bytes' in parsed) return;
  const at = valueSpan(value, 'bodySizeLimit');
  refuse(context, infos.size, at, `${parsed.problem.reason} Correct it.`, { program: parsed.problem.program });
}

const discovery: ObjectCheck = (value, _place, context) => {
  durationAt(value, 'fetchTimeout', context);
  if (durationAt(value, 'refreshInterval', context) !== 0) return;
  const at = valueSpan(value, 'refreshInterval');
  const standard = value.shape.fields.get('refreshInterval')?.schema.default;
  const node = value.entries.get('refreshInterval')?.value?.node;
  const fixes =
    typeof standard === 'string' && node !== undefined
      ? [replaceFix(`Change to \`${standard}\``, at, scalarText(node, standard), false)]
      : [];
  const text = 'The interval cannot be 0, and Prometheus ends with a panic. Give it a duration.';
  context.report(infos.zeroRefresh, at, text, { fixes });
};

/** The checks of durations and sizes: of the `spec`, and of the definitions `discoveries`. */
export function timeChecks(discoveries: readonly string[]): Readonly<Record<string, readonly ObjectCheck[]>> {
  return { ScrapeConfigSpec: [spec], ...Object.fromEntries(discoveries.map((name) => [name, [discovery]])) };
}
