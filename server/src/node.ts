import { dirname } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { readNeighbours } from './host/neighbours';
import { startServer } from './lsp/server';

startServer(createConnection(), {
  defer: (work) => setImmediate(work),
  readNeighbours: async (uri, patterns) => {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? readNeighbours(dirname(fsPath), patterns) : undefined;
  },
});
