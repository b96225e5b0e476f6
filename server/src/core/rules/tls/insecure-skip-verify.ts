import type { Client } from '../../model/nouns';
import { defineRule, fix } from '../rule';

const SKIPPED =
  'Whoever answers is believed: the certificate is not verified, so anybody on the way can pretend to be the target and read what is sent.';

export default defineRule({
  id: 'insecure-skip-verify',
  category: 'tls',
  severity: 'error',
  kinds: ['prometheus'],
  summary: 'The verification of the certificate is switched off',
  why: 'TLS without verification encrypts the connection to whoever answers. Anybody on the way can answer with a certificate of their own, read passwords and tokens, and hand over metrics that are made up.',
  advice:
    'Name the CA that signed the certificate (`ca_file`), and the name in the certificate (`server_name`) where the target is an address that the certificate does not have. Then remove the key.',
  sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: ca.crt
      insecure_skip_verify: ‹true›
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: ca.crt
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config: { ca_file: ca.crt, insecure_skip_verify: false }
    static_configs:
      - targets: ['node-1.example.net:9100']
`,
    },
  ],
  check: ({ nouns, edits, report }) => {
    for (const client of nouns.clients) {
      const { tls, scheme } = client;
      if (tls?.skipVerify?.value !== true || scheme.value === 'http') continue;
      const names = namesCa(client);
      report(tls.skipVerify, names ? `${SKIPPED} A CA is named beside it, so the key can go.` : SKIPPED, {
        fixes: fix('Verify the certificate again', [edits.removeEntry(tls.skipVerify)], { safe: names }),
      });
    }
  },
});

function namesCa({ tls }: Client): boolean {
  return tls?.ca !== undefined;
}
