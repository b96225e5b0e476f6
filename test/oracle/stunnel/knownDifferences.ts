import type { KnownDifference } from '../knownDifferences';
import type { Disagreement } from '../verdict';

/** What the machine or the build decides, and what is an error to us although stunnel takes it. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: 'What looks like a variable or a template (`$HOME`, `%s`) is filled in before, so its value is not judged.',
    isIt: ({ theirs, text }) =>
      theirs.outcome === 'refused' && /=.*(\$[A-Za-z_{]|%[A-Za-z])/.test(text.replaceAll('\r', '')),
  },
  {
    reason: 'Whether there is compression depends on the build of OpenSSL.',
    isIt: ({ theirs }) => /Configured compression is unsupported by OpenSSL/.test(theirs.says),
  },
  {
    reason: 'A file in a folder that is not there either may lie on the machine that the configuration is for.',
    isIt: ({ theirs }) => theirs.outcome === 'refused' && /No such file or directory/.test(theirs.says),
  },
  {
    reason: 'Of a CA file that is not there stunnel 5.68 says nothing at all.',
    isIt: ({ theirs, text }) =>
      /^Service \[.*\]: Failed to initialize TLS context$/.test(theirs.says) && /^\s*CAfile\s*=/im.test(text),
  },
  {
    reason: 'Users, groups, engines and names of hosts are those of the machine.',
    isIt: ({ theirs }) =>
      /Illegal [UG]ID|Failed to open the engine|CAengine failed|^Error resolving "[\w.*-]+"/.test(theirs.says),
  },
  {
    reason: 'Which cipher suites a group (`EXPORT40`, `kDHr`) still has depends on the build of OpenSSL.',
    isIt: ({ theirs }) => /no cipher match/.test(theirs.says),
  },
  {
    reason: 'From 3.5 on, OpenSSL has marks for groups (`-`, `?`, `*`), which older ones refuse.',
    isIt: ({ theirs, text }) => /Invalid groups list/.test(theirs.says) && /^\s*curves?\s*=.*[?*/-]/im.test(text),
  },
  {
    reason: 'Which signature algorithms there are, and which modes on which side, is for OpenSSL to judge.',
    isIt: ({ theirs, text }) =>
      theirs.outcome === 'refused' && /^\s*config\s*=\s*(\w*SignatureAlgorithms|VerifyMode):/im.test(text),
  },
  {
    reason: 'Some socket options only exist on other systems.',
    isIt: ({ theirs, text }) =>
      /Illegal socket option/.test(theirs.says) && /SO_EXCLUSIVEADDRUSE|IP(V6)?_BINDANY/.test(text),
  },
  {
    reason:
      'Of several addresses to listen on stunnel needs only one that it understands; to us every wrong one is an error.',
    isIt: (found) =>
      (found.text.match(/^\s*accept\s*=/gim) ?? []).length > 1 &&
      isOnlyOurs(found, /Cannot resolve accept target|Unknown TCP service|Unix socket path is too long/),
  },
  {
    reason: 'An empty path, and one in quotes, are a mistake even where the file is never opened.',
    isIt: (found) => isOnlyOurs(found, /^(There is no such file|The path is empty)\./),
  },
];

/** Whether only ScrapeGuard refuses the file, and only for errors that are explained. */
function isOnlyOurs({ theirs, ours: { errors = [] } }: Disagreement, explained: RegExp): boolean {
  return theirs.outcome === 'accepted' && errors.length > 0 && errors.every((error) => explained.test(error));
}
