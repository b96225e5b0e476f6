import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';

function object(kind: string, spec: string, apiVersion = 'monitoring.coreos.com/v1'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: o\nspec:\n${spec.replaceAll(/^(?=.)/gm, '  ')}`;
}

const SECRET = '{name: s, key: k}';

const OTHERS: readonly CheckCase[] = [
  {
    rules: [],
    name: 'a web server with TLS',
    text: object(
      'Prometheus',
      `web:\n  pageTitle: x\n  tlsConfig:\n    cert:\n      secret: ${SECRET}\n    keySecret: ${SECRET}\n    client_ca:\n      configMap: ${SECRET}\n    clientAuthType: RequireAndVerifyClientCert\n  httpConfig:\n    http2: true\n    headers:\n      xFrameOptions: Deny\n`,
    ),
  },
  {
    rules: [],
    name: 'one without a key',
    text: object('Alertmanager', `web:\n  ‹tlsConfig›:\n    cert:\n      secret: ${SECRET}\n`),
    code: 'missing-key',
    says: 'TLS private key must be defined',
  },
  {
    rules: [],
    name: 'one without a certificate',
    text: object('Prometheus', `web:\n  ‹tlsConfig›:\n    keySecret: ${SECRET}\n`),
    code: 'missing-key',
    says: 'TLS certificate must be defined',
  },
  {
    rules: [],
    name: 'the spelling of the authorities',
    text: object(
      'Prometheus',
      `web:\n  tlsConfig:\n    cert:\n      secret: ${SECRET}\n    keySecret: ${SECRET}\n    ‹clientCa›:\n      secret: ${SECRET}\n`,
    ),
    code: 'unknown-key',
    says: 'client_ca',
  },
  {
    rules: [2],
    name: 'how clients are asked',
    text: object(
      'Prometheus',
      `web:\n  tlsConfig:\n    certFile: /c\n    keyFile: /k\n    clientAuthType: ‹RequireAndVerifyClientCerts›\n`,
    ),
    code: 'invalid-value',
  },
  {
    rules: [2],
    name: 'a Probe',
    text: object(
      'Probe',
      `prober:\n  url: blackbox:9115\n  scheme: ‹HTTPs›\ntargets:\n  staticConfig:\n    static: [a]\n    relabelingConfigs:\n    - targetLabel: x\n      replacement: z\n`,
    ),
    code: 'invalid-value',
  },
  {
    rules: [2],
    name: 'a relabeling of a Probe',
    text: object('Probe', `prober:\n  url: a\ntargets:\n  ingress:\n    relabelingConfigs:\n    - ‹target_label›: x\n`),
    code: 'unknown-key',
  },
  {
    rules: [2],
    name: 'an agent',
    text: object(
      'PrometheusAgent',
      `apiserverConfig:\n  host: a\n  tlsConfig:\n    ‹ca_file›: /ca\n`,
      'monitoring.coreos.com/v1alpha1',
    ),
    code: 'unknown-key',
  },
  {
    rules: [2],
    name: 'a scrape class',
    text: object(
      'Prometheus',
      `scrapeClasses:\n- name: x\n  default: true\n  tlsConfig:\n    caFile: /ca\n    ‹certfile›: /c\n`,
    ),
    code: 'unknown-key',
  },
  {
    rules: [],
    name: 'objects of the same kind of others',
    text: 'apiVersion: monitoring.example.com/v1\nkind: ServiceMonitor\nspec:\n  endpoints:\n  - tlsConfig: {nonsense: 1}\n',
  },
  {
    rules: [],
    name: 'an object without anything',
    text: 'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata:\n  name: a\n',
  },
];

describe('Probe, Prometheus, PrometheusAgent, Alertmanager', () => {
  test.each(OTHERS)('$name', (row) => expectCase('scrape-config', row));
});
