import type { Edits, NewEntry } from '../edits/edits';
import type { Fix } from '../findings/finding';
import { booleanOf } from '../kinds/systemd/valueTypes';
import type { Process, Said } from '../model/nouns';
import { dataFolders } from './dataFolders';
import { isSelfContained } from './rootNeeds';
import { fix } from './rule';

/** `root`, `0`, and either with a group behind it. */
export function isRoot({ value }: Said<string>): boolean {
  return value !== undefined && /^(root|0+)(:.*)?$/.test(value);
}

/** What a switch of a unit says; off where it is not there, undefined where nobody can tell. */
export function isOn(said: Said<string> | undefined): boolean | undefined {
  return said === undefined ? false : booleanOf(said.value);
}

/** The fix that gives the unit of `process` a user of its own; none where its data could not follow. */
export function ownUserFixes(process: Process, edits: Edits): readonly Fix[] {
  const { program, user, at, hardening } = process;
  const { DynamicUser: own, Group: group, AmbientCapabilities: given } = hardening;
  const data = dataEntries(process);
  // Pings need raw sockets where the kernel lets not everybody send them.
  const needsRawSockets = program === 'blackbox_exporter' && given === undefined;
  const rights = needsRawSockets ? [{ key: 'AmbientCapabilities', value: 'CAP_NET_RAW' }] : [];
  if (data === undefined || (own !== undefined && own.value === undefined)) return [];
  // A user that is named wins over the dynamic one, and so does a group.
  const withoutGroup = group !== undefined && isRoot(group) ? [edits.removeEntry(group)] : [];
  const entries = [...(own === undefined ? [{ key: 'DynamicUser', value: 'yes' }] : []), ...rights, ...data];
  const added = user === undefined ? edits.addBeside(at, entries) : edits.replaceEntry(user, entries);
  const changes = entries.length > 0 ? [added] : user === undefined ? [] : [edits.removeEntry(user)];
  const switched = own === undefined || isOn(own) ? [] : [edits.replaceValue(own, 'yes')];
  return fix('Run as a user of its own (`DynamicUser=yes`)', [...changes, ...switched, ...withoutGroup], {
    safe: isSelfContained(process),
  });
}

/** What lets a dynamic user write its data; undefined where its folder is not one that systemd can hand over. */
function dataEntries(process: Process): readonly NewEntry[] | undefined {
  const names = dataFolders(process)?.map((folder) => /^\/var\/lib\/([\w.-]+)(\/|$)/.exec(folder)?.[1]);
  const known = names?.filter((name) => name !== undefined) ?? [];
  if (names === undefined || known.length < names.length) return undefined;
  return [...new Set(known)].map((value) => ({ key: 'StateDirectory', value }));
}
