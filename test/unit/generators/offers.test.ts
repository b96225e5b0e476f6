import { describe, expect, test } from 'vitest';
import type { Fix } from '../../../server/src/core/findings/finding';
import { generatorFixes } from '../../../server/src/core/generators/offers';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import type { KindId } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';

const services = createServices(RULES);

/** What is offered in `text`, by the code of the finding; files that it names are not there. */
function offers(kind: KindId, text: string): Readonly<Record<string, readonly Fix[]>> {
  const service = services.get(kind)!;
  const document = service.open(text);
  const targets = newestTargets();
  const { patterns } = service.check(document, { targets }).needs;
  const neighbours = new Map(patterns.map((path): [string, NeighbourFile[]] => [path, [{ path, text: undefined }]]));
  const report = service.check(document, { targets, neighbours });
  const offered = report.findings.map(
    (finding) => [finding.code, generatorFixes(finding, kind, report.nouns)] as const,
  );
  return Object.fromEntries(offered.filter(([, fixes]) => fixes.length > 0));
}

const acts = (kind: KindId, text: string) =>
  Object.fromEntries(Object.entries(offers(kind, text)).map(([code, fixes]) => [code, fixes.map(({ act }) => act)]));

const TARGETS = "['node-1.example.net:9100', '192.0.2.5:9100', 'node-1.example.net:9100']";
const job = (lines: string, { name = 'node', targets = TARGETS } = {}) => `scrape_configs:
  - job_name: ${name}
${lines.replace(/^(?=.)/gm, '    ')}
    sample_limit: 5000
    body_size_limit: 10MB
    static_configs:
      - targets: ${targets}
`;
const SECURE = {
  does: 'secure-job',
  preset: { job: 'node', hosts: ['node-1.example.net', '192.0.2.5'], port: 9100 },
};

describe('"secure this job" starts with what the job says', () => {
  test.each<[string, string]>([
    ['unencrypted-scrape', 'scheme: http'],
    ['credentials-over-http', 'basic_auth:\n  username: a\n  password_file: /etc/prometheus/password'],
    ['tls-config-without-https', 'tls_config:\n  ca_file: /etc/prometheus/ca.crt'],
    ['insecure-skip-verify', 'scheme: https\ntls_config:\n  insecure_skip_verify: true'],
  ])('on %s', (code, lines) => {
    expect(acts('prometheus', job(lines))).toEqual({ [code]: [SECURE] });
  });

  test('inside of a cluster or tailnet too', () => {
    const preset = { job: 'app', hosts: ['app'], port: 8080 };
    const text = job('scheme: http', { name: 'app', targets: '["app:8080"]' });
    expect(acts('prometheus', text)).toEqual({ 'unencrypted-inside': [{ does: 'secure-job', preset }] });
  });

  test('and without a port where there is none', () => {
    const text = job('scheme: http', { targets: '[node-1.example.net]' });
    expect(acts('prometheus', text)).toEqual({
      'unencrypted-scrape': [{ does: 'secure-job', preset: { job: 'node', hosts: ['node-1.example.net'] } }],
    });
  });

  test.each<[string, string]>([
    ['targets that come from elsewhere', job('scheme: http\nfile_sd_configs:\n  - files: [targets.json]')],
    ['several exporters', job('scheme: http', { targets: '["node-1.example.net:9100", "node-1.example.net:9187"]' })],
    ['a name that no file can have', job('scheme: http', { name: '"node exporter"' })],
    ['targets that are filled in', job('scheme: http', { targets: '["node-1.example.net:9100", "{{ host }}:9100"]' })],
    [
      'a probe',
      job(
        'scheme: http\nrelabel_configs:\n  - {source_labels: [__address__], target_label: __param_target}\n  - {target_label: __address__, replacement: "blackbox.example.net:9115"}',
      ),
    ],
    ['what is no job', 'remote_write:\n  - url: http://metrics.example.net/write\n'],
  ])('and is not offered for %s', (_name, text) => {
    expect(offers('prometheus', text)).toEqual({});
  });

  test('and is not offered where another program reads the job', () => {
    const [finding] = services.get('prometheus')!.check(services.get('prometheus')!.open(job('scheme: http')), {
      targets: newestTargets(),
    }).findings;
    expect(
      generatorFixes(finding!, 'scrape-config', () => {
        throw new Error('Nobody asks for the nouns.');
      }),
    ).toEqual([]);
  });
});

const issue = (preset: object) => [{ does: 'issue-certificate', preset }];
const PROMETHEUS = { names: ['prometheus'], purpose: 'client' };

