import { repository, version } from '../../../package.json';
import { RULES } from '../core/rules/all';
import { docsAddress } from '../core/services/help';
import { createServices } from '../core/services/registry';
import { readText } from '../host/readText';
import { type CheckRequest, readArguments } from './arguments';
import { withoutKnown, writeBaseline } from './baseline';
import { check, exitStatus } from './checkCommand';
import { type Colours, colours, wantsColours } from './colours';
import { commandIo } from './commandIo';
import { type Explanation, explain } from './explainCommand';
import { explainError } from './explainError';
import { fixLines } from './fixFile';
import { generator } from './generators';
import { HELP } from './help';
import { secretsReader } from './namesOfFile';
import { reportText } from './report';
import { rulesJson, rulesTable } from './rulesCommand';
import { printable } from './sourceLine';

const WRONG = 2;

/** Runs the command line `args`; gives the exit status. */
async function run(args: readonly string[]): Promise<number> {
  const [first = '', ...rest] = args;
  const generate = generator(first);
  return generate === undefined ? answer(args) : (await generate())(rest, commandIo(process));
}

/** Runs a command that looks at files and waits for nothing. */
function answer(args: readonly string[]): number {
  const request = readArguments(args);
  switch (request.command) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'usage':
      return complain(`${request.problem}\nRun \`scrapeguard --help\` for everything there is.`);
    case 'rules':
      process.stdout.write(request.json ? rulesJson(docsAddress(repository.url)) : rulesTable());
      return 0;
    case 'explain':
      return tellExplanation(
        explain(request.id, createServices(RULES), docsAddress(repository.url), coloursOfOutput()),
      );
    case 'explain-error':
      return tellExplanation(
        explainError(request.text ?? textOfInput(), docsAddress(repository.url), coloursOfOutput()),
      );
    case 'check':
      return runCheck(request);
  }
}

function runCheck(request: CheckRequest): number {
  const outcome = check(request);
  if ('missing' in outcome) {
    const lines = outcome.missing.map((path) => `There is no file or folder ${path}. Check the path.`);
    return complain(lines.join('\n'));
  }
  const secretsOf = secretsReader();
  const { fixed = [], moved = [] } = outcome.report;
  if (request.fix === 'write') tellFixes(fixLines(fixed), request);
  tellFixes(
    moved.flatMap(({ lines }) => lines),
    request,
  );
  const unwritten = fixed.some(({ problem }) => problem !== undefined) || moved.some(({ failed }) => failed);
  if (request.baseline?.write === true) {
    const written = writeBaseline(outcome.report, request.baseline.path, secretsOf);
    if (typeof written === 'string') return complain(written);
    process.stdout.write(printable(`${count(written, 'finding')} written to ${request.baseline.path}.`).concat('\n'));
    return unwritten ? WRONG : 0;
  }
  const compared =
    request.baseline === undefined ? outcome : withoutKnown(outcome.report, request.baseline.path, secretsOf);
  if ('problem' in compared) return complain(compared.problem);
  process.stdout.write(reportText(compared.report, request, secretsOf, coloursOfOutput()));
  return unwritten ? WRONG : exitStatus(compared.report, request);
}

/** What was repaired goes where people look, and not into a report that programs read. */
function tellFixes(lines: readonly string[], { format }: CheckRequest): void {
  const text = lines.map((line) => `${printable(line)}\n`).join('');
  if (format === 'text') process.stdout.write(text);
  else process.stderr.write(text);
}

/** Standard input as a text; of what is very long or no text, its beginning. */
function textOfInput(): string {
  const read = readText(0);
  return read.text ?? read.head;
}

function tellExplanation(explained: Explanation): number {
  if ('problem' in explained) return complain(explained.problem);
  process.stdout.write(explained.text);
  return 0;
}

function coloursOfOutput(): Colours {
  return colours(wantsColours(process.env, process.stdout.isTTY));
}

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

function complain(text: string): number {
  process.stderr.write(`scrapeguard: ${text.split('\n').map(printable).join('\n')}\n`);
  return WRONG;
}

/** Says where an internal error came from; its own message is left out, because it may quote a file. */
function apologise(error: unknown): number {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return complain([`Internal error (${name}). Please report it with these lines.`, ...frames].join('\n'));
}

// A reader such as `head` may leave before everything was printed.
process.stdout.on('error', () => process.exit());

run(process.argv.slice(2))
  .catch(apologise)
  .then((status) => {
    process.exitCode = status;
  });
