import { checkBinary } from './binary';
import { matchesEmpty } from './emptyMatch';
import type { Aggregate, Call, Expression, Selector } from './expression';
import { FUNCTIONS, PARAMETERS, TYPE_NAMES, type ValueType } from './functions';
import type { ReportProblem } from './problem';

/** Checks that what goes into functions and operators has their types (checkAST of promql/parser/parse.go). */
export function checkTypes(expression: Expression, report: ReportProblem): ValueType {
  switch (expression.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      checkSelector(expression, report);
      return 'vector';
    case 'paren':
    case 'offset':
    case 'at':
    case 'anchored':
    case 'smoothed':
      return checkTypes(expression.of, report);
    case 'range':
      checkTypes(expression.of, report);
      return 'matrix';
    case 'subquery':
      return checkSubquery(expression, report);
    case 'unary':
      return checkUnary(expression, report);
    case 'binary': {
      const left = checkTypes(expression.left, report);
      return checkBinary(expression, left, checkTypes(expression.right, report), report);
    }
    case 'aggregate':
      return checkAggregate(expression, report);
    case 'call':
      return checkCall(expression, report);
  }
}

function checkSelector({ name, matchers, start, end }: Selector, report: ReportProblem): void {
  const named = matchers.find((matcher) => matcher.name === '__name__');
  if (name !== '' && named !== undefined) {
    const program = `metric name must not be set twice: ${JSON.stringify(name)} or ${JSON.stringify(named.value)}`;
    const reason = `The metric is already named in front of the braces. Remove one of the two.`;
    report({ start: named.start, end: named.end, reason, program });
  }
  const twice =
    name === '' ? matchers.filter((matcher) => matcher.name === '__name__' && matcher.operator === '=') : [];
  const [first, second] = twice;
  if (first !== undefined && second !== undefined && isQuotedName(second)) {
    const program = `metric name must not be set twice: ${JSON.stringify(first.value)} or ${JSON.stringify(second.value)}`;
    report({
      start: second.start,
      end: second.end,
      reason: 'The metric is named twice. Remove one of the two.',
      program,
    });
  }
  if (name !== '' || matchers.some((matcher) => !matchesEmpty(matcher))) return;
  const reason =
    'This would select every series there is: every matcher also fits series without the label. Name the metric, or ask for a value that is not empty.';
  report({ start, end, reason, program: 'vector selector must contain at least one non-empty matcher' });
}

function isQuotedName({
  start,
  valueSpan,
}: {
  readonly start: number;
  readonly valueSpan: { readonly start: number };
}) {
  return start === valueSpan.start;
}

function checkSubquery(
  { of, at }: Extract<Expression, { of: Expression }> & { at: { start: number; end: number } },
  report: ReportProblem,
): ValueType {
  const type = checkTypes(of, report);
  if (type !== 'vector' && type !== 'unknown') {
    const program = `subquery is only allowed on instant vector, got ${type} instead`;
    const reason = `A subquery (\`[5m:]\`) evaluates an instant vector again and again, not a ${TYPE_NAMES[type]}.`;
    report({ start: at.start, end: at.end, reason, program });
  }
  return 'matrix';
}

function checkUnary(
  { of, start }: { readonly of: Expression; readonly start: number },
  report: ReportProblem,
): ValueType {
  const type = checkTypes(of, report);
  if (type === 'matrix' || type === 'string') {
    const program = `unary expression only allowed on expressions of type scalar or instant vector, got ${JSON.stringify(TYPE_NAMES[type])}`;
    report({ start, end: start + 1, reason: `A ${TYPE_NAMES[type]} has no sign. Remove it.`, program });
  }
  return type;
}

function checkAggregate({ operator, args }: Aggregate, report: ReportProblem): ValueType {
  const parameter = PARAMETERS[operator];
  const [first, second] = args;
  const operand = parameter === undefined ? first : second;
  if (operand !== undefined) expectType(operand, 'vector', 'aggregation expression', `\`${operator}\``, report);
  if (parameter !== undefined && first !== undefined) {
    expectType(first, parameter, 'aggregation parameter', `The parameter of \`${operator}\``, report);
  }
  return 'vector';
}

function checkCall({ name, args, at }: Call, report: ReportProblem): ValueType {
  const called = FUNCTIONS.get(name);
  if (called === undefined) {
    for (const arg of args) checkTypes(arg, report);
    return 'unknown';
  }
  const { args: types, variadic, returns } = called;
  const least = variadic === 0 ? types.length : types.length - 1;
  const most = variadic === 0 ? types.length : variadic < 0 ? Number.POSITIVE_INFINITY : least + variadic;
  if (args.length < least || args.length > most) {
    const limit = args.length < least ? least : most;
    const kind = variadic === 0 ? '' : args.length < least ? 'at least ' : 'at most ';
    const reason = `\`${name}\` takes ${kind}${limit} argument${limit === 1 ? '' : 's'} (${signature(types)}), not ${args.length}.`;
    const program = `expected ${kind}${limit} argument(s) in call to ${JSON.stringify(name)}, got ${args.length}`;
    report({ start: at.start, end: at.end, reason, program });
  }
  args.forEach((arg, index) => {
    const type = types[index] ?? (variadic === 0 ? undefined : types.at(-1));
    // The second argument of `info` is only matchers, which may well be empty.
    if (name === 'info' && index === 1) return;
    if (type === undefined) checkTypes(arg, report);
    else expectType(arg, type, `call to function ${JSON.stringify(name)}`, `\`${name}\``, report);
  });
  return returns;
}

function signature(types: readonly ValueType[]): string {
  return types.length === 0 ? 'none' : types.map((type) => TYPE_NAMES[type]).join(', ');
}

function expectType(
  expression: Expression,
  wanted: ValueType,
  place: string,
  taker: string,
  report: ReportProblem,
): void {
  const got = checkTypes(expression, report);
  if (got === wanted || got === 'unknown') return;
  const { start, end } = expression;
  const program = `expected type ${TYPE_NAMES[wanted]} in ${place}, got ${TYPE_NAMES[got]}`;
  const reason = `${taker} takes ${article(wanted)} here, and this is ${article(got)}.${advice(expression, wanted, got)}`;
  report({ start, end, reason, program });
}

function article(type: ValueType): string {
  return `${type === 'vector' ? 'an' : 'a'} ${TYPE_NAMES[type]}`;
}

function advice(expression: Expression, wanted: ValueType, got: ValueType): string {
  if (wanted === 'matrix' && got === 'vector') {
    return expression.type === 'selector'
      ? ' Add a range, such as `[5m]`.'
      : ' Make it a subquery, such as `(…)[5m:]`.';
  }
  if (wanted === 'vector' && got === 'matrix') return ' Remove the range, or put a function such as `rate` around it.';
  if (wanted === 'scalar' && got === 'vector') return ' Put `scalar(…)` around it.';
  if (wanted === 'vector' && got === 'scalar') return ' Put `vector(…)` around it.';
  return wanted === 'string' ? ' Put it into quotes.' : '';
}
