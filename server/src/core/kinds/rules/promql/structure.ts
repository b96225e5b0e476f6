import { relabelRegexes } from '../../../formats/regex';
import type { Aggregate, Expression, Matcher, Postfix } from './expression';
import { PARAMETERS } from './functions';
import type { ReportProblem } from './problem';

/** Reports what Prometheus refuses while it reads an expression, before it looks at types (promql/parser/parse.go). */
export function checkStructure(expression: Expression, report: ReportProblem): void {
  switch (expression.type) {
    case 'selector':
      for (const matcher of expression.matchers) checkRegex(matcher, report);
      return;
    case 'binary':
      checkStructure(expression.left, report);
      checkStructure(expression.right, report);
      return;
    case 'call':
    case 'aggregate':
      for (const arg of expression.args) checkStructure(arg, report);
      if (expression.type === 'aggregate') checkArguments(expression, report);
      return;
    case 'number':
    case 'string':
      return;
    case 'unary':
    case 'paren':
      checkStructure(expression.of, report);
      return;
    default:
      checkStructure(expression.of, report);
      checkPostfix(expression, report);
  }
}

const regexProblem = relabelRegexes();

function checkRegex({ operator, value, valueSpan }: Matcher, report: ReportProblem): void {
  if (operator !== '=~' && operator !== '!~') return;
  const program = regexProblem(value);
  if (program === undefined) return;
  const reason = 'This is no regular expression of Go (RE2), which has no look-around and no back-references.';
  const { start, end } = valueSpan;
  report({ start, end, reason, program });
}

function checkArguments({ operator, args, at }: Aggregate, report: ReportProblem): void {
  const { start, end } = at;
  const wanted = PARAMETERS[operator] === undefined ? 1 : 2;
  if (args.length === wanted) return;
  if (args.length === 0) {
    const reason = `\`${operator}\` needs something to aggregate. Put an instant vector into its parentheses.`;
    report({ start, end, reason, program: 'no arguments for aggregate expression provided' });
    return;
  }
  const what = wanted === 1 ? 'one argument, an instant vector' : 'two arguments, its parameter and an instant vector';
  const reason = `\`${operator}\` takes ${what}, not ${args.length}. Labels go into \`by (…)\`.`;
  const program = `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`;
  report({ start, end, reason, program });
}

function checkPostfix(postfix: Postfix, report: ReportProblem): void {
  const { type, at, of } = postfix;
  const { start, end } = at;
  if (type === 'range') {
    const found = rangeProblem(of);
    if (found !== undefined) report({ start, end, ...found });
    return;
  }
  if (type !== 'offset' && type !== 'at') return;
  const operand = unmodified(of);
  if (operand.type !== 'selector' && operand.type !== 'range' && operand.type !== 'subquery') {
    const word = type === 'at' ? '@' : 'offset';
    const reason = `\`${word}\` belongs directly behind a selector (\`x ${word} …\`, \`x[5m] ${word} …\`) or a subquery. Move it to the selector inside.`;
    const program = `${word} modifier must be preceded by an instant vector selector or range vector selector or a subquery`;
    report({ start, end, reason, program });
  } else if (hasModifier(of, type)) {
    const program =
      type === 'at' ? '@ <timestamp> may not be set multiple times' : 'offset may not be set multiple times';
    report({ start, end, reason: 'The same modifier stands there already. Remove one of the two.', program });
  }
}

function rangeProblem(of: Expression): { reason: string; program: string } | undefined {
  const operand = unmodified(of);
  if (operand.type !== 'selector') {
    const reason =
      'Only a selector has a range (`x[5m]`). For anything else, write a subquery with a colon: `(…)[5m:]`.';
    return { reason, program: 'ranges only allowed for vector selectors' };
  }
  const isOffset = hasModifier(of, 'offset');
  if (!isOffset && !hasModifier(of, 'at', false)) return undefined;
  const word = isOffset ? 'offset' : '@';
  return {
    reason: `The range stands in front of \`${word}\`: \`x[5m] ${word} …\`.`,
    program: `no ${word} modifiers allowed before range`,
  };
}

/** What the modifiers stand behind. */
function unmodified(expression: Expression): Expression {
  let inner = expression;
  while (isModifier(inner)) inner = inner.of;
  return inner;
}

/** Whether a modifier of that type stands there; `@ start()` only with `bound`, since Prometheus forgets it sometimes. */
function hasModifier(expression: Expression, type: Postfix['type'], bound = true): boolean {
  for (let inner = expression; isModifier(inner); inner = inner.of) {
    if (inner.type === type && (bound || inner.isBound !== true)) return true;
  }
  return false;
}

function isModifier(expression: Expression): expression is Postfix {
  return ['offset', 'at', 'anchored', 'smoothed'].includes(expression.type);
}
