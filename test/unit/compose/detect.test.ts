import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';

describe('compose files', () => {
  test.each([
    ['an exporter', 'services:\n  n:\n    image: quay.io/prometheus/node-exporter:v1.9.1\n'],
    [
      'a comment and an empty line below',
      'version: "3"\nservices:   # all\n\n  # the first\n  g:\n    image: "grafana/grafana"\n',
    ],
    ['in braces', 'services: {p: {image: prom/prometheus}}\n'],
    ['a registry with a port', 'services:\n  a:\n    image: reg:5000/prom/alertmanager\n'],
    ['a variable with a default', 'services:\n  a:\n    image: ${X:-prom/pushgateway:v1}\n'],
    ['an image behind an anchor', 'x-p: &p\n  image: prom/prometheus\nservices:\n  a: *p\n'],
    ['an exporter that nobody knows', 'services:\n  a:\n    image: me/my-exporter\n'],
  ])('%s', (_name, text) => {
    expect(detectKind({ path: '/x/stack.yaml', text })).toBe('compose');
  });

  test.each([
    ['other programs', '/docker-compose.yml', 'services:\n  web:\n    image: nginx\n  db: { image: postgres }\n'],
    ['the services of a CI job', '/.gitlab-ci.yml', 'services:\n  - name: prom/prometheus\nimage: prom/prometheus\n'],
    ['a manifest', '/x.yaml', 'apiVersion: v1\nkind: X\nservices:\n  a:\n    image: prom/prometheus\n'],
    ['an agent and a proxy', '/compose.yml', 'services:\n  a: { image: grafana/alloy }\n  b: { image: nginx }\n'],
    ['no YAML', '/compose.txt', 'services:\n  a: { image: prom/prometheus }\n'],
    ['a word in a comment', '/compose.yml', 'services:\n  # node-exporter\n  a: { image: busybox }\n'],
  ])('not: %s', (_name, path, text) => {
    expect(detectKind({ path, text })).not.toBe('compose');
  });
});
