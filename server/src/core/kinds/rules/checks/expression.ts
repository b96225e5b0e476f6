import { defineChecks } from '../../../findings/check';
import { replaceFix, spanOf } from '../../../schema/report';
import type { ScalarValue } from '../../../schema/value';
import { formatVersion } from '../../../schema/version';
import { keySpan, type More } from '../../walk';
import type { RulesCheck, RulesCheckContext } from '../context';
import { checkPromql } from '../promql/check';
import type { PromqlProblem } from '../promql/problem';
import { placeInScalar } from '../scalarPlace';
import { aliasAt } from './aliases';

export const infos = defineChecks({
  missing: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [187],
    tag: 'LOAD',
    summary: 'A rule has no expression.',
    program: "field 'expr' must be set in rule",
  },
  invalid: {
    code: 'invalid-promql',
    severity: 'error',
    source: 'prometheus',
    rules: [188],
    tag: 'LOAD',
    summary: 'The expression of a rule is no PromQL, or its types do not fit.',
    program: 'could not parse expression: %w',
  },
  newer: {
    code: 'newer-version-needed',
    severity: 'error',
    source: 'prometheus',
    rules: [188],
    tag: 'LOAD',
    summary: 'The expression uses a function or a syntax that came with a later version.',
  },
});

const expression: RulesCheck = (rule, _place, context) => {
  const { report, version } = context;
  if (aliasAt(rule, 'expr', version) !== undefined) return;
  const value = rule.entries.get('expr')?.value;
  if (value?.kind === 'scalar' && value.value !== '') {
    checkExpression(value, context);
  } else if (!rule.entries.has('expr')) {
    report(infos.missing, spanOf(rule.node), 'This rule has no `expr`. Add the expression that it evaluates.');
  } else if (value !== undefined) {
    report(infos.missing, keySpan(rule, 'expr'), '`expr` has no value. Write the expression that the rule evaluates.');
  }
};

function checkExpression(value: ScalarValue, context: RulesCheckContext): void {
  const text = String(value.value);
  for (const problem of checkPromql(text, context.version)) {
    const place = placeInScalar(value.node, problem.start, problem.end);
    const at = place ?? spanOf(value.node);
    if (problem.since !== undefined) reportNewer(problem, at, context);
    else context.report(infos.invalid, at, problem.reason, more(problem, text, place !== undefined && place));
  }
}

type Place = { readonly start: number; readonly end: number };

function more({ start, program, meant }: PromqlProblem, text: string, place: Place | false): More {
  const words =
    program === undefined ? undefined : `could not parse expression: ${position(text, start)}: parse error: ${program}`;
  const title = meant?.trim() ? `Change to \`${meant}\`` : 'Remove it';
  return {
    ...(words !== undefined && { program: words }),
    ...(place && meant !== undefined && { fixes: [replaceFix(title, place, meant, false)] }),
  };
}

/** Line and column in the expression, as the parser counts them: from 1, in bytes. */
function position(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${new TextEncoder().encode(lines.at(-1) ?? '').length + 1}`;
}

function reportNewer({ reason }: PromqlProblem, at: Place, { version, report }: RulesCheckContext): void {
  const message = `${reason} The files are checked for ${formatVersion(version)}: write it otherwise, or raise the version in the settings if the server is newer.`;
  report(infos.newer, at, message);
}

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule: [expression],
};
