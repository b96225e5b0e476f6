import { type Connection, DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { CONFIG_NAMES } from '../core/kinds/scrapeguard/detect';

/** What files of ours are called, and the certificates and keys that they name. */
const ENDINGS = 'yml,yaml,json,conf,service,sh,bash,nft,rules,nginx,pem,crt,cer,key,crl';
/** Folders whose files of ours have no ending. */
const FOLDERS = 'default,sysconfig,conf.d,sites-available,sites-enabled';

/**
 * Asks the client to tell what happens on disk to files of ours, and to those that `associated`, patterns of the
 * user, mean. That folders come and go is told of everything: what becomes of the files in them is not told.
 */
export function watchFiles(connection: Connection, associated: readonly string[]): void {
  const globs = [
    `**/*.{${ENDINGS}}`,
    `**/{${FOLDERS}}/*`,
    '**/{rules.v4,rules.v6,iptables,ip6tables,.gitignore}',
    ...associated.map((glob) => (/^(\/|\*\*\/)/.test(glob) ? glob : `**/${glob}`)),
  ];
  const changes = globs.map((globPattern) => ({ globPattern, kind: WatchKind.Change }));
  const all = { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete };
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [all, ...changes] });
}

/** Whether a file with the name of `uri` may have a say in what is found in others. */
export function mayBeNamed(uri: string): boolean {
  return new RegExp(`\\.(${ENDINGS.replaceAll(',', '|')})$`, 'i').test(uri);
}

/** Whether the file at `uri` decides which files are looked at, and how. */
export function decidesOnFiles(uri: string): boolean {
  const name = Utils.basename(URI.parse(uri));
  return name === '.gitignore' || CONFIG_NAMES.some((config) => config === name);
}
