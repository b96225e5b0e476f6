import type { Readable } from 'node:stream';

/** What a command reads and writes, and how it asks somebody. */
export interface CommandIo {
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Writes to standard error, where people look and programs that read the output do not. */
  readonly tell: (text: string) => void;
  /** Whether somebody can be asked: standard input is a terminal. Questions go to standard error. */
  readonly isTerminal: boolean;
  /** Everything on standard input. */
  readonly readInput: () => Promise<Buffer>;
  /**
   * Asks for a line that is not shown while it is typed.
   * @throws {Interrupted} where that is broken off (Ctrl-C, Ctrl-D, end of input)
   */
  readonly askHidden: (question: string) => Promise<string>;
  /**
   * Asks a question that yes or no answers; everything but yes is no.
   * @throws {Interrupted} as `askHidden`
   */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** Somebody broke off a question. The exit status of the command is 130 then, as that of a shell. */
export class Interrupted extends Error {}

/** The streams of a process, as far as they are used. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** The input and output of a command that runs on `streams`: those of the process. */
export function commandIo(streams: Streams): CommandIo {
  const tell = (text: string) => void streams.stderr.write(text);
  // What was typed ahead, or pasted, waits for the next question.
  let waiting = '';
  const ask = async (question: string, isShown: boolean) => {
    const answer = await readLine(streams.stdin, waiting, {
      begin: () => tell(question),
      echo: isShown ? tell : () => undefined,
    });
    tell('\n');
    if (answer === undefined) throw new Interrupted();
    waiting = answer.rest;
    return answer.line;
  };
  return {
    print: (text) => void streams.stdout.write(text),
    tell,
    isTerminal: streams.stdin.isTTY === true,
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of streams.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
    askHidden: (question) => ask(question, false),
    confirm: async (question) => /^y(es)?$/i.test((await ask(`${question} [y/N] `, true)).trim()),
  };
}

/** A line that was typed, and what came behind it. */
interface Line {
  readonly line: string;
  readonly rest: string;
}

/**
 * Reads a line from a terminal, which echoes nothing meanwhile; undefined where that is broken off.
 * @param begin is called once nothing is echoed any more: who sees the question may type, or break off, at once
 */
function readLine(
  stdin: Streams['stdin'],
  ahead: string,
  { begin, echo }: { readonly begin: () => void; readonly echo: (text: string) => void },
): Promise<Line | undefined> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder();
    let line = '';
    const end = (answer: Line | undefined) => {
      stdin.off('data', onData).off('end', onEnd).off('error', onError).pause();
      stdin.setRawMode?.(false);
      resolve(answer);
    };
    const take = (text: string) => {
      const keys = [...text];
      for (const [index, key] of keys.entries()) {
        if (key === '\r' || key === '\n') return end({ line, rest: keys.slice(index + 1).join('') });
        if (key === INTERRUPT || key === END_OF_INPUT) return end(undefined);
        const before = line;
        line = afterKey(line, key);
        if (line.length > before.length) echo(key);
        else echo('\b \b'.repeat([...before].length - [...line].length));
      }
    };
    const onData = (chunk: Buffer) => take(withoutKeys(decoder.decode(chunk, { stream: true })));
    const onEnd = () => end(undefined);
    const onError = (error: Error) => reject(error);
    stdin.setRawMode?.(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onError).resume();
    begin();
    take(ahead);
  });
}

const [INTERRUPT, END_OF_INPUT, BACKSPACE, KILL, DELETE] = ['\x03', '\x04', '\b', '\x15', '\x7f'];

function afterKey(line: string, key: string): string {
  if (key === DELETE || key === BACKSPACE) return [...line].slice(0, -1).join('');
  if (key === KILL) return '';
  return key < ' ' ? line : line + key;
}

/** `text` without what arrows and their like send; the end of a line is one key. */
function withoutKeys(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are control sequences
  return text.replace(/\x1b(\[[0-9;]*[ -/]*[@-~]|O.)/g, '').replace(/\r\n/g, '\n');
}
