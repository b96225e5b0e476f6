import { defineChecks } from '../../../findings/check';
import { parseDuration } from '../../../formats/duration';
import { textAt } from '../../../schema/value';
import { valueSpan } from '../../walk';
import type { PrometheusCheck } from '../context';

export const infos = defineChecks({
  timeoutExceedsInterval: {
    code: 'scrape-timeout-exceeds-interval',
    severity: 'error',
    source: 'prometheus',
    rules: [36],
    tag: 'LOAD',
    summary: 'A job has a scrape timeout that is longer than its scrape interval.',
    program: 'scrape timeout greater than scrape interval for scrape config with job name %q',
  },
});

const timeout: PrometheusCheck = (job, _place, { context, report }) => {
  const own = milliseconds(textAt(job, 'scrape_timeout'));
  const interval = milliseconds(textAt(job, 'scrape_interval')) || context.scrapeInterval;
  if (own === undefined || own <= interval) return;
  const text = 'This timeout is longer than the scrape interval of the job. Shorten it, or lengthen the interval.';
  const program = `scrape timeout greater than scrape interval for scrape config with job name "${textAt(job, 'job_name') ?? ''}"`;
  report(infos.timeoutExceedsInterval, valueSpan(job, 'scrape_timeout'), text, { program });
};

function milliseconds(text: string | undefined): number | undefined {
  const parsed = text === undefined ? undefined : parseDuration(text);
  return parsed !== undefined && 'ms' in parsed ? parsed.ms : undefined;
}

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  scrape_config: [timeout],
};
