import type { Finding } from '../../findings/finding';
import type { Surroundings } from '../kind';
import { type Command, readCommands } from './commandLine';
import { type Run, runOf } from './run';
import { assignmentsOf, inForce, parseUnit, type UnitFile } from './unitFile';

/** A command of `ExecStart=` with the program of ours that it runs. */
export interface Started {
  readonly command: Command;
  readonly run?: Run;
}

/** What the checks of a unit look at. */
export interface UnitContext {
  readonly text: string;
  readonly unit: UnitFile;
  /** Whether other files say the rest: a drop-in, or a text that may be one. */
  readonly isPart: boolean;
  /** The commands of `ExecStart=` that count. */
  readonly started: readonly Started[];
  readonly surroundings: Surroundings;
}

/** A check of a unit. */
export type UnitCheck = (context: UnitContext) => readonly Finding[];

/** Reads `text` as a unit. */
export function unitContext(text: string, surroundings: Surroundings): UnitContext {
  const unit = parseUnit(text);
  const started = inForce(assignmentsOf(unit, 'Service', 'ExecStart'))
    .flatMap((assignment) => readCommands(assignment))
    .map((command) => {
      const run = runOf(command);
      return { command, ...(run !== undefined && { run }) };
    });
  const { path } = surroundings;
  const isPart = path === undefined ? started.length === 0 : !/\.service$/.test(path);
  return { text, unit, isPart, started, surroundings };
}

/** The words with which systemd's messages begin in the findings. */
export const SYSTEMD = 'systemd';

/** Whether something else fills `value` in before systemd takes it: a template, a variable, a specifier. */
export function isFilledIn(value: string): boolean {
  return /\{\{|\$\{?\w|@\w+@|<[A-Za-z][^>]*>|%[A-Za-z]/.test(value);
}
