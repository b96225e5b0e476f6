import { describe, expect, test } from 'vitest';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { createServices } from '../../../../server/src/core/services/registry';

const service = createServices([]).get('scrape-config')!;

function at(marked: string) {
  const offset = marked.indexOf('▮');
  return { document: service.open(marked.replace('▮', '')), offset };
}
const hover = (marked: string) => {
  const { document, offset } = at(marked);
  return service.hover(document, offset, newestTargets())?.markdown ?? '';
};
const offered = (marked: string) => {
  const { document, offset } = at(marked);
  return service.complete(document, offset, newestTargets())?.items.map(({ label }) => label) ?? [];
};
const monitor = (endpoint: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec:\n  endpoints:\n    - port: a\n${endpoint}`;

describe('in the editor', () => {
  test('hover on a key of TLS', () =>
    expect(hover(monitor('      tlsConfig:\n        ca▮File: /ca\n'))).toContain('**caFile**'));
  test('hover on a key of the web server', () =>
    expect(
      hover(
        'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec:\n  web:\n    tlsConfig:\n      client▮_ca: {}\n',
      ),
    ).toContain('**client_ca**'));
  test('hover on a rule', () =>
    expect(
      hover('apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n    - na▮me: a\n'),
    ).toContain('**name**'));
  test('keys of TLS', () => {
    const keys = offered(monitor('      tlsConfig:\n        ▮\n'));
    expect(keys).toContain('insecureSkipVerify');
    expect(keys).toContain('certFile');
  });
  test('keys of a Probe', () =>
    expect(
      offered('apiVersion: monitoring.coreos.com/v1\nkind: Probe\nspec:\n  prober:\n    url: a\n    ▮\n'),
    ).toContain('proxyUrl'));
  test('what nobody prints', () => {
    const { secret } = service.secretNames();
    expect([...secret]).toEqual(expect.arrayContaining(['bearerToken', 'stringData']));
  });
});
