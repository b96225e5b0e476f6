import { Refusal } from '../host/writing/refusal';
import { type CommandIo, Interrupted } from './commandIo';
import { printable } from './sourceLine';
import { UsageError } from './usageError';

/** The exit status of a command that did what it was asked for. */
export const DONE = 0;
const [WRONG, BROKEN_OFF] = [2, 130];

/**
 * Runs `work`, a command of that name, and says why where it was refused, misused or broken off.
 * @returns the exit status; what nobody foresaw is thrown on
 */
export async function concluded(name: string, io: CommandIo, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Interrupted) return BROKEN_OFF;
    if (error instanceof UsageError) {
      return complain(io, `${error.message}\nRun \`scrapeguard ${name} --help\` for everything there is.`);
    }
    if (error instanceof Refusal) return complain(io, error.message);
    throw error;
  }
}

function complain(io: CommandIo, problem: string): number {
  io.tell(`scrapeguard: ${problem.split('\n').map(printable).join('\n')}\n`);
  return WRONG;
}
