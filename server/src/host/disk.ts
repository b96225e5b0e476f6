import { dirname, sep } from 'node:path';
import { URI } from 'vscode-uri';
import type { ConfigReader } from '../core/policy/config';
import type { Project } from '../core/policy/project';
import type { FileContent } from '../core/services/checkFile';
import { readNeighbours } from './neighbours';
import { nearestProjects } from './projects';
import { readText } from './readText';
import { isOnWalk, typeOf, type WalkFilter, walk } from './walk';

/** The disk as the server asks for it: by the addresses of files; filters are given the paths of addresses. */
export const disk = {
  *walk(folder: string, filter: WalkFilter): Generator<readonly string[], void, void> {
    const path = localPath(folder);
    if (path === undefined || typeOf(path) !== 'folder') return;
    for (const { files } of walk(path, byAddress(filter))) yield files.map((file) => URI.file(file).toString());
  },
  isOnWalk(root: string, uri: string, filter: WalkFilter): boolean {
    const [folder, path] = [localPath(root), localPath(uri)];
    return folder !== undefined && path !== undefined && isOnWalk(folder, path, byAddress(filter));
  },
  read(uri: string, isWanted: (head: string) => boolean): FileContent {
    const path = localPath(uri);
    // Opening a pipe would wait for somebody to write.
    if (path === undefined || typeOf(path) !== 'file') return { reason: 'it is no file', head: '' };
    return readText(path, isWanted);
  },
  readNeighbours(uri: string, patterns: readonly string[]): ReturnType<typeof readNeighbours> {
    const path = localPath(uri);
    return path === undefined ? new Map() : readNeighbours(dirname(path), patterns);
  },
  projects(read: ConfigReader): (path: string) => Project {
    const projects = nearestProjects(read);
    return (path) => {
      const { folder, config } = projects.of(dirname(fromAddress(path)));
      return { folder: toAddress(folder), config };
    };
  },
};

/** The path of a file of this machine; undefined for an address that leads elsewhere. */
function localPath(uri: string): string | undefined {
  const { scheme, fsPath } = URI.parse(uri);
  return scheme === 'file' ? fsPath : undefined;
}

function byAddress({ takes, enters }: WalkFilter): WalkFilter {
  if (sep === '/') return { takes, ...(enters && { enters }) };
  return { takes: (path) => takes(toAddress(path)), ...(enters && { enters: (path) => enters(toAddress(path)) }) };
}

/** `C:\work` stands as `/C:/work` in an address. */
function toAddress(path: string): string {
  return sep === '/' ? path : URI.file(path).path;
}

function fromAddress(path: string): string {
  return sep === '/' ? path : URI.from({ scheme: 'file', path }).fsPath;
}
