import { Refusal } from '../../host/writing/refusal';
import { type CommandIo, Interrupted } from '../commandIo';
import { printable } from '../sourceLine';
import { UsageError } from '../usageError';
import { createCa } from './ca';
import { createCsr } from './csr';
import { PKI_HELP } from './help';
import { inspectFiles } from './inspect';
import { issue } from './issue';
import { createP12 } from './p12';
import { plainKey } from './plain';
import { renew } from './renew';
import { sign } from './sign';

const [DONE, WRONG, BROKEN_OFF] = [0, 2, 130];

const COMMANDS: ReadonlyMap<string, (args: readonly string[], io: CommandIo) => Promise<number>> = new Map([
  ['ca', createCa],
  ['issue', issue],
  ['renew', renew],
  ['csr', createCsr],
  ['sign', sign],
  ['p12', createP12],
  ['plain', plainKey],
  ['inspect', inspectFiles],
]);

/** Runs `scrapeguard pki`; gives the exit status. */
export async function runPki(args: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = args;
  if (args.includes('--help') || args.includes('-h')) {
    io.print(PKI_HELP);
    return DONE;
  }
  const command = COMMANDS.get(name);
  try {
    if (command === undefined) throw new UsageError(`Say what to do: ${[...COMMANDS.keys()].join(', ')}.`);
    return await command(rest, io);
  } catch (error) {
    if (error instanceof Interrupted) return BROKEN_OFF;
    if (error instanceof UsageError) {
      return complain(io, `${error.message}\nRun \`scrapeguard pki --help\` for everything there is.`);
    }
    if (error instanceof Refusal) return complain(io, error.message);
    throw error;
  }
}

function complain(io: CommandIo, problem: string): number {
  io.tell(`scrapeguard: ${problem.split('\n').map(printable).join('\n')}\n`);
  return WRONG;
}
