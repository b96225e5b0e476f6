import { describe, expect, test } from 'vitest';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';

const services = createServices(RULES);

/** A ConfigMap with a prometheus.yml that has one job. */
const map = (lines: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus
data:
  prometheus.yml: |
    scrape_configs:
      - job_name: node
        scheme: https
        sample_limit: 5000
        body_size_limit: 10MB
        static_configs:
          - targets: ['node-1.example.net:9100']
${lines.replace(/^/gm, '        ')}
`;

function fixesIn(text: string, code: string) {
  const service = services.get('scrape-config')!;
  const { findings } = service.check(service.open(text), { targets: newestTargets() });
  const found = findings.filter((finding) => finding.code === code);
  expect(found).toHaveLength(1);
  return found.flatMap(({ fixes = [] }) => fixes);
}

describe('a fix of a finding inside of another file', () => {
  test('is as safe there, and changes the outer text', () => {
    const text = map('tls_config:\n  ca_file: /ca.crt\n  insecure_skip_verify: true');
    const [fix] = fixesIn(text, 'insecure-skip-verify');
    expect(fix).toMatchObject({ safe: true, preferred: true });
    expect(applyChanges(text, fix?.changes ?? [])).toBe(map('tls_config:\n  ca_file: /ca.crt'));
  });

  test('is none where files would have to lie beside the inner one', () => {
    const text = map('basic_auth:\n  username: a\n  password: correct-horse');
    expect(fixesIn(text, 'plaintext-password')).toEqual([]);
  });
});
