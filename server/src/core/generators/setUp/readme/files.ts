import type { GeneratedFile } from '../../generatedFile';
import { isBrowserFile } from '../credentials';
import type { Machine, MachineFile } from '../machine';
import { neededLeaves } from '../neededLeaves';
import type { SetUp } from '../setUp';

/** The tables of what goes to which machine. */
export function filesSection(setUp: SetUp, machines: readonly Machine[], others: readonly GeneratedFile[]): string {
  const parts = machines.map(({ folder, parts: all }) =>
    machineFiles(
      folder,
      all.flatMap(({ files }) => files),
    ),
  );
  return [
    '## What goes where',
    'Each machine gets its own folder and nothing else; `deploy.sh` in it puts every file in its place.',
    ...parts,
    ...(others.length === 0 ? [] : [otherFiles(others)]),
    ...(neededLeaves(setUp).length === 0
      ? []
      : ['What is in `pki/` goes nowhere: it stays here, or better on a machine of its own.']),
  ].join('\n\n');
}

/** What is run or read where it lies, in the order in which it is. */
const BY_HAND: readonly (readonly [name: string, use: string])[] = [
  ['install.sh', 'run first: it installs the programs'],
  ['deploy.sh', 'run then: it puts the files in their places'],
  ['verify.sh', 'run at last: it tries every door'],
  ['firewall-rollback.sh', 'run to take back the firewall alone'],
  ['rollback.sh', 'run to take it all back'],
];

function machineFiles(folder: string, files: readonly MachineFile[]): string {
  const name = (path: string, isSecret = false) => `\`${folder}/${path}\`${isSecret ? ' (secret)' : ''}`;
  const uses = new Map(BY_HAND);
  const there = new Map(files.map((file) => [file.path, file]));
  const rows = files.flatMap(({ path, place, isSecret }) => {
    if (place !== undefined)
      return [`| ${name(path, isSecret)} | \`${place.path}\` | ${place.owner}:${place.group} ${place.mode} |`];
    if (isBrowserFile(path)) return [`| ${name(path, isSecret)} | into your browser | |`];
    return uses.has(path) ? [] : [`| ${name(path, isSecret)} | stays here | |`];
  });
  const scripts = BY_HAND.flatMap(([path, use]) => {
    // These two are made from the files of the machine, and so are none of them.
    const isMade = path === 'deploy.sh' || path === 'rollback.sh';
    return isMade || there.has(path) ? [`| ${name(path, there.get(path)?.isSecret)} | ${use} | |`] : [];
  });
  return ['| file | goes to | owner, mode |', '| --- | --- | --- |', ...rows, ...scripts].join('\n');
}

function otherFiles(others: readonly GeneratedFile[]): string {
  const rows = others.map(({ path, isSecret }) => {
    return `| \`${path}\`${isSecret ? ' (secret)' : ''} | ${path.startsWith('kubernetes/') ? 'the cluster' : 'the admin console of the tailnet'} |`;
  });
  return ['| file | goes to |', '| --- | --- |', ...rows].join('\n');
}
