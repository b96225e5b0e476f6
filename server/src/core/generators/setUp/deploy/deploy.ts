import type { Machine, MachineFile, Part, Place } from '../machine';
import { FUNCTIONS, ROLLBACK_FUNCTIONS } from './deployFunctions';

type Deployed = MachineFile & { readonly place: Place };

/**
 * `deploy.sh` of a machine: puts each file that has a place there, with its owner and rights, runs the lines of the
 * parts, and restarts or reloads the units of the parts that have changed. It is run as root, from any folder; a second
 * run changes nothing, and one that stopped half-way is taken up again. `--root DIR` only puts the files below another
 * folder, for packages and tests; `--dry-run` only tells.
 */
export function deployScript(machine: Machine): string {
  const { parts } = machine;
  const packages = [...new Set(parts.flatMap((part) => part.packages))].sort();
  return `#!/bin/sh
# Puts the files of this folder in their places on this machine. Run it as root; safe to run twice.
#   --dry-run   tells what would change, and changes nothing
#   --root DIR  puts the files below DIR, and does nothing else
${FUNCTIONS}

start "$@"
${packages.length === 0 ? '' : `needs ${packages.join(' ')}\n`}${parts.map(placing).join('')}
reread
${parts.map(using).join('')}
finish
`;
}

/** The first half: what must be there before any program looks at it. */
function placing(part: Part): string {
  const files = deployed(part);
  const lines = files.map(({ path, place }) => `put ${nameOf(path)} ${wordsOf(place)}\n`);
  const key = keyOf(part);
  return `
# ${titleOf(part)}
part ${key}
${inside('is_live', part.before)}${lines.join('')}`;
}

/** The second half: what is done with the files. */
function using(part: Part): string {
  const { after, units } = part;
  if (after.length === 0 && units.length === 0) return '';
  const changes = units.map(({ unit, by }) => `unit ${unit} ${by}\n`);
  return `
# ${titleOf(part)}
part ${keyOf(part)}
${inside('is_changed', after)}${changes.join('')}settle
`;
}

/**
 * The script that takes back what `deploy.sh` of a machine did: what was there before comes back, what was changed since
 * is kept beside, and the rest is removed.
 */
export function rollbackScript(machine: Machine): string {
  const parts = [...machine.parts].reverse();
  return `#!/bin/sh
# Takes back what deploy.sh put on this machine. Run it as root; safe to run twice.
# Packages, users and what install.sh made stay.
${ROLLBACK_FUNCTIONS}

start "$@"
${parts.map(removal).join('')}
reread
finish
`;
}

function removal(part: Part): string {
  const files = [...deployed(part)].reverse();
  const own = part.units.filter((change) => isOwnUnit(part, change.unit));
  const foreign = part.units.filter((change) => !isOwnUnit(part, change.unit));
  return `
# ${titleOf(part)}
${own.map(({ unit }) => `stop ${unit}\n`).join('')}${inside('is_live', part.rollback)}${files
  .map(({ place }) => `take_back ${place.path}\n`)
  .join('')}${foreign.map(({ unit, by }) => `again ${unit} ${by}\n`).join('')}`;
}

/** Whether the unit is one of ours, and not that of a package. */
function isOwnUnit(part: Part, unit: string): boolean {
  return deployed(part).some(({ place }) => place.path.endsWith(`/systemd/system/${unit}`));
}

function deployed(part: Part): readonly Deployed[] {
  return part.files.filter((file): file is Deployed => file.place !== undefined);
}

/** What a part is known by on the machine: the place of its first file, which no other part has. */
function keyOf(part: Part): string {
  return deployed(part)[0]?.place.path ?? '/';
}

function titleOf(part: Part): string {
  const names = [...part.units.map(({ unit }) => unit), ...deployed(part).map(({ path }) => nameOf(path))];
  return names[0] ?? 'this machine';
}

/** Files lie flat in the folder of their machine. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function wordsOf({ path, owner, group, mode }: Place): string {
  return `${path} ${owner} ${group} ${mode}`;
}

function inside(condition: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `if ${condition}; then\n${lines.map((line) => `  ${line}\n`).join('')}fi\n`;
}
