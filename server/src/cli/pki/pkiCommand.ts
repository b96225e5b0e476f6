import type { CommandIo } from '../commandIo';
import { concluded, DONE } from '../concluded';
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
export function runPki(args: readonly string[], io: CommandIo): Promise<number> {
  return concluded('pki', io, async () => {
    const [name = '', ...rest] = args;
    if (args.includes('--help') || args.includes('-h')) {
      io.print(PKI_HELP);
      return DONE;
    }
    const command = COMMANDS.get(name);
    if (command === undefined) throw new UsageError(`Say what to do: ${[...COMMANDS.keys()].join(', ')}.`);
    return command(rest, io);
  });
}
