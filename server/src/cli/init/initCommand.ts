import { join } from 'node:path';
import type { GeneratedFile } from '../../core/generators/generatedFile';
import { readAnswers } from '../../core/generators/setUp/readAnswers';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { readExisting } from '../../host/credentials/existingCredentials';
import { makeCredentials } from '../../host/credentials/makeCredentials';
import { setFiles } from '../../host/setFiles';
import { planFiles } from '../../host/writing/planFiles';
import { Refusal } from '../../host/writing/refusal';
import { writeSet } from '../../host/writing/writeFiles';
import { type CommandIo, Interrupted } from '../commandIo';
import { printable } from '../sourceLine';
import { UsageError } from '../usageError';
import { type ConfigEdit, configEdits, makeEdits } from './configEdits';
import { credentialAnswers } from './credentialAnswers';
import { FLAGS, type InitRequest, readInitArguments } from './initArguments';
import { INIT_HELP } from './initHelp';
import { previewLines } from './previewLines';

const [DONE, WRONG, BROKEN_OFF] = [0, 2, 130];

/** Runs `scrapeguard init`; gives the exit status. */
export async function runInit(args: readonly string[], io: CommandIo): Promise<number> {
  const request = readInitArguments(args);
  if ('help' in request) {
    io.print(INIT_HELP);
    return DONE;
  }
  if ('problem' in request) return usage(io, [request.problem]);
  const read = readAnswers(
    request.answers,
    request.prometheusConfig === undefined ? 'new' : 'extended',
    request.stunnelConfig === undefined ? 'own' : 'extended',
  );
  if ('problems' in read)
    return usage(
      io,
      read.problems.map(({ id, problem }) => `${flagOf(id)}${problem}`),
    );
  try {
    await init(request, read.setUp, io);
    return DONE;
  } catch (error) {
    if (error instanceof Interrupted) return BROKEN_OFF;
    if (error instanceof UsageError) return usage(io, [error.message]);
    if (error instanceof Refusal) return complain(io, error.message);
    throw error;
  }
}

async function init(request: InitRequest, setUp: SetUp, io: CommandIo): Promise<void> {
  const edits = configEdits(request, setUp);
  const existing = await readExisting(request.out, setUp);
  const now = Date.now();
  const answers = await credentialAnswers(request, { setUp, existing, now }, io);
  const progress = (text: string) => {
    if (io.isTerminal) io.tell(`${text} …\n`);
  };
  const made = await makeCredentials(setUp, existing, answers, { now, progress });
  write(request, [...made.files, ...setFiles(request.out, setUp, made.credentials)], edits, io);
}

function write(
  request: InitRequest,
  files: readonly GeneratedFile[],
  edits: readonly ConfigEdit[],
  io: CommandIo,
): void {
  const plan = planFiles(request.out, files);
  const lines = previewLines(
    plan,
    edits.map(({ path }) => path),
  );
  if (request.dryRun) {
    io.print(`${lines.join('\n')}\nNothing was written, because of \`--dry-run\`.\n`);
    return;
  }
  const { takeBack } = writeSet(request.out, files, { replace: request.replace });
  const problem = makeEdits(edits);
  if (problem !== undefined) {
    takeBack();
    throw new Refusal(`${problem}. Nothing else was written either.`);
  }
  io.print(lines.map((line) => `${printable(line)}\n`).join(''));
  io.print(printable(`Next: ${join(request.out, 'README.md')} says which file goes where.`).concat('\n'));
}

function flagOf(id: string): string {
  const flag = FLAGS.find((question) => question.id === id)?.flag;
  return flag === undefined ? '' : `${flag}: `;
}

function usage(io: CommandIo, problems: readonly string[]): number {
  return complain(io, `${problems.join('\n')}\nRun \`scrapeguard init --help\` for everything there is.`);
}

function complain(io: CommandIo, problem: string): number {
  io.tell(`scrapeguard: ${problem.split('\n').map(printable).join('\n')}\n`);
  return WRONG;
}
