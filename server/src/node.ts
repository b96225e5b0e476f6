import { dirname } from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { findConfig } from './host/config';
import { disk } from './host/disk';
import { isIgnoredByGit } from './host/gitignore';
import { patientGuesser } from './host/guesses';
import { readNeighbours } from './host/neighbours';
import { startServer } from './lsp/server';

startServer(createConnection(), {
  disk,
  defer: (work) => setImmediate(work),
  guess: patientGuesser(),
  isGitIgnored: async (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? isIgnoredByGit(fsPath) : undefined;
  },
  readNeighbours: async (uri, patterns) => {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === 'file' ? readNeighbours(dirname(fsPath), patterns) : undefined;
  },
  readConfig: async (uri) => {
    const { scheme, fsPath } = URI.parse(uri);
    const found = scheme === 'file' ? findConfig(dirname(fsPath)) : undefined;
    return found && { uri: URI.file(found.path).toString(), text: found.text };
  },
});
