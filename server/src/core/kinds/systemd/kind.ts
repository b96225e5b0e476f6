import { compareFindings } from '../../findings/finding';
import { templateIn } from '../../findings/template';
import { NO_NOUNS } from '../../model/nouns';
import type { OutlineItem } from '../../text/outline';
import type { Surroundings } from '../kind';
import type { ReaderKind, Reading } from '../reader';
import { readArgumentsFile } from './argumentsFile';
import * as commands from './checks/commands';
import * as host from './checks/host';
import * as sandbox from './checks/sandbox';
import * as service from './checks/service';
import * as structure from './checks/structure';
import * as values from './checks/values';
import { unitContext } from './context';
import { parseUnit } from './unitFile';
import { unitNouns } from './unitNouns';

const CHECKS = [structure, values, commands, service, sandbox, host].flatMap(({ infos }) => Object.values(infos));

/** Builds the kind `systemd`: units and drop-ins of our programs, and files of their arguments. */
export function systemdKind(): ReaderKind {
  return { id: 'systemd', checks: CHECKS, secretKeys: [], read, outline };
}

function read(text: string, surroundings: Surroundings): Reading {
  if (!isUnit(text, surroundings.path)) {
    const { findings, nouns } = readArgumentsFile(text, surroundings);
    return { findings, nouns };
  }
  const template = templateIn(text, TEMPLATE);
  if (template !== undefined) return { findings: [template], nouns: NO_NOUNS };
  const context = unitContext(text, surroundings);
  const nouns = unitNouns(context);
  const findings = [
    ...structure.checkStructure(context),
    ...values.checkValues(context),
    ...commands.checkCommands(context),
    ...service.checkService(context),
    ...sandbox.checkSandbox(context),
    ...host.checkHost(context, nouns),
  ];
  return { findings: findings.sort(compareFindings), nouns: { ...NO_NOUNS, ...nouns } };
}

function isUnit(text: string, path = ''): boolean {
  return /\.(service|conf)$/i.test(path) || /^[ \t]*\[/m.test(text) || /^[ \t]*ExecStart\s*=/m.test(text);
}

/** Commands of a template language between the lines of a unit; a value may hold braces of its own. */
const TEMPLATE = /\{%|<%|^[ \t]*\{\{[-~]?[ \t]*(if|range|with|end|else|define|template|include)\b/m;

function outline(text: string): readonly OutlineItem[] {
  if (!isUnit(text)) return [];
  return parseUnit(text).sections.map(({ name, at, end, assignments }) => ({
    name,
    kind: 'section',
    range: { start: at.start, end },
    selection: at,
    children: assignments.map(({ key, at: selection, valueAt }) => ({
      name: key,
      kind: 'item',
      range: { start: selection.start, end: Math.max(selection.end, valueAt.end) },
      selection,
      children: [],
    })),
  }));
}
