import { defineChecks } from '../../../../findings/check';
import { formatDuration, parseDuration } from '../../../../formats/duration';
import { isGiven, type StructValue } from '../../../../schema/value';
import { resolveScalar } from '../../../../syntax/yaml/resolve';
import { keySpan, valueSpan } from '../../../walk';
import { acceptedText } from '../../checks/acceptedText';
import { type ObjectCheck, type ObjectCheckContext, refuse } from '../../checks/context';

export const infos = defineChecks({
  missing: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [2],
    tag: 'API',
    summary: 'A ServiceMonitor or PodMonitor selects nothing, or a Probe has no address of its exporter.',
    program: 'Required value',
  },
  url: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'OPER',
    summary: '`prober.url` of a Probe is more than a host with a port.',
    program: 'invalid port: %q',
  },
  timeout: {
    code: 'scrape-timeout-exceeds-interval',
    severity: 'error',
    source: 'scrape-config',
    rules: [10],
    tag: 'OPER',
    summary: '`scrapeTimeout` of an endpoint or a Probe is longer than its `interval`.',
    program: 'scrapeTimeout %q greater than scrapeInterval %q',
  },
});

/** Reports which of `keys` is missing, at the first key of the mapping; an empty mapping has none to stand at. */
function needs(keys: readonly string[]): ObjectCheck {
  return (value, _place, context) => {
    for (const key of keys) {
      if (isThere(value, key)) continue;
      const at = placeOf(value, key);
      refuse(context, infos.missing, at, `\`${key}\` is missing here. Add it.`, { program: `${key}: Required value` });
    }
  };
}

/** The operator takes `HOST` or `HOST:PORT`; what stands between two colons is the port. */
const proberUrl: ObjectCheck = (value, _place, context) => {
  const url = acceptedText(value, 'url');
  if (url === undefined || url === '' || /[$[{]/.test(url)) return;
  const [, port] = url.split(':');
  if (port === undefined || (/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65536)) return;
  const text = 'The address of the exporter is `HOST:PORT`, without a scheme or a path, which have keys of their own.';
  const program = `invalid port: ${JSON.stringify(port.slice(0, 60))}`;
  refuse(context, infos.url, valueSpan(value, 'url'), text, url.includes('@') ? {} : { program });
};

/** Whether `key` has a value other than null. */
function isThere(value: StructValue, key: string): boolean {
  const node = value.entries.get(key)?.value?.node;
  return isGiven(value, key) && !(node?.type === 'scalar' && resolveScalar(node).type === 'null');
}

/** The key that has no value, or the first one that there is. */
function placeOf(value: StructValue, key: string) {
  const entry = value.entries.get(key) ?? [...value.entries.values()][0];
  return entry === undefined ? value.node : keySpan(value, entry.key);
}

/** The milliseconds under `key`; undefined where there are none, or something that is reported elsewhere. */
function millisecondsAt(value: StructValue, key: string): number | undefined {
  const parsed = parseDuration(acceptedText(value, key) ?? '');
  return 'ms' in parsed ? parsed.ms : undefined;
}

const times: ObjectCheck = (value, _place, context: ObjectCheckContext) => {
  const [timeout, interval] = [millisecondsAt(value, 'scrapeTimeout'), millisecondsAt(value, 'interval')];
  if (timeout === undefined || interval === undefined || timeout <= interval) return;
  const text = `This timeout is longer than the interval of ${formatDuration(interval)}. Shorten it, or lengthen the interval.`;
  const words = [acceptedText(value, 'scrapeTimeout'), acceptedText(value, 'interval')].map((part) =>
    JSON.stringify(part),
  );
  const program = `scrapeTimeout ${words[0]} greater than scrapeInterval ${words[1]}`;
  refuse(context, infos.timeout, valueSpan(value, 'scrapeTimeout'), text, { program });
};

/** The frame of the monitors: what must be there, and how their times go together. */
export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = {
  ServiceMonitorSpec: [needs(['selector', 'endpoints'])],
  PodMonitorSpec: [needs(['selector'])],
  Prober: [needs(['url']), proberUrl],
  Endpoint: [times],
  PodEndpoint: [times],
  ProbeSpec: [needs(['prober']), times],
};
