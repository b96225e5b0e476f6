import { repository, version } from '../../../package.json';
import { checksPage } from '../core/findings/help';
import { type CheckRequest, readArguments } from './arguments';
import { check, exitStatus } from './checkCommand';
import { colours, wantsColours } from './colours';
import { HELP } from './help';
import { jsonReport } from './jsonReport';
import { printable } from './sourceLine';
import { textReport } from './textReport';

const WRONG = 2;

/** Runs the command line `args`; gives the exit status. */
function run(args: readonly string[]): number {
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
  const { report } = outcome;
  const coloured = colours(wantsColours(process.env, process.stdout.isTTY));
  const text =
    request.format === 'json' ? jsonReport(report, checksPage(repository.url)) : textReport(report, request, coloured);
  process.stdout.write(text);
  return exitStatus(report, request);
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

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.exitCode = apologise(error);
}
