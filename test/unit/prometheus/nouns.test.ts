import { describe, expect, test } from 'vitest';
import type { Nouns } from '../../../server/src/core/model/nouns';
import { expectNouns, type NounCase, nounsIn } from '../support/expectNouns';
import { discovery, job } from '../support/job';

const client = ({ clients }: Nouns) => clients.slice(0, 1);
const at = (nouns: Nouns) => client(nouns).map((found) => found.at);
const scheme = (nouns: Nouns) => client(nouns).map((found) => found.scheme);
const targets = ({ clients }: Nouns) => clients.flatMap((found) => found.targets);
const address = (nouns: Nouns) => client(nouns).map((found) => found.address);
const tlsAt = (nouns: Nouns) => client(nouns).map(({ tls }) => tls?.at);
const skipVerify = ({ clients }: Nouns) => clients.map(({ tls }) => tls?.skipVerify);
const role = (wanted: string) => (nouns: Nouns) => nouns.clients.filter((found) => found.role === wanted);
const places = (wanted: string) => (nouns: Nouns) => role(wanted)(nouns).map((found) => found.at);

const PROBE = `static_configs: [{targets: [https://a.example]}]
relabel_configs:
  - source_labels: [__address__]
    target_label: __param_target
  - target_label: __address__
    replacement: ‹blackbox:9115›`;

const CLIENTS: readonly NounCase[] = [
  { name: 'a job stands at its name', text: 'scrape_configs:\n- scheme: http\n  job_name: ‹a›\n', of: at },
  { name: 'a job without a name', text: 'scrape_configs:\n- ‹scheme›: http\n', of: at },
  {
    name: 'no scheme is http',
    text: 'scrape_configs:\n- job_name: ‹a›\n',
    of: scheme,
    is: [{ value: 'http', isDefault: true }],
  },
  { name: 'a scheme', text: job('scheme: ‹https›'), of: scheme, is: [{ value: 'https' }] },
  { name: 'a scheme in capitals', text: job('scheme: ‹HTTPS›'), of: scheme, is: [{ value: 'https' }] },
  { name: 'an unknown scheme', text: job('scheme: ‹${S}›'), of: scheme, is: [{ value: undefined }] },
  {
    name: 'a scheme that a label sets',
    text: job('scheme: ‹https›\nstatic_configs: [{targets: [], labels: {__scheme__: http}}]'),
    of: scheme,
    is: [{ value: undefined }],
  },
  {
    name: 'a scheme that relabeling sets',
    text: job('scheme: ‹http›\nrelabel_configs: [{source_labels: [a], target_label: __scheme__}]'),
    of: scheme,
    is: [{ value: undefined }],
  },
  {
    name: 'targets',
    text: job('static_configs:\n- targets: [‹a:1›, ‹"x\\ty"›, ‹"${H}:1"›]\n- targets:\n  - ‹b:2›'),
    of: targets,
    is: [{ value: 'a:1' }, { value: 'x\ty' }, { value: undefined }, { value: 'b:2' }],
  },
  { name: 'a probe is scraped at its prober', text: job(PROBE), of: address, is: [{ value: 'blackbox:9115' }] },
  {
    name: 'an address made of labels is unknown',
    text: job('relabel_configs:\n- source_labels: [__meta_x]\n  target_label: ‹__address__›'),
    of: address,
    is: [{ value: undefined }],
  },
  { name: 'no TLS', text: job('scheme: https'), of: tlsAt },
  {
    name: 'all of a TLS block',
    text: job(
      '‹tls_config›:\n  ca_file: ca.pem\n  cert: PEM\n  key_file: k.pem\n  server_name: n\n  min_version: TLS10',
    ),
    of: (nouns) => client(nouns).flatMap(({ tls }) => (tls === undefined ? [] : [{ ...tls, ...tls.at }])),
    is: [
      {
        ca: expect.objectContaining({ path: 'ca.pem', holds: 'ca', base: 'config' }),
        certificate: 'inline',
        key: expect.objectContaining({ path: 'k.pem' }),
        serverName: expect.objectContaining({ value: 'n' }),
        minVersion: expect.objectContaining({ value: 'TLS10' }),
      },
    ],
  },
  {
    name: 'no verification',
    text: job('tls_config: {insecure_skip_verify: ‹yes›}'),
    of: skipVerify,
    is: [{ value: true }],
  },
  {
    name: 'verification',
    text: job('tls_config: {insecure_skip_verify: ‹false›}'),
    of: skipVerify,
    is: [{ value: false }],
  },
  {
    name: 'a null is off',
    text: job('tls_config:\n  ‹insecure_skip_verify›:'),
    of: skipVerify,
    is: [{ value: false }],
  },
  {
    name: 'everything with TLS of its own',
    text: `${job(
      'oauth2:\n  client_id: a\n  client_secret: b\n  token_url: https://t\n  tls_config: {insecure_skip_verify: ‹true›}\nhttp_sd_configs:\n- url: https://s\n  tls_config: {insecure_skip_verify: ‹true›}',
    )}remote_write:\n- url: https://w\n  tls_config: {insecure_skip_verify: ‹true›}\nalerting:\n  alertmanagers:\n  - tls_config: {insecure_skip_verify: ‹true›}\ntracing:\n  endpoint: e:1\n  tls_config: {insecure_skip_verify: ‹true›}\n`,
    of: skipVerify,
  },
  { name: 'oauth2 is a client too', text: job('‹oauth2›:\n  token_url: http://t/x'), of: places('oauth2') },
  {
    name: 'where tokens come from',
    text: job('oauth2:\n  token_url: ‹http://t/x›'),
    of: (nouns) => role('oauth2')(nouns).map((found) => found.scheme),
    is: [{ value: 'http' }],
  },
  { name: 'remote_write by its name', text: 'remote_write:\n- url: http://a\n  name: ‹n›\n', of: at, is: [{}] },
  {
    name: 'remote_read by its URL',
    text: 'remote_read:\n- url: ‹https://a/x›\n',
    of: scheme,
    is: [{ value: 'https' }],
  },
  { name: 'a section in flow style', text: 'remote_write: [{url: ‹https://a/x›}]\n', of: at },
  {
    name: 'Alertmanagers',
    text: 'alerting:\n  alertmanagers:\n  - ‹scheme›: https\n    static_configs: [{targets: [a:1]}]\n',
    of: places('alertmanager'),
  },
  {
    name: 'traces in clear',
    text: 'tracing:\n  endpoint: a:1\n  insecure: ‹true›\n',
    of: scheme,
    is: [{ value: 'http' }],
  },
  {
    name: 'traces over TLS',
    text: 'tracing:\n  ‹endpoint›: a:1\n',
    of: scheme,
    is: [{ value: 'https', isDefault: true }],
  },
  { name: 'a broken part has none', text: 'scrape_configs:\n- job_name: a\n  scheme: "http\n', of: at },
];

