import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import manifest from '../../package.json';

/**
 * Next to Red Hat's YAML extension, whose server is run here. Its client hands on what extensions contribute as
 * `yamlValidation` in the notification `json/schemaAssociations` (getSchemaAssociations in its src/extension.ts); an
 * association outranks the public store, settings of the user outrank both.
 */
const root = join(import.meta.dirname, '../..');
const ours = manifest.contributes.yamlValidation;
const associations = ours.map(({ fileMatch, url }) => ({
  fileMatch: fileMatch.map((pattern) => (/^(\w+:\/\/|\/|!)/.test(pattern) ? pattern : `/${pattern}`)),
  uri: pathToFileURL(join(root, url)).href,
}));

/** A schema like the one of the public store: keys that Prometheus has and the schema has not are errors. */
const lagging = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: { scrape_configs: { type: 'array' } },
  additionalProperties: false,
};
const folder = 'file:///work/';
const valid = 'scrape_config_files: [jobs/*.yml]\n';
const names = ours.flatMap(({ fileMatch }) => fileMatch.map((pattern) => pattern.replace('*', 'eu')));
/** Files of others that come near to our names. */
const others = ['my-prometheus.yml', 'values.yml'];

let store: Server;

beforeAll(async () => {
  store = createServer((request, response) => {
    const own = `http://${request.headers.host}`;
    const catalog = { schemas: [{ name: 'lagging', url: `${own}/lagging.json`, fileMatch: [...names, ...others] }] };
    response.end(JSON.stringify(request.url === '/catalog.json' ? catalog : lagging));
  });
  await new Promise<void>((listening) => store.listen(0, '127.0.0.1', listening));
});
afterAll(() => void store.close());

describe("next to Red Hat's YAML extension", { timeout: 30_000 }, () => {
  it('a store that lags behind marks valid files of ours as wrong', async () => {
    expect(await errorsByFile([])).toEqual(
      Object.fromEntries([...names, ...others].map((name) => [name, ['Property scrape_config_files is not allowed.']])),
    );
  });

  it('the associations of our manifest leave the files of our names, and only those, to us', async () => {
    expect(await errorsByFile(associations)).toEqual({
      ...Object.fromEntries(names.map((name) => [name, []])),
      ...Object.fromEntries(others.map((name) => [name, ['Property scrape_config_files is not allowed.']])),
    });
  });
});

/** What the YAML server says of the same valid text under each name, with the store and `contributed` associations. */
async function errorsByFile(contributed: typeof associations): Promise<Record<string, string[]>> {
  const program = join(root, 'node_modules/yaml-language-server/bin/yaml-language-server');
  const server = spawn(process.execPath, [program, '--stdio']);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  try {
    await configure(connection, contributed);
    return await open(connection, [...names, ...others]);
  } finally {
    connection.dispose();
    server.kill();
  }
}

async function configure(connection: ProtocolConnection, contributed: typeof associations): Promise<void> {
  const { port } = store.address() as AddressInfo;
  const settings: Record<string, unknown> = {
    yaml: { validate: true, schemaStore: { enable: true, url: `http://127.0.0.1:${port}/catalog.json` } },
  };
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => settings[section] ?? {}),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { workspace: { configuration: true } },
  });
  await connection.sendNotification('yaml/supportSchemaSelection');
  const storeRead = new Promise((read) => connection.onNotification('yaml/schema/store/initialized', read));
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('json/schemaAssociations', contributed);
  await storeRead;
}

/** Opens the files and waits until the server has said something of each. */
function open(connection: ProtocolConnection, files: readonly string[]): Promise<Record<string, string[]>> {
  const errors: Record<string, string[]> = {};
  return new Promise((resolve, reject) => {
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      errors[uri.slice(folder.length)] = diagnostics.map(({ message }) => String(message));
      if (Object.keys(errors).length === files.length) resolve(errors);
    });
    for (const name of files) {
      const textDocument = { uri: folder + name, languageId: 'yaml', version: 1, text: valid };
      connection.sendNotification('textDocument/didOpen', { textDocument }).catch(reject);
    }
  });
}
