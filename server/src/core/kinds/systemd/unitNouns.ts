import type { FileRef, Listener, Process, Said, Secret } from '../../model/nouns';
import { said, secretOf } from '../../model/secretForm';
import { splitWords } from './commandLine';
import type { UnitContext } from './context';
import { commandNouns, secretsInText } from './processNouns';
import type { Run } from './run';
import { type Assignment, assignmentsOf, inForce, lastOf, type UnitFile } from './unitFile';

/** What a unit says; no clients and no firewall rules. */
export interface UnitNouns {
  readonly processes: readonly Process[];
  readonly listeners: readonly Listener[];
  readonly files: readonly FileRef[];
  readonly secrets: readonly Secret[];
}

/** The keys that allow or forbid things to a service, for `Process.hardening` (systemd.exec(5), sandboxing). */
const HARDENING =
  /^(DynamicUser|Group|NoNewPrivileges|Protect\w+|Private\w+|Restrict\w+|CapabilityBoundingSet|AmbientCapabilities|SystemCall\w+|MemoryDenyWriteExecute|LockPersonality|RemoveIPC|UMask|ProcSubset|DeviceAllow|DevicePolicy|KeyringMode|IPAddress(Allow|Deny)|ReadWritePaths|ReadOnlyPaths|InaccessiblePaths|SecureBits|SupplementaryGroups)$/;
/** Those whose assignments add up until an empty one. */
const LISTS =
  /^(CapabilityBoundingSet|AmbientCapabilities|RestrictAddressFamilies|RestrictNamespaces|SystemCallFilter|SystemCallArchitectures|DeviceAllow|IPAddress\w+|\w+Paths|SupplementaryGroups)$/;

/** The nouns of a unit or drop-in. */
export function unitNouns(context: UnitContext): UnitNouns {
  const { unit, started, isPart, surroundings } = context;
  const name = /([^/]+)\.service(\.d\/[^/]*)?$/.exec(surroundings.path ?? '')?.[1] ?? '';
  const settings = settingsOf(unit);
  const hasCommandsBefore = inForce(assignmentsOf(unit, 'Service', 'ExecStartPre')).length > 0;
  const mayNeedRoot = (run: Run) => hasCommandsBefore || run.hasUnknownArgs || /^\/(root|home)\//.test(run.path);
  const isOfUser = /\/systemd\/user\//.test(surroundings.path ?? '');
  const commands = started.flatMap(({ command, run }) => {
    const { at } = command.assignment;
    return run === undefined ? [] : [{ at, run, nouns: commandNouns(run, name || run.program.name, at, false) }];
  });
  return {
    processes: commands.map(({ at, run, nouns }) => ({
      runsIn: 'unit',
      name: name || run.program.name,
      ...settings,
      ...((run.changesUser || isOfUser) && { user: { ...at, value: undefined } }),
      ...nouns.process,
      at,
      ...(isPart && { isPartial: true }),
      ...(mayNeedRoot(run) && { mayNeedRoot: true }),
    })),
    listeners: commands.flatMap(({ nouns }) => nouns.listeners),
    files: [...commands.flatMap(({ nouns }) => nouns.files), ...filesOf(unit)],
    secrets: [...commands.flatMap(({ nouns }) => nouns.secrets), ...environmentSecrets(unit)],
  };
}

function settingsOf(unit: UnitFile): Pick<Process, 'user' | 'hardening'> {
  const user = lastOf(unit, 'Service', 'User');
  const keys = new Set(
    unit.sections.flatMap((section) =>
      section.name === 'Service' ? section.assignments.map(({ key }) => key).filter((key) => HARDENING.test(key)) : [],
    ),
  );
  const hardening = [...keys].map((key) => [key, settingOf(unit, key)] as const);
  return {
    hardening: Object.fromEntries(hardening.filter((entry) => entry[1] !== undefined)) as Record<string, Said<string>>,
    ...(user !== undefined && { user: saidOf(user) }),
  };
}

function settingOf(unit: UnitFile, key: string): Said<string> | undefined {
  const all = assignmentsOf(unit, 'Service', key);
  const last = all.at(-1);
  if (last === undefined) return undefined;
  if (!LISTS.test(key)) return saidOf(last);
  const values = inForce(all).map(({ value }) => value);
  return { ...saidOf(last), value: values.join(' ') };
}

function saidOf({ value, valueAt }: Assignment): Said<string> {
  return said(value, valueAt);
}

function filesOf(unit: UnitFile): readonly FileRef[] {
  const environment = inForce(assignmentsOf(unit, 'Service', 'EnvironmentFile')).map((entry): FileRef => {
    const path = saidOf(entry).value?.replace(/^-/, '');
    return { path, holds: 'other', base: 'process', ...entry.valueAt };
  });
  const credentials = inForce(assignmentsOf(unit, 'Service', 'LoadCredential')).flatMap((entry): FileRef[] => {
    const colon = entry.value.indexOf(':');
    if (colon < 0) return [];
    const at = entry.place(colon + 1, entry.value.length);
    return [{ path: said(entry.value.slice(colon + 1), at).value, holds: 'secret', base: 'process', ...at }];
  });
  return [...environment, ...credentials];
}

const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)$|PASSWORD$/i;

/** The secrets among `Environment=`. */
function environmentSecrets(unit: UnitFile): readonly Secret[] {
  return inForce(assignmentsOf(unit, 'Service', 'Environment')).flatMap((entry) =>
    splitWords(entry).words.flatMap((word) => {
      const equals = word.text.indexOf('=');
      if (equals < 0) return [];
      const isVerbatim = word.end - word.start === word.text.length;
      const at = { start: word.start + (isVerbatim ? equals + 1 : 0), end: word.end };
      return variableSecrets(word.text.slice(0, equals), word.text.slice(equals + 1), at);
    }),
  );
}

/** The secrets in the variable `name`: its value, or a password inside of it. */
export function variableSecrets(name: string, value: string, at: { start: number; end: number }): readonly Secret[] {
  if (value === '') return [];
  return SECRET_NAME.test(name) ? [secretOf(name, value, at)] : secretsInText(name, value, at);
}
