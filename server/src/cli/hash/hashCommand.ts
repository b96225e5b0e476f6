import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { textScalar } from '../../core/edits/yamlWriting';
import { generatePassword, hashInSteps, passwordProblem, SALT_BYTES } from '../../core/generators/password';
import { bcryptCostFor } from '../../host/credentials/bcryptCost';
import { Refusal } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { concluded, DONE } from '../concluded';
import { passwordIn } from '../reading';
import { UsageError } from '../usageError';
import { HASH_HELP, type HashRequest, readHashArguments } from './hashArguments';
import { openFor } from './userFile';

/** Runs `scrapeguard hash`; gives the exit status. */
export function runHash(args: readonly string[], io: CommandIo): Promise<number> {
  return concluded('hash', io, async () => {
    const request = readHashArguments(args);
    if ('help' in request) io.print(HASH_HELP);
    else if ('problem' in request) throw new UsageError(request.problem);
    else await hash(request, io);
    return DONE;
  });
}

async function hash(request: HashRequest, io: CommandIo): Promise<void> {
  const { user, into, generate, replace } = request;
  const cost = bcryptCostFor(into === undefined ? '.' : dirname(into), request.cost);
  const file = user === undefined || into === undefined ? undefined : openFor(into, { user, replace });
  const password = generate
    ? generatePassword(randomBytes)
    : io.isTerminal
      ? await typed(io)
      : passwordIn(await io.readInput(), 'What is on standard input');
  const hashed = () => hashInSteps(password, cost, randomBytes(SALT_BYTES));
  const said = file === undefined ? lineFor(request, await hashed()) : await file.add(password, hashed);
  if (generate) io.tell(`The password, which is shown this once: ${password}\n`);
  io.print(`${said}\n`);
}

async function typed(io: CommandIo): Promise<string> {
  const password = await io.askHidden('Password: ');
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new Refusal(problem);
  if ((await io.askHidden('The same again: ')) === password) return password;
  throw new Refusal('These were two different passwords, so nothing was hashed. Try again.');
}

function lineFor({ user, htpasswd }: HashRequest, hash: string): string {
  if (user === undefined) return hash;
  return htpasswd ? `${user}:${hash}` : `${textScalar({ text: user })}: '${hash}'`;
}
