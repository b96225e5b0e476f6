import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { commandIo, Interrupted } from '../../../server/src/cli/commandIo';

/** A terminal at which somebody types; tells what is shown, and whether the terminal echoes. */
function terminal() {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: [] as boolean[],
    setRawMode: (raw: boolean) => stdin.raw.push(raw),
  });
  let shown = '';
  const screen = { write: (text: string) => (shown += text) };
  return { stdin, io: commandIo({ stdin, stdout: screen, stderr: screen }), shown: () => shown };
}

describe('a question whose answer is not shown', () => {
  test.each([
    ['secret\r', 'secret'],
    ['secret\n', 'secret'],
    ['\r', ''],
    ['sech\x7fret\r', 'secret'],
    ['sech\bret\r', 'secret'],
    ['🔑x\x7f\x7fsecret\r', 'secret'],
    ['nonsense\x15secret\r', 'secret'],
    ['\x1b[Dsec\x1b[1;5Cret\x1bOA\r', 'secret'],
    ['sec\tret\r', 'secret'],
    ['pässwörd 🔑\r', 'pässwörd 🔑'],
  ])('reads %j as %j', async (keys, line) => {
    const { stdin, io, shown } = terminal();
    const answer = io.askHidden('Password: ');
    stdin.write(keys);
    expect(await answer).toBe(line);
    expect(shown()).toBe('Password: \n');
    expect(stdin.raw).toEqual([true, false]);
  });

  test('is asked only once the terminal echoes nothing any more, and breaks nothing off by itself', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => happened.push(raw) });
    const happened: (boolean | string)[] = [];
    const screen = { write: (text: string) => happened.push(text) };
    const answer = commandIo({ stdin, stdout: screen, stderr: screen }).askHidden('Password: ');
    expect(happened).toEqual([true, 'Password: ']);
    stdin.write('\x03');
    await expect(answer).rejects.toThrow(Interrupted);
    expect(happened).toEqual([true, 'Password: ', false, '\n']);
  });

  test('reads keys one by one, and bytes of a character apart', async () => {
    const { stdin, io } = terminal();
    const answer = io.askHidden('');
    for (const byte of Buffer.from('né🔑\r')) stdin.write(Buffer.of(byte));
    expect(await answer).toBe('né🔑');
  });

  test('leaves what was typed ahead to the next one', async () => {
    const { stdin, io, shown } = terminal();
    stdin.write('one\r\ntwo\nyes\n');
    expect([await io.askHidden('1 '), await io.askHidden('2 ')]).toEqual(['one', 'two']);
    expect(await io.confirm('Sure?')).toBe(true);
    expect(shown()).toBe('1 \n2 \nSure? [y/N] yes\n');
  });

  test.each(['abc\x03', 'abc\x04'])('is broken off by %j, and the terminal echoes again', async (keys) => {
    const { stdin, io } = terminal();
    const answer = io.askHidden('');
    stdin.write(keys);
    await expect(answer).rejects.toThrow(Interrupted);
    expect(stdin.raw).toEqual([true, false]);
  });

  test('is broken off where the input ends', async () => {
    const { stdin, io } = terminal();
    const answer = io.askHidden('');
    stdin.end('abc');
    await expect(answer).rejects.toThrow(Interrupted);
  });
});

describe('a question that is to be confirmed', () => {
  test.each([
    ['y', true],
    ['Yes', true],
    [' yes ', true],
    ['', false],
    ['n', false],
    ['yesterday', false],
  ])('%j is %j', async (line, isYes) => {
    const { stdin, io } = terminal();
    const answer = io.confirm('Sign?');
    stdin.write(`${line}\r`);
    expect(await answer).toBe(isYes);
  });
});

test('standard input that is no terminal is read to its end', async () => {
  const stdin = new PassThrough();
  const io = commandIo({ stdin, stdout: { write: () => true }, stderr: { write: () => true } });
  expect(io.isTerminal).toBe(false);
  stdin.write('a');
  stdin.end(Buffer.of(0xff));
  expect(await io.readInput()).toEqual(Buffer.of(0x61, 0xff));
});
