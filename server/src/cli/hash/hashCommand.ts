import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { generatePassword, hashInSteps, passwordProblem, SALT_BYTES } from '../../core/generators/password';
import { bcryptCostFor } from '../../host/credentials/bcryptCost';
import { Refusal } from '../../host/writing/refusal';
import { type CommandIo, Interrupted } from '../commandIo';
import { printable } from '../sourceLine';
import { HASH_HELP, type HashRequest, readHashArguments } from './hashArguments';
import { openFor } from './userFile';

const [DONE, WRONG, BROKEN_OFF] = [0, 2, 130];

/** A password, or why there is none. */
type Asked = { readonly password: string } | { readonly problem: string };

/** Runs `scrapeguard hash`; gives the exit status. */
export async function runHash(args: readonly string[], io: CommandIo): Promise<number> {
  const request = readHashArguments(args);
  if ('help' in request) {
    io.print(HASH_HELP);
    return DONE;
  }
  if ('problem' in request)
    return complain(io, `${request.problem}\nRun \`scrapeguard hash --help\` for everything there is.`);
  try {
    const { user, into, generate, replace } = request;
    const cost = bcryptCostFor(into === undefined ? '.' : dirname(into), request.cost);
    const file = user === undefined || into === undefined ? undefined : openFor(into, { user, replace });
    const asked = generate ? made() : io.isTerminal ? await typed(io) : passwordIn(await io.readInput());
    if ('problem' in asked) return complain(io, asked.problem);
    const hashed = () => hashInSteps(asked.password, cost, randomBytes(SALT_BYTES));
    const said = file === undefined ? lineFor(request, await hashed()) : await file.add(asked.password, hashed);
    if (generate) io.tell(`The password, which is shown this once: ${asked.password}\n`);
    io.print(`${said}\n`);
    return DONE;
  } catch (error) {
    if (error instanceof Interrupted) return BROKEN_OFF;
    if (error instanceof Refusal) return complain(io, error.message);
    throw error;
  }
}

function made(): Asked {
  return { password: generatePassword(randomBytes) };
}

async function typed(io: CommandIo): Promise<Asked> {
  const password = await io.askHidden('Password: ');
  const problem = passwordProblem(password);
  if (problem !== undefined) return { problem };
  if ((await io.askHidden('The same again: ')) === password) return { password };
  return { problem: 'These were two different passwords, so nothing was hashed. Try again.' };
}

/** The password on standard input: one line, with or without its end. */
function passwordIn(input: Buffer): Asked {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    return { problem: 'What is on standard input is no UTF-8, so programs would read it in different ways.' };
  }
  const password = text.replace(/\r?\n$/, '');
  const problem = passwordProblem(password);
  return problem === undefined ? { password } : { problem };
}

function lineFor({ user, htpasswd }: HashRequest, hash: string): string {
  if (user === undefined) return hash;
  return htpasswd ? `${user}:${hash}` : `${asKey(user)}: '${hash}'`;
}

/** `user` as a key of YAML, which takes some words for no text. */
function asKey(user: string): string {
  const isPlain = /^[a-z]/i.test(user) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(user);
  return isPlain ? user : `'${user}'`;
}

function complain(io: CommandIo, problem: string): number {
  io.tell(`scrapeguard: ${problem.split('\n').map(printable).join('\n')}\n`);
  return WRONG;
}
