import { saidBy } from './scrapeError';

/** The exporter's side answers with an error status. Seen with Prometheus 2.42. */
export const STATUSES = saidBy('prometheus', [
  {
    id: 'status-400',
    says: 'server returned HTTP status 400 Bad Request',
    pattern:
      /HTTP status 400\b|^Client sent an HTTP request to an HTTPS server|The plain HTTP request was sent to HTTPS port|No required SSL certificate was sent|The SSL certificate error/i,
    cause:
      'Prometheus speaks http to a port that wants TLS. nginx answers the same to a client certificate that is missing or that it does not accept.',
    remedy:
      'Say `scheme: https` in the job. Behind nginx, check `cert_file` and `key_file`; its error log at level info has the reason.',
    rules: ['tls-config-without-https'],
    inReadme: 'tls',
  },
  {
    id: 'status-401',
    says: 'server returned HTTP status 401 Unauthorized',
    pattern: /HTTP status 401\b/i,
    cause: 'The exporter wants a user and a password, and the job sends none, or others.',
    remedy:
      'Check `basic_auth` of the job: the user name, and `password_file` holding the password in clear text and not its hash. Hash the password anew for the exporter if in doubt.',
    rules: ['hash-used-as-password'],
    inReadme: 'password',
  },
  {
    id: 'status-403',
    says: 'server returned HTTP status 403 Forbidden',
    pattern: /HTTP status 403\b/i,
    cause: 'Something in front of the exporter lets this client not in: `allow`/`deny` of a proxy, or a service mesh.',
    remedy: 'Compare the address that Prometheus comes from with those that the proxy allows; its log names it.',
  },
  {
    id: 'status-404',
    says: 'server returned HTTP status 404 Not Found',
    pattern: /HTTP status 404\b/i,
    cause: 'The path is another one, or the proxy passes only one path on and this is not it.',
    remedy: 'Check `metrics_path` of the job against the `location` of the proxy and `--web.telemetry-path`.',
    inReadme: 'proxy',
  },
  {
    id: 'status-redirect',
    says: 'server returned HTTP status 301, 302, 307, 308',
    pattern: /HTTP status 30[1278]\b/i,
    cause: 'The target sends the scrape somewhere else, and the job does not follow (`follow_redirects: false`).',
    remedy: 'Let the job name the final address. Following would send the credentials wherever the target says.',
  },
  {
    id: 'status-429',
    says: 'server returned HTTP status 429 Too Many Requests',
    pattern: /HTTP status 429\b/i,
    cause:
      'The exporter limits requests (`rate_limit` of its web configuration, or the proxy), and more come than that.',
    remedy: 'Look for a second Prometheus that scrapes it too; otherwise raise the limit above the rate of scrapes.',
  },
  {
    id: 'status-500',
    says: 'server returned HTTP status 500 Internal Server Error',
    pattern: /HTTP status 500\b/i,
    cause: 'A collector of the exporter failed; the answer has the reason in it.',
    remedy: 'Ask the exporter for its metrics on its own machine, and read its log.',
  },
  {
    id: 'status-502',
    says: 'server returned HTTP status 502 Bad Gateway',
    pattern: /HTTP status 502\b/i,
    cause: 'The proxy is there and the exporter behind it is not, or they disagree about TLS.',
    remedy:
      'Look at the error log of the proxy and whether the exporter runs; `proxy_pass` and its listen address belong together.',
    inReadme: 'proxy',
  },
  {
    id: 'status-503',
    says: 'server returned HTTP status 503 Service Unavailable',
    pattern: /HTTP status 503\b/i,
    cause: 'The exporter answers as many scrapes at a time as `--web.max-requests` allows, or the proxy is overloaded.',
    remedy: 'Look for somebody else who scrapes, and for a collector that hangs; then raise the limit.',
  },
  {
    id: 'status-504',
    says: 'server returned HTTP status 504 Gateway Timeout',
    pattern: /HTTP status 504\b/i,
    cause: 'The proxy waited for the exporter longer than it is allowed to.',
    remedy: 'Make `proxy_read_timeout` longer than `scrape_timeout`, and look why the exporter is slow.',
    inReadme: 'proxy',
  },
]);

/** The answer came and cannot be used. Seen with Prometheus 2.42 where nothing else is said. */
export const CONTENT = saidBy('prometheus', [
  {
    id: 'body-size-limit',
    says: 'body size limit exceeded',
    pattern: /body size limit exceeded/i,
    cause: 'The answer is larger than `body_size_limit` of the job; nothing of it was kept.',
    remedy: 'Find out what the exporter has more of than before. If that is right, raise the limit; do not remove it.',
    rules: ['unbounded-scrape'],
    inReadme: 'always',
  },
  {
    id: 'sample-limit',
    says: 'sample limit exceeded',
    pattern: /sample limit exceeded/i,
    cause: 'The target has more series than `sample_limit` of the job; nothing of the scrape was kept.',
    remedy:
      'Look at `scrape_samples_post_metric_relabeling` of the target. Drop what nobody needs, or raise the limit; do not remove it.',
    rules: ['unbounded-scrape'],
    inReadme: 'always',
  },
  {
    id: 'label-limit',
    says: 'label_limit exceeded, label_name_length_limit exceeded, label_value_length_limit exceeded',
    pattern: /label_(name_length_|value_length_)?limit exceeded/i,
    cause: 'A series has more labels, or longer ones, than the job allows; nothing of the scrape was kept.',
    remedy: 'The message names the series. Drop the label with `metric_relabel_configs`, or raise the limit.',
    rules: ['unbounded-scrape'],
  },
  {
    id: 'target-limit',
    says: 'target_limit exceeded',
    pattern: /target_limit exceeded/i,
    cause: 'Discovery found more targets than `target_limit` of the job, and so none of them is scraped.',
    remedy: 'Narrow the discovery, or raise the limit.',
  },
  {
    id: 'not-metrics',
    says: '"INVALID" is not a valid start token, … invalid syntax',
    pattern:
      /is not a valid start token|strconv\.ParseFloat: parsing|expected (equal|value after metric|timestamp or new record|label name)/i,
    cause: 'What answers does not send metrics: a web page, or a file with a mistake in it.',
    remedy: 'Open the address of the target. Check port and `metrics_path`; for the textfile collector, the file.',
  },
  {
    // From knowledge of Prometheus 3.
    id: 'content-type',
    says: 'received unsupported Content-Type …',
    pattern: /unsupported Content-Type|blank Content-Type/i,
    cause: 'Prometheus 3 wants the type of the answer to be one of metrics, and what answers says another or none.',
    remedy: 'Check port and `metrics_path`. If it really are metrics, set `fallback_scrape_protocol` of the job.',
  },
  {
    // `too old` seen; the others are in the binary of 2.42.
    id: 'odd-timestamps',
    says: 'Error on ingesting out-of-order samples, … with different value but same timestamp, … too old or too far into the future',
    pattern:
      /out.of.order samples?|(different value but same|duplicate sample for) timestamp|too old or are too far into the future|out of bounds/i,
    cause: 'Two targets have the same labels, or the exporter sends timestamps of its own, or a clock is wrong.',
    remedy: 'Look for a machine that is listed twice. `honor_timestamps: false` ignores timestamps of the exporter.',
  },
]);
