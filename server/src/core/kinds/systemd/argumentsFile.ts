import type { Finding } from '../../findings/finding';
import { NO_NOUNS, type Nouns } from '../../model/nouns';
import { programOfCommand } from '../../model/programs';
import type { Surroundings } from '../kind';
import { flagFindings } from './checks/commands';
import { secretFinding } from './checks/host';
import { splitWords } from './commandLine';
import { commandNouns } from './processNouns';
import type { Assignment } from './unitFile';
import { variableSecrets } from './unitNouns';

/** Variables that hold the arguments of a program: `ARGS` of Debian, `OPTIONS` and the like of others. */
const ARGUMENTS = /^(ARGS|OPTIONS|OPTS|EXTRA_ARGS|\w+_(ARGS|OPTIONS|OPTS|FLAGS))$/;

/** What a file of arguments says, such as Debian's /etc/default/prometheus-node-exporter. */
export interface ArgumentsReading {
  readonly assignments: readonly Assignment[];
  readonly findings: readonly Finding[];
  readonly nouns: Nouns;
}

/** Reads an environment file of a unit: `NAME="value"` on each line, a backslash at its end goes on in the next. */
export function readArgumentsFile(text: string, surroundings: Surroundings): ArgumentsReading {
  const assignments = variables(text);
  const file = /[^/]*$/.exec(surroundings.path ?? '')?.[0] ?? '';
  const program = programOfCommand(file);
  const findings: Finding[] = [];
  const nouns = assignments.map((assignment): Nouns => {
    const secrets = variableSecrets(assignment.key, assignment.value, assignment.valueAt);
    if (!ARGUMENTS.test(assignment.key) || program === undefined) return { ...NO_NOUNS, secrets };
    const args = splitWords(assignment).words;
    const run = { program, path: '', args, isInShell: false, changesUser: false, hasUnknownArgs: args.length === 0 };
    const command = commandNouns(run, file, assignment.at, false);
    findings.push(...flagFindings(program.name, '', args, surroundings.targets));
    findings.push(...command.secrets.filter(({ form }) => form === 'clear').map(secretFinding));
    const process = { runsIn: 'unit', name: file, at: assignment.at, hardening: {}, isPartial: true } as const;
    return { ...NO_NOUNS, ...command, processes: [{ ...process, ...command.process }] };
  });
  return { assignments, findings, nouns: joined(nouns) };
}

function joined(parts: readonly Nouns[]): Nouns {
  return {
    ...NO_NOUNS,
    listeners: parts.flatMap(({ listeners }) => listeners),
    secrets: parts.flatMap(({ secrets }) => secrets),
    files: parts.flatMap(({ files }) => files),
    processes: parts.flatMap(({ processes }) => processes),
  };
}

/** One after the other: a name, and a value in quotes, over several lines too, or up to the end of the line. */
const VARIABLE =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|((?:[^\n\\]|\\\r?\n|\\.)*))/gm;

/** The assignments of the file; the last one of a name counts. */
function variables(text: string): readonly Assignment[] {
  const found = new Map<string, Assignment>();
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, key = '', double, single, bare] = match;
    const raw = double ?? single ?? bare ?? '';
    const keyAt = match.index + whole.indexOf(key);
    const start = match.index + whole.length - raw.length - (bare === undefined ? 1 : 0);
    // Line ends within are blanks; every character stays at its place.
    const value = raw.replaceAll(/\\(\r?\n)/g, ' $1').replaceAll(/[\r\n]/g, ' ');
    found.delete(key);
    found.set(key, {
      key,
      at: { start: keyAt, end: keyAt + key.length },
      value,
      valueAt: { start, end: start + raw.length },
      place: (from, to) => ({ start: start + from, end: start + to }),
    });
  }
  return [...found.values()];
}
