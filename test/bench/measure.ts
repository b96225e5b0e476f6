import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Input } from './input';
import { type ServerCommand, type Session, startSession } from './session';

/** What is measured of a language server; times in milliseconds, memory in MiB. */
export const METRICS = ['cold', 'edit', 'completion', 'hover', 'memory'] as const;
export type Metric = (typeof METRICS)[number];
export type Samples = Readonly<Record<Metric, readonly number[]>>;

const EDITS = 5;

const isError = ({ severity = 1 }: Diagnostic) => severity === 1;
const wrongAt = (line: number) => (diagnostics: readonly Diagnostic[]) =>
  diagnostics.some((one) => isError(one) && one.range.start.line === line);
const clean = (diagnostics: readonly Diagnostic[]) => !diagnostics.some(isError);

/** Lets a fresh process of `server` work on `input`. */
export async function measureServer(server: ServerCommand, input: Input, folder: string): Promise<Samples> {
  const session = await startSession(server, folder);
  try {
    const opened = session.open(input.wrong);
    const cold = opened - session.spawned + (await session.diagnosed(opened, wrongAt(input.wrongLine)));
    const line = input.wrong.split('\n')[input.wrongLine] ?? '';
    await removeCharacter(session, input.wrongLine, line.length - 1);
    const edit = await measureEdits(session, input);
    const completion = await measureCompletion(session, input);
    const hover = await measureHover(session, input);
    const memory = session.peakMemory();
    return { cold: [cold], edit, completion, hover, memory: memory === undefined ? [] : [memory] };
  } finally {
    await session.stop();
  }
}

async function removeCharacter(session: Session, line: number, character: number): Promise<number> {
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  return session.diagnosed(session.change(range, ''), clean);
}

/** One letter in and out again, each until the diagnostics say so. */
export async function measureEdits(session: Session, { edit }: Pick<Input, 'edit'>): Promise<readonly number[]> {
  const took: number[] = [];
  for (let count = 0; count < EDITS; count++) {
    const changed = session.change({ start: edit, end: edit }, 'x');
    took.push(await session.diagnosed(changed, wrongAt(edit.line)));
    took.push(await removeCharacter(session, edit.line, edit.character));
  }
  return took;
}

/** Completion at once behind a keystroke: a new line with the first letter of a key. */
async function measureCompletion(session: Session, { insert }: Input): Promise<readonly number[]> {
  const typed = '\n    s';
  const end = { line: insert.line + 1, character: typed.length - 1 };
  const took: number[] = [];
  for (let count = 0; count < EDITS; count++) {
    session.change({ start: insert, end: insert }, typed);
    const completion = await session.request('textDocument/completion', end);
    if (!offersKeys(completion.result)) throw new Error('no keys were offered');
    took.push(completion.took);
    await session.diagnosed(session.change({ start: insert, end }, ''), clean);
  }
  return took;
}

function offersKeys(result: unknown): boolean {
  return JSON.stringify(result ?? null).includes('scrape_interval');
}

async function measureHover(session: Session, { hover }: Input): Promise<readonly number[]> {
  const took: number[] = [];
  for (let count = 0; count < EDITS; count++) {
    const answer = await session.request('textDocument/hover', hover);
    if (answer.result === null) throw new Error('there was nothing to hover over');
    took.push(answer.took);
  }
  return took;
}

/** Milliseconds of a whole process; undefined where it cannot be run or is not content with its input. */
export function measureProcess([program = '', ...args]: readonly string[]): number | undefined {
  const started = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  return status === 0 ? performance.now() - started : undefined;
}
