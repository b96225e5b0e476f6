import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { nearest } from '../../../schema/suggest';
import { toFinding } from '../../walk';
import { SYSTEMD, type UnitCheck, type UnitContext } from '../context';
import { SECTIONS } from '../keys';
import { assignmentsOf, lastOf, type UnitFile } from '../unitFile';
import { isDirect } from './commands';

export const infos = defineChecks({
  noCommand: {
    code: 'missing-key',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'A service has no command: systemd refuses it.',
    program: 'Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing',
  },
  severalCommands: {
    code: 'several-exec-start',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'Several `ExecStart=` stand in a unit that is not of `Type=oneshot`: systemd refuses it.',
    program: 'Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing',
  },
  notReset: {
    code: 'exec-start-not-reset',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'A drop-in adds a second `ExecStart=` to the one of the unit, where it should replace it.',
    program: 'Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing',
  },
  oneshotRestart: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'A service of `Type=oneshot` has a `Restart=` that is not allowed for it.',
    program:
      "Service has Restart= set to either always or on-success, which isn't allowed for Type=oneshot services. Refusing",
  },
  type: {
    code: 'service-type-mismatch',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'systemd waits for a fork or a message that the program never makes, and ends it when the time is over.',
  },
  restart: {
    code: 'restart-missing',
    severity: 'hint',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'SILENT',
    summary: 'The unit has no `Restart=`: a program that ended stays away.',
  },
});

/** What a service lacks, or has twice. */
export const checkService: UnitCheck = (context) => [
  ...commandCount(context),
  ...(context.isPart ? dropInCommand(context) : []),
  ...types(context),
];

function commandCount({ unit, started, isPart }: UnitContext): Finding[] {
  const service = unit.sections.find(({ name }) => name === 'Service');
  const isOneshot = lastOf(unit, 'Service', 'Type')?.value === 'oneshot';
  const second = new Set(started.map(({ command }) => command.assignment));
  const [, extra] = [...second];
  if (extra !== undefined && !isOneshot && !isPart) {
    const text = 'only services of `Type=oneshot` have more than one `ExecStart`. Remove one of them.';
    return [toFinding(infos.severalCommands, extra.at, text, {}, SYSTEMD)];
  }
  if (isPart || service === undefined || started.length > 0 || unit.problems.length > 0) return [];
  const hasOther =
    assignmentsOf(unit, 'Service', 'ExecStop').length > 0 || assignmentsOf(unit, 'Unit', 'SuccessAction').length > 0;
  const isMeant = unit.sections.some(({ assignments }) => assignments.some(({ key }) => /^exec-?start$/i.test(key)));
  if (hasOther || isMeant || isMisspelled(unit, 'ExecStart')) return [];
  return [toFinding(infos.noCommand, service.at, 'a service needs a command. Add `ExecStart=`.', {}, SYSTEMD)];
}

/** Whether a key of `[Service]` that systemd does not know is `key` with a mistake: that is said there. */
function isMisspelled({ sections }: UnitFile, key: string): boolean {
  const known = SECTIONS.get('Service') ?? new Set();
  const written = sections.flatMap(({ name, assignments }) => (name === 'Service' ? assignments : []));
  return written.some((entry) => !known.has(entry.key) && nearest(entry.key, known) === key);
}

function dropInCommand({ unit, started, surroundings }: UnitContext): Finding[] {
  const first = assignmentsOf(unit, 'Service', 'ExecStart')[0];
  const isDropIn = /\.service\.d\/[^/]*\.conf$/.test(surroundings.path ?? '');
  if (!isDropIn || first === undefined || first.value === '' || started.length === 0) return [];
  if (lastOf(unit, 'Service', 'Type')?.value === 'oneshot') return [];
  const { start } = first.at;
  const fixes = [replaceFix('Take back the command of the unit', { start, end: start }, 'ExecStart=\n')];
  const text =
    'a drop-in adds its `ExecStart` to the one of the unit, and only services of `Type=oneshot` may have two. Put an empty `ExecStart=` above it, which takes back the first.';
  return [toFinding(infos.notReset, first.at, text, { fixes }, SYSTEMD)];
}

/** Programs that neither fork nor tell systemd that they are ready. */
const STAYS = /^(exporter|prometheus|alertmanager|pushgateway)$/;

function types({ unit, started, isPart }: UnitContext): Finding[] {
  const type = lastOf(unit, 'Service', 'Type');
  const restart = lastOf(unit, 'Service', 'Restart');
  if (type?.value === 'oneshot' && restart !== undefined && /^(always|on-success)$/.test(restart.value)) {
    const text = '`Restart` may not be `always` or `on-success` in a service of `Type=oneshot`. Remove one of the two.';
    return [toFinding(infos.oneshotRestart, restart.valueAt, text, {}, SYSTEMD)];
  }
  const own = started.find((one) => isDirect(one) && STAYS.test(one.run?.program.role ?? ''));
  if (own?.run === undefined) return [];
  const { program } = own.run;
  if (type !== undefined && /^(forking|notify|notify-reload|dbus)$/.test(type.value) && program.hasWebConfig) {
    const waits = type.value === 'forking' ? 'forks' : 'tells systemd that it is ready';
    const text = `${program.name} never ${waits}, so systemd waits for it and ends it when the time for the start is over. Write \`Type=simple\` or \`exec\`.`;
    const fixes = [replaceFix('Write `Type=exec`', type.valueAt, 'exec')];
    return [toFinding(infos.type, type.valueAt, text, { fixes }, SYSTEMD)];
  }
  const hasRestart = assignmentsOf(unit, 'Service', 'Restart').length > 0 || isMisspelled(unit, 'Restart');
  if (isPart || type?.value === 'oneshot' || hasRestart) return [];
  return [missingRestart(own.command.assignment.at.start, own.command.assignment.at)];
}

function missingRestart(start: number, at: { start: number; end: number }): Finding {
  const fixes = [replaceFix('Add `Restart=on-failure`', { start, end: start }, 'Restart=on-failure\n', false)];
  const text = 'nothing starts this program again when it has failed. Add `Restart=on-failure`.';
  return toFinding(infos.restart, at, text, { fixes }, SYSTEMD);
}
