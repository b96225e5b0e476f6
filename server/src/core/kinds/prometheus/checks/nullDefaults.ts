import { defineChecks } from '../../../findings/check';
import { isSet } from '../../../schema/value';
import { release } from '../../../schema/version';
import { type NullMeaning, nullDefaults } from '../../nullDefault';
import type { PrometheusCheck } from '../context';

export const infos = defineChecks({
  nullIsNotDefault: {
    code: 'null-is-not-default',
    severity: 'warning',
    source: 'prometheus',
    rules: [11],
    tag: 'SILENT',
    summary: 'A key without a value is set to `false`, 0 or the empty text, which is not its default.',
  },
});

const isFalse = { means: 'it means `false`', default: 'true' };
const isEmpty = (text: string): NullMeaning => ({ means: 'it means the empty text', default: text });
const isZero = (text: string): NullMeaning => ({ means: 'it means 0', default: text });

function table(keys: Readonly<Record<string, NullMeaning>>): PrometheusCheck {
  return nullDefaults(infos.nullIsNotDefault, keys);
}

const redirects = table({ follow_redirects: isFalse });
const http2 = table({ enable_http2: isFalse });

/** Those whose own defaults are `false`: there a null changes nothing (spec rules 80 and 118). */
const FALSE_ANYWAY: Readonly<Record<string, readonly string[]>> = {
  remote_write: ['enable_http2'],
  aws_sd_config: ['follow_redirects', 'enable_http2'],
};

const client: PrometheusCheck = (value, place, context) => {
  // Without a server, Kubernetes discovery refuses the key itself (spec rule 105).
  if (value.shape.name === 'kubernetes_sd_config' && !isSet(value, 'api_server')) return;
  const unchanged = FALSE_ANYWAY[value.shape.name] ?? [];
  if (!unchanged.includes('follow_redirects')) redirects(value, place, context);
  if (!unchanged.includes('enable_http2')) http2(value, place, context);
};

const emptyOtlp = table({ otlp: { means: 'label names are not sanitized as they are by default', default: '{}' } });
const OTLP_DEFAULTS_SINCE = release('3.8');

/** The keys of `otlp` whose default is `true` came with 3.8. */
const otlp: PrometheusCheck = (root, place, context) => {
  if (context.version >= OTLP_DEFAULTS_SINCE) emptyOtlp(root, place, context);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  root: [otlp],
  http_client: [client],
  scrape_config: [
    table({
      honor_timestamps: isFalse,
      enable_compression: isFalse,
      scheme: isEmpty('http'),
      metrics_path: isEmpty('/metrics'),
    }),
  ],
  alertmanager: [table({ scheme: isEmpty('http'), timeout: isZero('10s') })],
  remote_write: [
    table({
      remote_timeout: isZero('30s'),
      metadata_config: { means: 'it sends no metadata', default: '{}' },
    }),
  ],
  metadata_config: [table({ send: isFalse, send_interval: isZero('1m'), max_samples_per_send: isZero('2000') })],
  remote_read: [table({ remote_timeout: isZero('1m'), filter_external_labels: isFalse })],
  tracing: [table({ client_type: isEmpty('grpc') })],
  otlp: [table({ label_name_underscore_sanitization: isFalse, label_name_preserve_multiple_underscores: isFalse })],
};
