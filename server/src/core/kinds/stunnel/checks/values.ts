import { defineChecks } from '../../../findings/check';
import { formatVersion } from '../../../schema/version';
import { isTooNew, type OptionInfo } from '../options';
import { type Inspection, isVariable, onValue, replaceValue } from '../report';
import type { Assignment } from '../statement';
import { isServerCommand } from '../values/opensslCommand';
import type { ValueContext, ValueProblem } from '../values/problem';
import { valueProblem } from '../values/valueProblem';
import type { Judged } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  invalid: {
    ...base,
    code: 'invalid-value',
    rules: ['1', '3b'],
    summary: 'The value is none that the option takes. Quotes and comments on the same line are a part of the value.',
  },
  newer: {
    ...base,
    code: 'newer-version-needed',
    rules: ['1b', '3b'],
    summary: 'The value came with a later version than the one that the file is for.',
  },
  serverCommand: {
    ...base,
    code: 'invalid-value',
    rules: ['1b'],
    summary: 'A `config` command that OpenSSL has for servers only stands in a client.',
    program: 'OpenSSL config command "%s" was not recognised',
  },
});

/** Reports values that stunnel does not take, whatever else is in the file. */
export function checkValues(inspection: Inspection): void {
  const { document, target } = inspection;
  for (const scope of [document.global, ...document.services]) {
    for (const line of scope.assignments) {
      const { option } = line;
      // A line that is refused for its name has no value to judge.
      if (option === undefined || isTooNew(option, target) || isVariable(line.value)) continue;
      if (option.scope === 'global' && scope.header !== undefined) continue;
      const context: ValueContext = { target, isGlobal: scope.header === undefined };
      const problem = valueProblem(option, line.value.text, context);
      if (problem !== undefined) reportProblem(problem, option, line, inspection);
    }
  }
}

function reportProblem(problem: ValueProblem, option: OptionInfo, line: Assignment, inspection: Inspection): void {
  const { target, report } = inspection;
  const { meant, since } = problem;
  const program = problem.program ?? option.refusal;
  const fixes = meant === undefined ? [] : replaceValue(line, meant);
  const version = since === undefined ? '' : ` This file is for ${formatVersion(target)}.`;
  report(since === undefined ? infos.invalid : infos.newer, onValue(line), problem.text + version, {
    fixes,
    ...(program !== undefined && { program }),
  });
}

/** Reports commands of `config` that OpenSSL has for servers only, in a client. */
export function checkCommandSides(service: Judged, { report }: Inspection): void {
  for (const { assignment, setIn, value } of service.side === 'client' ? service.all('config') : []) {
    if (setIn === 'global' || !isServerCommand(value)) continue;
    const name = value.split(':', 1)[0] ?? '';
    report(
      infos.serverCommand,
      onValue(assignment),
      `\`${name}\` is for servers, and this service is a client. Remove it.`,
      {
        program: `OpenSSL config command "${name}" was not recognised`,
      },
    );
  }
}
