import { describe, expect, test } from 'vitest';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import type { Client } from '../../../../server/src/core/model/nouns';
import { createServices } from '../../../../server/src/core/services/registry';
import { scrapeConfig } from '../../support/scrapeConfig';

const service = createServices([]).get('scrape-config')!;

function nounsIn(text: string) {
  return service.check(service.open(text), { targets: newestTargets() }).nouns();
}

/** What counts of a client, with places as the text that they mark. */
function shown(client: Client | undefined, text: string) {
  const mark = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return (
    client && {
      role: client.role,
      name: client.name,
      at: mark(client.at),
      scheme: client.scheme.value,
      targets: client.targets.map(({ value }) => value),
      credentials: client.credentials.map(({ type, from }) => [type, from?.base, from?.path]),
    }
  );
}

describe('the nouns of a ScrapeConfig', () => {
  const text = scrapeConfig(
    'staticConfigs: [{targets: [a:1]}]\nbasicAuth: {username: {name: s, key: u}, password: {name: s, key: p}}\n' +
      'tlsConfig: {insecureSkipVerify: true, ca: {configMap: {name: c, key: ca.crt}}}\nsampleLimit: 5\n' +
      'httpSDConfigs:\n  - url: https://sd/\n    authorization: {credentials: {name: t, key: k}}\n',
  );
  const { clients, files } = nounsIn(text);

  test('it is a client by its name', () => {
    expect(shown(clients[0], text)).toEqual({
      role: 'scrape',
      name: 'a',
      at: 'a',
      scheme: 'http',
      targets: ['a:1'],
      credentials: [['basic', 'secret', 's/p']],
    });
    expect(clients[0]?.discovers).toBe(true);
    expect(clients[0]?.limits).toEqual(['sample_limit']);
    expect(clients[0]?.tls?.skipVerify?.value).toBe(true);
    expect(clients[0]?.tls?.ca).toMatchObject({ path: 'c/ca.crt', base: 'config-map', holds: 'ca' });
  });

  test('its discoveries are clients', () => {
    expect(shown(clients[1], text)).toEqual({
      role: 'discovery',
      name: 'httpSDConfigs',
      at: 'url',
      scheme: 'https',
      targets: ['https://sd/'],
      credentials: [['bearer', 'secret', 't/k']],
    });
    expect(clients).toHaveLength(2);
  });

  test('every Secret and ConfigMap is a reference', () => {
    expect(files.map(({ path, holds, base }) => `${base} ${path} ${holds}`)).toEqual([
      'secret s/u username',
      'secret s/p password',
      'config-map c/ca.crt ca',
      'secret t/k token',
    ]);
  });

  test('places are those of the file, also in a later document', () => {
    const later = `kind: Namespace\n---\n${text}`;
    const [client] = nounsIn(later).clients;
    expect(later.slice(client?.at.start, client?.at.end)).toBe('a');
  });

  test('a probe and a tunnel', () => {
    const [client] = nounsIn(
      scrapeConfig(
        'relabelings: [{sourceLabels: [__address__], targetLabel: __param_target}, {targetLabel: __address__, replacement: "b:9115"}]\n',
      ),
    ).clients;
    expect([client?.isProbe, client?.address?.value]).toEqual([true, 'b:9115']);
  });

  test('a client that fetches its token', () => {
    const { clients: found } = nounsIn(
      scrapeConfig(
        'oauth2: {clientId: {secret: {name: s, key: i}}, clientSecret: {name: s, key: c}, tokenUrl: "http://t/"}\n',
      ),
    );
    expect(found.map(({ role, name, scheme }) => [role, name, scheme.value])).toEqual([
      ['scrape', 'a', 'http'],
      ['oauth2', 'a', 'http'],
    ]);
  });
});
