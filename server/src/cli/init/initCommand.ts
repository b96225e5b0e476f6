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
import type { CommandIo } from '../commandIo';
import { concluded, DONE } from '../concluded';
import { printable } from '../sourceLine';
import { UsageError } from '../usageError';
import { type ConfigEdit, configEdits, makeEdits } from './configEdits';
import { credentialAnswers } from './credentialAnswers';
import { FLAGS, type InitRequest, readInitArguments } from './initArguments';
import { INIT_HELP } from './initHelp';
import { previewLines } from './previewLines';

/** Runs `scrapeguard init`; gives the exit status. */
export function runInit(args: readonly string[], io: CommandIo): Promise<number> {
  return concluded('init', io, async () => {
    const request = readInitArguments(args);
    if ('help' in request) io.print(INIT_HELP);
    else await init(request, setUpOf(request), io);
    return DONE;
  });
}

/** @throws {UsageError} what is wrong with the answers */
function setUpOf({ answers, prometheusConfig, stunnelConfig }: InitRequest): SetUp {
  const read = readAnswers(
    answers,
    prometheusConfig === undefined ? 'new' : 'extended',
    stunnelConfig === undefined ? 'own' : 'extended',
  );
  if ('setUp' in read) return read.setUp;
  throw new UsageError(read.problems.map(({ id, problem }) => `${flagOf(id)}${problem}`).join('\n'));
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