const discoveryScheme = (nouns: Nouns) => role('discovery')(nouns).map((found) => found.scheme);

const DISCOVERIES: readonly NounCase[] = [
  { name: 'http', text: discovery('http', 'url: ‹http://a/b›'), of: discoveryScheme, is: [{ value: 'http' }] },
  {
    name: 'consul',
    text: discovery('consul', 'server: a:1\nscheme: ‹https›'),
    of: discoveryScheme,
    is: [{ value: 'https' }],
  },
  {
    name: 'consul at its default',
    text: discovery('consul', '‹services›: [a]'),
    of: (nouns) => role('discovery')(nouns).flatMap((found) => found.targets),
    is: [{ value: 'localhost:8500', isDefault: true }],
  },
  { name: 'docker', text: discovery('docker', 'host: ‹tcp://a:2375›'), of: discoveryScheme, is: [{ value: 'http' }] },
  {
    name: 'marathon',
    text: discovery('marathon', 'servers: [‹https://a›, https://b]'),
    of: discoveryScheme,
    is: [{ value: 'https' }],
  },
  {
    name: 'marathon, this way and that',
    text: discovery('marathon', 'servers: [‹https://a›, http://b]'),
    of: discoveryScheme,
    is: [{ value: undefined }],
  },
  {
    name: 'a cloud',
    text: discovery('hetzner', '‹role›: robot'),
    of: discoveryScheme,
    is: [{ value: 'https', isDefault: true }],
  },
  { name: 'files are no client', text: discovery('file', 'files: [a.yml]'), of: discoveryScheme },
];

describe('clients', () => {
  test.each(CLIENTS)('$name', (row) => expectNouns('prometheus', row));
  test.each(DISCOVERIES)('discovery: $name', (row) => expectNouns('prometheus', row));

  test.each([
    ['discovery', discovery('file', 'files: [a.yml]'), { discovers: true, isProbe: false }],
    ['static targets', job('static_configs: [{targets: [a]}]'), { discovers: false, isProbe: false }],
    ['a probe', job(PROBE.replace(/[‹›]/g, '')), { discovers: true, isProbe: true }],
    [
      'limits',
      `global: {sample_limit: 5}\n${job('body_size_limit: 1MB')}`,
      { limits: ['body_size_limit', 'sample_limit'] },
    ],
    ['nothing', job('scheme: http'), { limits: [], credentials: [], targets: [] }],
  ])('%s', (_name, text, is) => expect(nounsIn('prometheus', text).clients[0]).toMatchObject(is));
});