describe('"issue a certificate" starts with what the file says', () => {
  test.each<[string, KindId, string, object]>([
    [
      'the certificate of a web configuration is not there',
      'web-config',
      'tls_server_config:\n  cert_file: tls/node.crt\n  key_file: /etc/node.key\n',
      { 'file-not-found': issue({ purpose: 'server', file: 'node', out: 'tls' }) },
    ],
    [
      'its client CA is not there',
      'web-config',
      'tls_server_config:\n  cert_file: /a/s.crt\n  key_file: /a/s.key\n  client_ca_file: ca.crt\n  client_auth_type: RequireAndVerifyClientCert\n  client_allowed_sans: [prometheus]\n',
      { 'file-not-found': issue(PROMETHEUS) },
    ],
    [
      'settings of TLS have no certificate',
      'web-config',
      'tls_server_config:\n  min_version: TLS12\n',
      { 'tls-settings-without-certificate': issue({ purpose: 'server', file: 'server', out: '.' }) },
    ],
    [
      'passwords are asked for without TLS',
      'web-config',
      `basic_auth_users:\n  prometheus: $2b$12$${'a'.repeat(53)}\n`,
      { 'basic-auth-without-tls': issue({ purpose: 'server', file: 'server', out: '.' }) },
    ],
    [
      'the certificates of clients are verified without a CA',
      'web-config',
      'tls_server_config:\n  cert_file: /a/s.crt\n  key_file: /a/s.key\n  client_auth_type: RequireAndVerifyClientCert\n  client_allowed_sans: [prometheus]\n',
      { 'client-ca-missing': issue(PROMETHEUS) },
    ],
    [
      'the client certificate of a job is not there',
      'prometheus',
      job('scheme: https\ntls_config:\n  ca_file: /a/ca.crt\n  cert_file: node-client.crt\n  key_file: /a/node.key'),
      { 'file-not-found': issue({ ...PROMETHEUS, file: 'node-client', out: '.' }) },
    ],
    [
      'its CA is not there',
      'prometheus',
      job('scheme: https\ntls_config:\n  ca_file: ca.crt'),
      { 'file-not-found': issue({ names: ['node-1.example.net', '192.0.2.5'], purpose: 'server' }) },
    ],
    [
      'its CA is not there, and the name in the certificate is said',
      'prometheus',
      job('scheme: https\ntls_config:\n  ca_file: ca.crt\n  server_name: node.internal'),
      { 'file-not-found': issue({ names: ['node.internal'], purpose: 'server' }) },
    ],
    [
      'the certificate of a tunnel is not there',
      'stunnel',
      'foreground = yes\n[node]\naccept = 192.0.2.5:9100\nconnect = 127.0.0.1:9101\ncert = node.pem\nverifyChain = yes\nCAfile = /a/ca.pem\ncheckHost = prometheus\n',
      { 'file-not-found': issue({ names: ['192.0.2.5'], purpose: 'server', file: 'node', out: '.' }) },
    ],
    [
      'a tunnel on all interfaces names nobody',
      'stunnel',
      'foreground = yes\n[node]\naccept = 9100\nconnect = 127.0.0.1:9101\ncert = node.pem\nverifyChain = yes\nCAfile = /a/ca.pem\ncheckHost = prometheus\n',
      { 'file-not-found': issue({ purpose: 'server', file: 'node', out: '.' }) },
    ],
    [
      'the CA of a client tunnel is not there',
      'stunnel',
      'foreground = yes\n[node]\nclient = yes\naccept = 127.0.0.1:9101\nconnect = node-1.example.net:9100\nverifyChain = yes\nCAfile = ca.pem\ncheckHost = node-1.example.net\n',
      { 'file-not-found': issue({ names: ['node-1.example.net'], purpose: 'server' }) },
    ],
  ])('where %s', (_name, kind, text, expected) => {
    expect(acts(kind, text)).toEqual(expected);
  });

  test('and is not offered for other files that are missing', () => {
    expect(offers('prometheus', 'rule_files: [alerts.yml]\n')).toEqual({});
  });
});

test('what generates is never first, never safe, and asks', () => {
  const all = [
    ...Object.values(offers('prometheus', job('scheme: http'))),
    ...Object.values(offers('web-config', 'tls_server_config:\n  min_version: TLS12\n')),
  ].flat();
  expect(all.length).toBe(2);
  for (const { title, preferred, safe, changes } of all) {
    expect({ preferred, safe, changes }).toEqual({ preferred: false, safe: undefined, changes: [] });
    expect(title.endsWith('…')).toBe(true);
  }
});

test('no finding carries them, so that the command line and other editors offer none', () => {
  for (const [kind, text] of [
    ['prometheus', job('scheme: http')],
    ['web-config', 'tls_server_config:\n  min_version: TLS12\n'],
  ] as const) {
    const service = services.get(kind)!;
    const { findings } = service.check(service.open(text), { targets: newestTargets() });
    const carried = findings.flatMap(({ fixes = [] }) => fixes.filter(({ act }) => act !== undefined));
    expect(findings.length).toBeGreaterThan(0);
    expect(carried).toEqual([]);
  }
});
