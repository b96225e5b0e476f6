import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { flagProblem, type ProgramVersion } from '../../../model/knownFlags';
import { replaceFix } from '../../../schema/report';
import { release } from '../../../schema/version';
import type { Targets } from '../../kind';
import { toFinding } from '../../walk';
import type { Command, Word } from '../commandLine';
import { type Started, SYSTEMD, type UnitCheck } from '../context';
import type { Run } from '../run';

export const infos = defineChecks({
  path: {
    code: 'exec-not-absolute',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'The command of a unit is neither an absolute path nor a plain name: systemd does not start the unit.',
    program: 'Neither a valid executable name nor an absolute path: %s',
  },
  quotes: {
    code: 'unbalanced-quotes',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary: 'A quote in a command of a unit is never closed: systemd drops the command.',
    program: 'Unbalanced quoting, ignoring: %s',
  },
  shell: {
    code: 'shell-syntax-in-exec',
    severity: 'error',
    source: 'stunnel',
    rules: ['6a'],
    tag: 'START',
    summary:
      'A pipe, a redirection or a substitution stands in `ExecStart=`, which no shell reads: the program gets it as an argument and refuses to start.',
    program: 'error: unexpected %s, try --help',
  },
  flag: {
    code: 'unknown-flag',
    severity: 'error',
    source: 'security',
    rules: ['unknown-flag'],
    tag: 'START',
    summary: 'The program has no flag of this name, and an unknown one ends it as it starts.',
    program: 'error: unknown long flag %q, try --help',
  },
});

/** What is wrong with the commands of `ExecStart=`. */
export const checkCommands: UnitCheck = ({ started, surroundings }) =>
  started.flatMap(({ command, run }) => [
    ...quotes(command),
    ...path(command),
    ...(run === undefined ? [] : [...shellSyntax(command, run), ...unknownFlags(run, surroundings.targets)]),
  ]);

function quotes({ openQuote }: Command): Finding[] {
  if (openQuote === undefined) return [];
  const text = 'this quote is never closed, and systemd drops the command. Close it.';
  return [toFinding(infos.quotes, openQuote, text, { program: 'Unbalanced quoting, ignoring' }, SYSTEMD)];
}

function path({ words, prefixes }: Command): Finding[] {
  const [first] = words;
  if (first === undefined || !first.text.includes('/') || /^[/%]|^\{\{|^@\w+@|^</.test(first.text)) return [];
  // Only a path that is a variable alone, such as a template of another kind, may be filled in by somebody.
  const isVariable = /^\$\{?\w+\}?\//.test(first.text);
  const why = isVariable
    ? 'systemd expands no variables in the path of a command'
    : 'systemd looks for a command by an absolute path or by its name alone';
  const shown = /^[\w./~${}-]{1,100}$/.test(first.text) ? `: ${first.text}` : '';
  const program = `Neither a valid executable name nor an absolute path${shown}`;
  const effect = prefixes.includes('-') ? 'drops this command' : 'does not start the unit';
  return [toFinding(infos.path, first, `${why}, and ${effect}. Write the whole path.`, { program }, SYSTEMD)];
}

const OPERATOR = /^(\d?>{1,2}(&\d|\/.*)?|&>{1,2}.*|<|\|{1,2}|&{1,2})$/;

/** Operators of the shell in a command that no shell reads. The first one is enough. */
function shellSyntax({ words }: Command, run: Run): Finding[] {
  if (run.isInShell || run.program.hasWebConfig !== true) return [];
  const word = words.find((candidate) => isShellSyntax(candidate));
  if (word === undefined) return [];
  const text =
    'no shell reads `ExecStart=`, so the program gets this as an argument and refuses to start. The journal keeps the output without it (`StandardOutput=append:PATH` writes a file); a command that needs a shell is `/bin/sh -c "…"`.';
  return [toFinding(infos.shell, word, text, {}, SYSTEMD)];
}

function isShellSyntax({ text, isQuoted }: Word): boolean {
  return (!isQuoted && OPERATOR.test(text)) || /\$\([a-z]|`[a-z][^`]*`/.test(text);
}

/** Flags that the program is known not to have (security-rules.md, unknown-flag). */
function unknownFlags(run: Run, targets: Targets): Finding[] {
  return flagFindings(run.program.name, run.path, run.args, targets);
}

/** The findings about the flags among `args` of `program`, called by `path`. */
export function flagFindings(program: string, path: string, args: Run['args'], targets: Targets): Finding[] {
  const findings: Finding[] = [];
  for (const { text, start, end } of args) {
    if (text === '--') break;
    const dashes = /^(--?)([A-Za-z][\w.-]*)(=|$)/.exec(text);
    const name = dashes?.[2];
    if (dashes === null || name === undefined) continue;
    const isVerbatim = end - start === text.length;
    const at = isVerbatim ? { start, end: start + (dashes[1]?.length ?? 0) + name.length } : { start, end };
    const problem = flagProblem(program, name, versionOf(program, path, targets));
    if (problem === undefined) continue;
    const words = `error: unknown long flag '--${name}', try --help`;
    const fixes =
      problem.meant === undefined || !isVerbatim
        ? []
        : [replaceFix(`Write \`--${problem.meant}\``, at, `--${problem.meant}`)];
    findings.push(toFinding(infos.flag, at, problem.text, { fixes, program: words }, program));
  }
  return findings;
}

/** The version of the program, by the name of the folder it lies in, or by what the files are checked for. */
function versionOf(program: string, path: string, { prometheus, toolkit }: Targets): ProgramVersion | undefined {
  const [, major, minor] = /-(\d{1,3})\.(\d{1,3})(?:\.\d+)?[.\-/]/.exec(path) ?? [];
  if (major !== undefined && minor !== undefined) return [Number(major), Number(minor)];
  if (program === 'prometheus') return [Math.floor(prometheus / 1e6), Math.floor(prometheus / 1e3) % 1e3];
  // node_exporter 1.5 came with the toolkit 0.8.
  if (program === 'node_exporter') return toolkit >= release('0.8') ? [1, 5] : [1, 4];
  return undefined;
}

/** Whether the command starts a program of ours directly, not in a shell or a container. */
export function isDirect({ run }: Started): boolean {
  return run !== undefined && !run.isInShell;
}
